#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "domain/csv.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace domain {

/// A row of GLEIF's LEI file in the golden copy format (C07), as far as it is kept.
struct LeiRow {
  std::string lei;
  std::string name;       ///< the legal name, in the script of its country
  std::string name_latin; ///< another name in Latin letters, where the legal one is not
  std::string street;     ///< the address lines, each after a comma
  std::string city;
  std::string region;  ///< ISO 3166-2, or a prefecture's Japanese name
  std::string country; ///< ISO 3166-1
  std::string postal_code;
  std::string registration_authority; ///< GLEIF's number of the register of the country
  std::string registered_number;      ///< the entity's number there
  std::string jurisdiction;
  std::string entity_status;       ///< `ACTIVE` or `INACTIVE`
  std::string registration_status; ///< `ISSUED`, `LAPSED`, `RETIRED`…
  std::string updated_on;          ///< `YYYY-MM-DD`
  std::string expired_on;
  std::string successor; ///< an LEI

  /// A lapsed LEI says only that nobody confirmed the row of late.
  bool active() const;
};

/// Whether a file begins like GLEIF's, with or without BOM and quotes.
bool is_lei_file(core::ByteView head);

/// Reads a file in UTF-8 piece by piece (domain/csv.h); columns are found by the names in its first record.
class LeiReader {
public:
  using OnRow = CsvRows<LeiRow>::OnRow;
  using OnRefused = CsvRows<LeiRow>::OnRefused;
  LeiReader(OnRow on_row, OnRefused on_refused)
      : rows_([this](std::string_view record, std::size_t line) { return parse(record, line); }, std::move(on_row), std::move(on_refused)),
        records_([this](std::string_view record, std::size_t line) { return take_record(record, line); }) {}
  LeiReader(const LeiReader&) = delete;
  LeiReader& operator=(const LeiReader&) = delete;
  /// A refused row is reported and skipped; a failure of `on_row`, or a column that is not there (`register_column_missing`), stops the
  /// reading.
  core::Result<void> feed(core::ByteView piece) { return records_.feed(piece); }
  core::Result<void> finish() { return records_.finish(); }
  std::size_t rows() const { return rows_.taken(); }
  std::size_t refused() const { return rows_.refused(); }

private:
  using Fields = std::vector<std::string>;
  core::Result<void> take_record(std::string_view record, std::size_t line);
  core::Result<void> take_header(const Fields& names);
  core::Result<LeiRow> parse(std::string_view record, std::size_t line) const;

  CsvRows<LeiRow> rows_;
  CsvRecords records_;
  std::optional<std::size_t> column_count_; ///< once the header was seen
  std::vector<std::size_t> places_;         ///< of each known column
};

} // namespace domain
