#include "domain/csv.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>

namespace domain {
namespace {

constexpr std::size_t max_record = 65'536; // the longest that a row of either format can be is about 20 KiB
constexpr std::size_t shown_characters = 100;

/// The closing quote of a field that opened before `at`, doubled quotes inside being one quote (RFC 4180 2.7).
std::optional<std::size_t> read_quoted(std::string_view record, std::size_t at, std::string& out) {
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
  return std::nullopt;
}

} // namespace

core::Failure refuse_register_row(std::size_t line, std::string column, std::string_view value) {
  auto shown = core::to_utf32(value);
  if (shown.size() > shown_characters) shown.resize(shown_characters);
  return core::fail(errors::register_row_invalid,
                    {{"line", std::to_string(line)}, {"column", std::move(column)}, {"value", core::to_utf8(shown)}});
}

core::Result<std::vector<std::string>> split_csv_record(std::string_view record, std::size_t line) {
  if (record.contains('\0')) return refuse_register_row(line, "-", "NUL");
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    std::string field;
    if (at < record.size() && record[at] == '"') {
      const auto after = read_quoted(record, at + 1, field);
      if (!after || (*after < record.size() && record[*after] != ',')) return refuse_register_row(line, "-", "\"");
      at = *after;
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

core::Result<void> CsvRecords::take(std::string_view record, std::size_t line) {
  if (record.ends_with('\r')) record.remove_suffix(1);
  if (record.empty()) return {};
  return on_record_(record, line);
}

core::Result<void> CsvRecords::feed(core::ByteView piece) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  buffer_ += core::as_text(piece);
  if (at_start_ && buffer_.size() >= byte_order_mark.size()) {
    if (buffer_.starts_with(byte_order_mark)) {
      buffer_.erase(0, byte_order_mark.size());
      scanned_ = 0;
    }
    at_start_ = false;
  }
  std::size_t start = 0;
  for (; scanned_ < buffer_.size(); ++scanned_) {
    if (buffer_[scanned_] == '"') quoted_ = !quoted_;
    if (buffer_[scanned_] != '\n') continue;
    ++line_;
    if (quoted_ && scanned_ - start <= max_record) continue;
    quoted_ = false;
    TRY(take(std::string_view(buffer_).substr(start, scanned_ - start), record_line_));
    record_line_ = line_ + 1;
    start = scanned_ + 1;
  }
  buffer_.erase(0, start);
  scanned_ -= start;
  if (buffer_.size() <= 4 * max_record) return {};
  // No line end for 256 KiB: not a file of rows.
  return refuse_register_row(record_line_, "-", "…");
}

core::Result<void> CsvRecords::finish() {
  const auto last = std::move(buffer_);
  buffer_.clear();
  scanned_ = 0;
  return take(last, record_line_);
}

} // namespace domain
