#pragma once

#include "core/bytes.h"
#include "core/result.h"

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

/// `register_row_invalid` with the value as far as it can be shown.
core::Failure refuse_register_row(std::size_t line, std::string column, std::string_view value);

} // namespace domain
