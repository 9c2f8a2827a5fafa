#include "usecases/import_register.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "domain/register_source.h"
#include "usecases/audit.h"
#include "usecases/register_rows.h"

#include <fstream>

namespace usecases {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20U;
constexpr std::size_t head_size = 64;
constexpr std::size_t kept_refusals = 10;
constexpr std::string_view deleted = "99"; // 処理区分

/// A file that is read once from beginning to end.
struct Reading {
  std::ifstream& input;
  const std::function<void(const ImportProgress&)>& on_progress;
  ImportProgress progress;
  core::Sha256Stream hash = {};

  template <class Reader>
  core::Result<std::size_t> into(Reader& reader) {
    core::Bytes piece(piece_size);
    while (input.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size())), input.gcount() > 0) {
      const auto bytes = core::ByteView(piece).first(static_cast<std::size_t>(input.gcount()));
      hash.add(bytes);
      TRY(reader.feed(bytes));
      progress.bytes_read += bytes.size();
      progress.rows = reader.rows();
      if (on_progress) on_progress(progress);
    }
    TRY(reader.finish());
    return reader.refused();
  }
};

core::Result<std::string> head_of(std::ifstream& input, const std::filesystem::path& file) {
  std::string head(head_size, '\0');
  if (!input.read(head.data(), static_cast<std::streamsize>(head.size())) && !input.eof())
    return core::fail(core::errors::file_unreadable, {{"path", file.string()}});
  head.resize(static_cast<std::size_t>(input.gcount()));
  input.clear();
  input.seekg(0);
  return head;
}

core::Result<void> note_import(storage::Database& database, const Actor& actor, const storage::ImportRow& row) {
  return database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_import(tx, row));
    audit(
        tx, actor,
        {"register_imported",
         row.id.str(),
         "",
         {{"source", row.source}, {"file", row.file_name}, {"sha256", row.file_sha256}, {"rows", row.row_count}, {"refused", row.refused}}},
        row.imported_at);
    return {};
  });
}

} // namespace

core::Result<ImportReport> import_register(storage::Database& database, const Actor& actor, const std::filesystem::path& file,
                                           core::Instant now, const std::function<void(const ImportProgress&)>& on_progress) {
  std::ifstream input(file, std::ios::binary);
  if (!input) return core::fail(core::errors::file_unreadable, {{"path", file.string()}});
  const bool is_lei = domain::is_lei_file(core::as_bytes(TRY(head_of(input, file))));
  ImportReport report;
  report.source = is_lei ? domain::register_source::lei : domain::register_source::nta;
  storage::RegisterImport import(database, report.source);
  const auto on_refused = [&](const core::Error& refusal) {
    if (report.first_refusals.size() < kept_refusals) report.first_refusals.push_back(refusal);
  };
  Reading reading{input, on_progress, {.bytes_total = std::filesystem::file_size(file)}};
  if (is_lei) {
    domain::LeiReader reader([&](domain::LeiRow row) { return import.add(to_storage(std::move(row))); }, on_refused);
    report.refused = TRY(reading.into(reader));
  } else {
    const auto take = [&](domain::RegisterRow row) -> core::Result<void> {
      if (!row.latest) return {};
      return row.process == deleted ? import.remove(row.corporate_number, row.updated_on) : import.add(to_storage(std::move(row)));
    };
    domain::RegisterReader reader(take, on_refused);
    report.refused = TRY(reading.into(reader));
  }
  const auto taken = TRY(import.finish());
  report.rows = static_cast<std::size_t>(taken);
  report.older = static_cast<std::size_t>(import.older());
  TRY(note_import(database, actor,
                  {storage::ImportId::make(), report.source, file.filename().string(), core::to_hex(reading.hash.finish()), taken,
                   static_cast<std::int64_t>(report.refused), actor.id, now}));
  return report;
}

} // namespace usecases
