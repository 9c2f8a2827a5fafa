#include "domain/nta_csv.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/corporate_number.h"
#include "domain/errors.h"

#include <array>

namespace domain {
namespace {

using core::fail;
using core::Result;

constexpr std::size_t old_columns = 29; // before 検索対象除外 was added
constexpr std::size_t columns = 30;
constexpr std::size_t max_record = 65'536; // the longest a row of the format can be is about 12 KiB

core::Failure refuse(std::size_t line, std::string column, std::string value) {
  if (!core::is_utf8(value)) value = "?";
  return fail(errors::register_row_invalid,
              {{"line", std::to_string(line)}, {"column", std::move(column)}, {"value", value.substr(0, 200)}});
}

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

Result<void> check_date(const std::string& text, std::string column, std::size_t line) {
  if (text.empty() || core::parse_date(text)) return {};
  return refuse(line, std::move(column), text);
}

Result<void> check_row(const RegisterRow& row, std::size_t line) {
  if (!CorporateNumber::parse(row.corporate_number) || row.corporate_number.size() != 13)
    return refuse(line, "corporateNumber", row.corporate_number);
  if (row.process.size() != 2 || !is_digits(row.process)) return refuse(line, "process", row.process);
  if (row.name.empty()) return refuse(line, "name", row.name);
  if (!row.postal_code.empty() && (row.postal_code.size() != 7 || !is_digits(row.postal_code)))
    return refuse(line, "postCode", row.postal_code);
  if (!row.successor.empty() && (row.successor.size() != 13 || !is_digits(row.successor)))
    return refuse(line, "successorCorporateNumber", row.successor);
  TRY(check_date(row.updated_on, "updateDate", line));
  TRY(check_date(row.changed_on, "changeDate", line));
  return check_date(row.closed_on, "closeDate", line);
}

/// The closing quote of a field that opened before `at`, doubled quotes inside being one quote (RFC 4180 2.7).
Result<std::size_t> read_quoted(std::string_view record, std::size_t at, std::string& out) {
  for (; at < record.size(); ++at) {
    if (record[at] != '"') {
      out += record[at];
    } else if (at + 1 < record.size() && record[at + 1] == '"') {
      out += '"';
      ++at;
    } else {
      return at + 1;
    }
  }
  return fail(errors::register_row_invalid, {{"line", "0"}, {"column", "-"}, {"value", "\""}});
}

} // namespace

Result<std::vector<std::string>> split_csv_record(std::string_view record) {
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    std::string field;
    if (at < record.size() && record[at] == '"') {
      at = TRY(read_quoted(record, at + 1, field));
      if (at < record.size() && record[at] != ',')
        return fail(errors::register_row_invalid, {{"line", "0"}, {"column", "-"}, {"value", "\""}});
    } else {
      const auto comma = std::min(record.find(',', at), record.size());
      field = record.substr(at, comma - at);
      at = comma;
    }
    out.push_back(std::move(field));
    if (at >= record.size()) return out;
    ++at;
  }
}

Result<RegisterRow> parse_register_row(std::string_view record, std::size_t line) {
  auto split = split_csv_record(record);
  if (!split) return refuse(line, "-", "\"");
  auto& f = *split;
  if (f.size() != columns && f.size() != old_columns) return refuse(line, "-", std::to_string(f.size()));
  RegisterRow row;
  row.corporate_number = std::move(f[1]);
  row.process = std::move(f[2]);
  row.updated_on = std::move(f[4]);
  row.changed_on = std::move(f[5]);
  row.name = std::move(f[6]);
  row.kind = std::move(f[8]);
  row.prefecture = std::move(f[9]);
  row.city = std::move(f[10]);
  row.street = std::move(f[11]);
  row.postal_code = std::move(f[15]);
  row.address_outside = std::move(f[16]);
  row.closed_on = std::move(f[18]);
  row.close_cause = std::move(f[19]);
  row.successor = std::move(f[20]);
  row.latest = f[23] != "0";
  row.name_latin = std::move(f[24]);
  row.prefecture_latin = std::move(f[25]);
  row.address_latin = std::move(f[26]);
  row.name_kana = std::move(f[28]);
  row.hidden = f.size() == columns && f[29] == "1";
  TRY(check_row(row, line));
  return row;
}

CsvEncoding detect_encoding(core::ByteView head) {
  auto text = core::as_text(head);
  if (text.starts_with("\xef\xbb\xbf")) return CsvEncoding::utf8;
  // The head may end inside a character: up to three bytes are left off.
  for (std::size_t cut = 0; cut < 4 && cut <= text.size(); ++cut)
    if (core::is_utf8(text.substr(0, text.size() - cut))) return CsvEncoding::utf8;
  return CsvEncoding::shift_jis;
}

Result<void> RegisterReader::refuse(const core::Error& error) {
  ++refused_;
  if (on_refused_) on_refused_(error);
  return {};
}

/// A quote that never closes swallows the lines behind it: they are read again, each for itself.
Result<void> RegisterReader::take_lines(std::string_view record, std::size_t first_line) {
  for (const auto& line : core::split(record, '\n')) TRY(take_record(line, first_line++));
  return {};
}

Result<void> RegisterReader::take_record(std::string_view record, std::size_t line) {
  if (record.ends_with('\r')) record.remove_suffix(1);
  if (record.empty()) return {};
  auto text = std::string(record);
  if (*encoding_ == CsvEncoding::shift_jis) {
    auto converted = core::from_cp932(core::as_bytes(record));
    if (!converted) return refuse({errors::register_file_encoding, {{"line", std::to_string(line)}}, {}, {}});
    text = std::move(*converted);
  } else if (!core::is_utf8(record)) {
    return refuse({errors::register_file_encoding, {{"line", std::to_string(line)}}, {}, {}});
  }
  auto row = parse_register_row(text, line);
  if (!row && record.find('\n') != std::string_view::npos) return take_lines(record, line);
  if (!row) return refuse(row.error());
  ++rows_;
  return on_row_(std::move(*row));
}

/// Scans bytes: in Shift-JIS neither `"` (22) nor line feed (0A) occurs as a second byte, so records end alike in both
/// encodings.
Result<void> RegisterReader::feed(core::ByteView piece) {
  buffer_ += core::as_text(piece);
  if (at_start_ && !buffer_.empty()) {
    if (!encoding_) encoding_ = detect_encoding(core::as_bytes(std::string_view(buffer_).substr(0, 65536)));
    if (buffer_.starts_with("\xef\xbb\xbf")) buffer_.erase(0, 3);
    at_start_ = false;
  }
  std::size_t start = 0;
  for (; scanned_ < buffer_.size(); ++scanned_) {
    if (buffer_[scanned_] == '"') quoted_ = !quoted_;
    if (buffer_[scanned_] != '\n') continue;
    ++line_;
    if (quoted_ && scanned_ - start <= max_record) continue;
    quoted_ = false;
    TRY(take_record(std::string_view(buffer_).substr(start, scanned_ - start), record_line_));
    record_line_ = line_ + 1;
    start = scanned_ + 1;
  }
  buffer_.erase(0, start);
  scanned_ -= start;
  if (buffer_.size() <= 4 * max_record) return {};
  // No line end for 256 KiB: not a file of this format.
  return fail(errors::register_row_invalid, {{"line", std::to_string(record_line_)}, {"column", "-"}, {"value", "…"}});
}

Result<void> RegisterReader::finish() {
  if (buffer_.empty()) return {};
  const auto last = std::move(buffer_);
  buffer_.clear();
  scanned_ = 0;
  return take_record(last, record_line_);
}

} // namespace domain
