#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "core/text.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// Fields of an RFC 4180 record without its line end; `register_row_invalid` where a quote is out of place or a NUL is in it, which no
/// database keeps.
core::Result<std::vector<std::string>> split_csv_record(std::string_view record, std::size_t line);

/// Cuts a file that comes piece by piece into records: quoted fields may hold line ends, a record may span pieces, memory stays bounded.
/// Works on bytes: in Shift-JIS neither `"` (22) nor line feed (0A) occurs as a second byte, so records end alike in both encodings.
class CsvRecords {
public:
  /// The record as it stands, without its line end; `line` is where it begins. A failure stops the reading.
  using OnRecord = std::function<core::Result<void>(std::string_view record, std::size_t line)>;
  explicit CsvRecords(OnRecord on_record) : on_record_(std::move(on_record)) {}
  core::Result<void> feed(core::ByteView piece);
  /// The last record may lack its line end.
  core::Result<void> finish();

private:
  core::Result<void> take(std::string_view record, std::size_t line);

  OnRecord on_record_;
  std::string buffer_;
  std::size_t scanned_ = 0;
  bool quoted_ = false;
  bool at_start_ = true;
  std::size_t line_ = 0;        ///< line ends seen
  std::size_t record_line_ = 1; ///< where the record at hand begins
};

/// Hands on what `parse` makes of each record. A record that it refuses is reported and skipped; where it has several lines, a stray quote
/// has swallowed those behind it, and each is read again for itself. A failure of `on_row` stops the reading.
template <class Row>
class CsvRows {
public:
  using Parse = std::function<core::Result<Row>(std::string_view record, std::size_t line)>;
  using OnRow = std::function<core::Result<void>(Row)>;
  using OnRefused = std::function<void(const core::Error&)>;
  CsvRows(Parse parse, OnRow on_row, OnRefused on_refused)
      : parse_(std::move(parse)), on_row_(std::move(on_row)), on_refused_(std::move(on_refused)) {}

  core::Result<void> take(std::string_view record, std::size_t line) {
    if (record.ends_with('\r')) record.remove_suffix(1);
    if (record.empty()) return {};
    auto row = parse_(record, line);
    if (row) {
      ++taken_;
      return on_row_(std::move(*row));
    }
    if (record.contains('\n')) return take_lines(record, line);
    ++refused_;
    if (on_refused_) on_refused_(row.error());
    return {};
  }
  std::size_t taken() const { return taken_; }
  std::size_t refused() const { return refused_; }

private:
  core::Result<void> take_lines(std::string_view record, std::size_t first_line) {
    for (const auto& line : core::split(record, '\n')) TRY(take(line, first_line++));
    return {};
  }

  Parse parse_;
  OnRow on_row_;
  OnRefused on_refused_;
  std::size_t taken_ = 0;
  std::size_t refused_ = 0;
};

/// `register_row_invalid` with the value as far as it can be shown.
core::Failure refuse_register_row(std::size_t line, std::string column, std::string_view value);

} // namespace domain
