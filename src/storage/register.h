#pragma once

#include "domain/name_grams.h"
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
  std::int64_t block = 0; ///< where its name is searched; given by RegisterImport
};
BOOST_DESCRIBE_STRUCT(RegisterRow, (),
                      (corporate_number, name, name_key, name_kana, name_latin, kind, prefecture, city, street, postal_code, address_latin,
                       process, updated_on, changed_on, closed_on, close_cause, successor, block))

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
/// Importing a file again changes nothing, so a broken import is simply repeated. At most about 150 MB are held.
///
/// Names are searched in *blocks*: for each pair of characters, the entries of a part of an import that have it. A row says in which
/// block its name stands, so what an older block says of it does not count; blocks that no row names any more are removed.
class RegisterImport {
public:
  explicit RegisterImport(Database& db) : db_(db) {}
  core::Result<void> add(RegisterRow row);
  /// Takes out an entry that the register withdrew.
  core::Result<void> remove(const std::string& corporate_number);
  /// Writes what is left and returns the number of rows taken.
  core::Result<std::int64_t> finish();

private:
  struct Posting {
    std::uint64_t gram;
    std::uint64_t entry; ///< the corporate number and the prefecture
    friend auto operator<=>(const Posting&, const Posting&) = default;
  };
  core::Result<void> write_rows();
  core::Result<void> write_names();
  core::Result<void> write_postings(std::span<const Posting> postings);
  core::Result<void> remove_old_blocks();

  Database& db_;
  std::vector<RegisterRow> batch_;
  std::vector<Posting> postings_;
  std::optional<std::int64_t> block_;
  std::optional<std::int64_t> first_block_;
  std::int64_t taken_ = 0;
};

core::Result<void> insert_import(Transaction& tx, const ImportRow& import);
core::Result<std::vector<ImportRow>> list_imports(Transaction& tx);
core::Result<std::optional<RegisterRow>> find_register_entry(Transaction& tx, std::string_view corporate_number);

struct RegisterQuery {
  std::string text; ///< normalized as `name_key` (without the legal form) and `name_kana` are
  domain::NameMatch match;
  std::string prefecture = {}; ///< empty: every one
  std::int64_t limit = 20;
};
/// Entries that match, by name; which of them where there are more than `limit` is not told. None for a part of one character.
core::Result<std::vector<RegisterRow>> search_register(Transaction& tx, const RegisterQuery& query);

} // namespace storage
