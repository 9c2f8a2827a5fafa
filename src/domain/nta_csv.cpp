#include "domain/nta_csv.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/corporate_number.h"
#include "domain/csv.h"
#include "domain/errors.h"

#include <algorithm>

namespace domain {
namespace {

using core::Result;

constexpr std::size_t old_columns = 29; // before 検索対象除外 was added
constexpr std::size_t columns = 30;
constexpr std::size_t encoding_head = 65'536;

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

Result<void> check_date(const std::string& text, std::string column, std::size_t line) {
  if (text.empty() || core::parse_date(text)) return {};
  return refuse_register_row(line, std::move(column), text);
}

Result<void> check_row(const RegisterRow& row, std::size_t line) {
  if (!CorporateNumber::parse(row.corporate_number) || row.corporate_number.size() != 13)
    return refuse_register_row(line, "corporateNumber", row.corporate_number);
  if (row.process.size() != 2 || !is_digits(row.process)) return refuse_register_row(line, "process", row.process);
  if (row.name.empty()) return refuse_register_row(line, "name", row.name);
  if (!row.postal_code.empty() && (row.postal_code.size() != 7 || !is_digits(row.postal_code)))
    return refuse_register_row(line, "postCode", row.postal_code);
  if (!row.successor.empty() && (row.successor.size() != 13 || !is_digits(row.successor)))
    return refuse_register_row(line, "successorCorporateNumber", row.successor);
  TRY(check_date(row.updated_on, "updateDate", line));
  TRY(check_date(row.changed_on, "changeDate", line));
  return check_date(row.closed_on, "closeDate", line);
}

} // namespace

Result<RegisterRow> parse_register_row(std::string_view record, std::size_t line) {
  auto f = TRY(split_csv_record(record, line));
  if (f.size() != columns && f.size() != old_columns) return refuse_register_row(line, "-", std::to_string(f.size()));
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

Result<RegisterRow> RegisterReader::parse(std::string_view record, std::size_t line) const {
  if (*encoding_ == CsvEncoding::shift_jis) {
    const auto text = core::from_cp932(core::as_bytes(record));
    if (text) return parse_register_row(*text, line);
  } else if (core::is_utf8(record)) {
    return parse_register_row(record, line);
  }
  return core::fail(errors::register_file_encoding, {{"line", std::to_string(line)}});
}

Result<void> RegisterReader::feed(core::ByteView piece) {
  if (!encoding_ && !piece.empty()) encoding_ = detect_encoding(piece.first(std::min(piece.size(), encoding_head)));
  return records_.feed(piece);
}

} // namespace domain
