#include "usecases/import_denied.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "core/text.h"
#include "core/time.h"
#include "domain/csv.h"
#include "domain/errors.h"
#include "usecases/apply_denied_entries.h"
#include "usecases/audit.h"
#include "usecases/denied_entries.h"
#include "usecases/errors.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace usecases {
namespace {

constexpr std::array<std::string_view, 5> columns{"kind", "value", "reason", "from", "until"};
constexpr std::size_t kept_refusals = 10;
constexpr std::size_t rows_a_batch = 500;
constexpr std::uintmax_t largest_file = std::uintmax_t{64} << 20U;
constexpr std::size_t longest_source = 80;

core::Result<core::Bytes> read_whole(const std::filesystem::path& file) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(file, failed);
  std::ifstream input(file, std::ios::binary);
  if (failed || !input || size > largest_file) return core::fail(core::errors::file_unreadable, {{"path", file.string()}});
  return core::Bytes(std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>());
}

core::Result<std::optional<std::chrono::year_month_day>> date_in(const std::string& text) {
  if (core::trim(text).empty()) return std::nullopt;
  return std::optional(TRY(core::parse_date(core::trim(text))));
}

struct Line {
  storage::DeniedRow entry;
  bool dated = false; ///< names its first day
};

/// Reads records by the names in the first one.
class Reader {
public:
  Reader(const Actor& actor, std::string source, core::Instant now, DeniedImport& report)
      : actor_(actor), source_(std::move(source)), now_(now), report_(report) {}

  core::Result<void> take(std::string_view record, std::size_t line) {
    if (core::trim(record).empty()) return {};
    if (!core::is_utf8(record)) return core::fail(domain::errors::register_file_encoding);
    const auto fields = TRY(domain::split_csv_record(record, line));
    if (places_.empty()) return take_header(fields);
    auto row = parse(fields, line);
    if (row)
      rows_.push_back(std::move(*row));
    else if (++report_.refused <= kept_refusals)
      report_.first_refusals.push_back(row.error());
    return {};
  }
  std::vector<Line> finish() { return std::move(rows_); }

private:
  core::Result<void> take_header(const std::vector<std::string>& names) {
    for (const auto column : columns) {
      const auto found = std::ranges::find_if(names, [&](const std::string& name) { return core::trim(name) == column; });
      const bool needed = column == "kind" || column == "value";
      if (found == names.end() && needed) return core::fail(domain::errors::denied_column_missing, {{"column", std::string(column)}});
      places_.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    return {};
  }
  core::Result<Line> parse(const std::vector<std::string>& fields, std::size_t line) const {
    const auto field = [&](std::size_t column) { return places_[column] < fields.size() ? fields[places_[column]] : std::string(); };
    const auto from = date_in(field(3));
    const auto until = date_in(field(4));
    if (!from) return domain::refuse_register_row(line, "from", field(3));
    if (!until) return domain::refuse_register_row(line, "until", field(4));
    auto row = make_denied({core::trim(field(0)), field(1), source_, field(2), *from, *until}, actor_, now_);
    if (!row) return domain::refuse_register_row(line, field(0), field(1));
    return Line{*std::move(row), from->has_value()};
  }

  const Actor& actor_;
  std::string source_;
  core::Instant now_;
  DeniedImport& report_;
  std::vector<std::size_t> places_;
  std::vector<Line> rows_;
};

core::Result<std::vector<Line>> read_rows(core::ByteView content, Reader reader) {
  if (core::as_text(content).starts_with("\xEF\xBB\xBF")) content = content.subspan(3);
  domain::CsvRecords records([&](std::string_view record, std::size_t line) { return reader.take(record, line); });
  TRY(records.feed(content));
  TRY(records.finish());
  return reader.finish();
}

core::Result<void> keep_rows(storage::Database& database, std::span<const Line> rows, DeniedImport& report) {
  for (; !rows.empty(); rows = rows.subspan(std::min(rows.size(), rows_a_batch))) {
    const auto batch = rows.first(std::min(rows.size(), rows_a_batch));
    report.changed += TRY(database.write([&](storage::Transaction& tx) -> core::Result<std::size_t> {
      std::size_t changed = 0;
      for (const auto& row : batch) changed += TRY(storage::put_denied(tx, row.entry, row.dated)) ? 1U : 0U;
      return changed;
    }));
  }
  return {};
}

} // namespace

core::Result<DeniedImport> import_denied(storage::Database& database, const Actor& actor, const std::filesystem::path& file,
                                         const std::string& source, core::Instant now) {
  const auto name = core::trim(source);
  if (name.empty() || core::character_count(name) > longest_source || core::has_control_characters(name))
    return core::fail(errors::field_missing, {{"field", "source"}});
  const auto content = TRY(read_whole(file));
  DeniedImport report;
  const auto rows = TRY(read_rows(content, Reader(actor, name, now, report)));
  report.rows = rows.size();
  TRY(keep_rows(database, rows, report));
  TRY(database.write([&](storage::Transaction& tx) -> core::Result<void> {
    audit(tx, actor,
          {"denied_list_imported",
           name,
           "",
           {{"file", file.filename().string()},
            {"sha256", core::sha256_hex(content)},
            {"rows", report.rows},
            {"changed", report.changed},
            {"refused", report.refused}}},
          now);
    return {};
  }));
  report.cases = TRY(apply_denied_entries(database, actor, now));
  return report;
}

} // namespace usecases
