#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "domain/csv.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace domain {

/// A row of the tax agency's corporate number file (C07), as far as it is kept.
struct RegisterRow {
  std::string corporate_number;
  std::string process;    ///< 処理区分: 01 new … 99 deleted
  std::string updated_on; ///< `YYYY-MM-DD`
  std::string changed_on;
  std::string name;
  std::string kind; ///< 法人種別: 301 株式会社…
  std::string prefecture;
  std::string city;
  std::string street;
  std::string postal_code; ///< 7 digits
  std::string address_outside;
  std::string closed_on; ///< empty = not closed
  std::string close_cause;
  std::string successor;
  bool latest = true;
  std::string name_latin;
  std::string prefecture_latin;
  std::string address_latin;
  std::string name_kana;

  bool active() const { return closed_on.empty() && process != "99"; }
  std::string address() const { return prefecture + city + street; }
};

enum class CsvEncoding : std::uint8_t { utf8, shift_jis };
/// UTF-8 (with or without BOM) where the bytes are that, Shift-JIS otherwise.
CsvEncoding detect_encoding(core::ByteView head);

/// One record of 29 or 30 columns (the 30th came later) without its line end; `register_row_invalid` names line and
/// column.
core::Result<RegisterRow> parse_register_row(std::string_view utf8_record, std::size_t line);

/// Reads a file piece by piece (domain/csv.h).
class RegisterReader {
public:
  using OnRow = CsvRows<RegisterRow>::OnRow;
  using OnRefused = CsvRows<RegisterRow>::OnRefused;
  RegisterReader(OnRow on_row, OnRefused on_refused, std::optional<CsvEncoding> encoding = {})
      : encoding_(encoding),
        rows_([this](std::string_view record, std::size_t line) { return parse(record, line); }, std::move(on_row), std::move(on_refused)),
        records_([this](std::string_view record, std::size_t line) { return rows_.take(record, line); }) {}
  RegisterReader(const RegisterReader&) = delete;
  RegisterReader& operator=(const RegisterReader&) = delete;
  /// A refused row is reported and skipped; a failure of `on_row` stops the reading.
  core::Result<void> feed(core::ByteView piece);
  /// The last record may lack its line end.
  core::Result<void> finish() { return records_.finish(); }
  std::size_t rows() const { return rows_.taken(); }
  std::size_t refused() const { return rows_.refused(); }

private:
  core::Result<RegisterRow> parse(std::string_view record, std::size_t line) const;

  std::optional<CsvEncoding> encoding_;
  CsvRows<RegisterRow> rows_;
  CsvRecords records_;
};

} // namespace domain
