#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

/// A legal entity as a register publishes it (C07). `name_key` is the normalized name that searches compare.
struct RegisterRow {
  std::string corporate_number;
  std::string name;
  std::string name_key;
  std::string name_kana;
  std::string name_latin;
  std::string kind;
  std::string prefecture;
  std::string city;
  std::string street;
  std::string postal_code;
  std::string address_latin;
  std::string process;
  std::string updated_on;
  std::string changed_on;
  std::string closed_on;
  std::string close_cause;
  std::string successor;
};
BOOST_DESCRIBE_STRUCT(RegisterRow, (),
                      (corporate_number, name, name_key, name_kana, name_latin, kind, prefecture, city, street, postal_code, address_latin,
                       process, updated_on, changed_on, closed_on, close_cause, successor))

struct ImportRow {
  ImportId id;
  std::string source;
  std::string file_name;
  std::string file_sha256;
  std::int64_t row_count;
  std::int64_t refused;
  std::string imported_by;
  core::Instant imported_at;
};
BOOST_DESCRIBE_STRUCT(ImportRow, (), (id, source, file_name, file_sha256, row_count, refused, imported_by, imported_at))

/// Takes rows streamed in and writes them in batches of a transaction each; a row replaces the one of its number.
/// Importing a file again changes nothing, so a broken import is simply repeated.
class RegisterImport {
public:
  explicit RegisterImport(Database& db) : db_(db) {}
  core::Result<void> add(RegisterRow row);
  /// Writes what is left and returns the number of rows taken.
  core::Result<std::int64_t> finish();

private:
  core::Result<void> flush();
  Database& db_;
  std::vector<RegisterRow> batch_;
  std::int64_t taken_ = 0;
};

core::Result<void> insert_import(Transaction& tx, const ImportRow& import);
core::Result<std::vector<ImportRow>> list_imports(Transaction& tx);
/// Removes an entry that the register withdrew.
core::Result<void> delete_register_entry(Transaction& tx, std::string_view corporate_number);
core::Result<std::optional<RegisterRow>> find_register_entry(Transaction& tx, std::string_view corporate_number);

struct RegisterQuery {
  std::string name_key_prefix = {}; ///< normalized as `name_key` is; empty: not asked
  std::string kana_prefix = {};     ///< empty: not asked
  std::string prefecture = {};      ///< empty: every one
  std::int64_t limit = 20;
};
/// Entries whose normalized name or kana begins so, by name.
core::Result<std::vector<RegisterRow>> search_register(Transaction& tx, const RegisterQuery& query);

} // namespace storage
