#include "usecases/import_register.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "domain/company_name.h"
#include "domain/nta_csv.h"
#include "storage/register.h"
#include "usecases/audit.h"

#include <fstream>

namespace usecases {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20U;
constexpr std::size_t kept_refusals = 10;

storage::RegisterRow to_storage(domain::RegisterRow row) {
  return {.corporate_number = std::move(row.corporate_number),
          .name = row.name,
          .name_key = domain::company_name_key(row.name),
          .name_kana = std::move(row.name_kana),
          .name_latin = std::move(row.name_latin),
          .kind = std::move(row.kind),
          .prefecture = std::move(row.prefecture),
          .city = std::move(row.city),
          .street = std::move(row.street),
          .postal_code = std::move(row.postal_code),
          .address_latin = row.address_latin.empty() ? "" : row.address_latin + ", " + row.prefecture_latin,
          .process = std::move(row.process),
          .updated_on = std::move(row.updated_on),
          .changed_on = std::move(row.changed_on),
          .closed_on = std::move(row.closed_on),
          .close_cause = std::move(row.close_cause),
          .successor = std::move(row.successor)};
}

core::Result<void> note_import(storage::Database& database, const Actor& actor, const storage::ImportRow& row) {
  return database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_import(tx, row));
    audit(tx, actor,
          {"register_imported",
           row.id.str(),
           "",
           {{"file", row.file_name}, {"sha256", row.file_sha256}, {"rows", row.row_count}, {"refused", row.refused}}},
          row.imported_at);
    return {};
  });
}

} // namespace

core::Result<ImportReport> import_register(storage::Database& database, const Actor& actor, const std::filesystem::path& file,
                                           core::Instant now, const std::function<void(const ImportProgress&)>& on_progress) {
  std::ifstream input(file, std::ios::binary);
  if (!input) return core::fail(core::errors::file_unreadable, {{"path", file.string()}});
  ImportReport report;
  storage::RegisterImport import(database);
  domain::RegisterReader reader(
      [&](domain::RegisterRow row) -> core::Result<void> {
        if (!row.latest) return {};
        return row.process == "99" ? import.remove(row.corporate_number) : import.add(to_storage(std::move(row)));
      },
      [&](const core::Error& refusal) {
        if (report.first_refusals.size() < kept_refusals) report.first_refusals.push_back(refusal);
      });
  core::Sha256Stream hash;
  ImportProgress progress{0, std::filesystem::file_size(file), 0};
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
  const auto taken = TRY(import.finish());
  report.rows = static_cast<std::size_t>(taken);
  report.refused = reader.refused();
  TRY(note_import(database, actor,
                  {storage::ImportId::make(), "nta_corporate_numbers", file.filename().string(), core::to_hex(hash.finish()), taken,
                   static_cast<std::int64_t>(report.refused), actor.id, now}));
  return report;
}

} // namespace usecases
