#pragma once

#include "domain/name_grams.h"
#include "storage/database.h"
#include "storage/ids.h"

#include <optional>
#include <unordered_map>

namespace storage {

/// A legal entity as a register publishes it (C07).
struct RegisterRow {
  std::int64_t entry = 0;             ///< given by RegisterImport, anew each time that the entry is imported
  std::string source = {};            ///< a name of domain/register_source.h; given by RegisterImport
  std::string number = {};            ///< its number in that register, unique over all of them: corporate number or LEI
  std::string authority = {};         ///< LEI: GLEIF's number of the register of its country
  std::string registered_number = {}; ///< LEI: its number there, letters and digits only
  std::string name = {};
  std::string name_key = {}; ///< what searches compare (domain/company_name.h)
  std::string name_kana = {};
  std::string name_latin = {};
  std::string kind = {};
  std::string country = {}; ///< ISO 3166-1
  std::string jurisdiction = {};
  std::string prefecture = {}; ///< outside Japan the region, ISO 3166-2
  std::string city = {};
  std::string street = {};
  std::string postal_code = {};
  std::string address_latin = {};
  bool active = true;
  std::string status = {}; ///< as the register words it: 処理区分, or the LEI's registration status
  std::string updated_on = {};
  std::string changed_on = {};
  std::string closed_on = {};
  std::string close_cause = {};
  std::string successor = {};
};
BOOST_DESCRIBE_STRUCT(RegisterRow, (),
                      (entry, source, number, authority, registered_number, name, name_key, name_kana, name_latin, kind, country,
                       jurisdiction, prefecture, city, street, postal_code, address_latin, active, status, updated_on, changed_on,
                       closed_on, close_cause, successor))

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

/// Takes rows of one register streamed in and writes them in batches of a transaction each; a row replaces the one of its number.
/// Importing a file again changes nothing, so a broken import is simply repeated. At most about 200 MB are held.
///
/// Names are searched in *blocks* of entries written one after another: for each pair of characters, the entries of the block that have
/// it. An entry that comes again gets a new entry number in a new block, so what an old block says of it leads nowhere. Blocks of which
/// little is left, and those that a broken import left without names, go over into the newest one. An entry is not found by name from
/// when it is imported until the names of its block are written.
class RegisterImport {
public:
  RegisterImport(Database& db, std::string source) : db_(db), source_(std::move(source)) {}
  core::Result<void> add(RegisterRow row);
  /// Takes out an entry that the register withdrew, unless it was updated after that day (`YYYY-MM-DD`).
  core::Result<void> remove(std::string_view number, std::string_view updated_on);
  /// Writes what is left and returns the number of rows taken.
  core::Result<std::int64_t> finish();
  /// Rows that were left out because a newer state of the entry is known: an older file revives nothing.
  std::int64_t older() const { return older_; }

private:
  struct Posting {
    std::uint64_t gram;
    std::uint64_t entry;
    friend auto operator<=>(const Posting&, const Posting&) = default;
  };
  struct Block {
    std::int64_t first_entry;
    std::int64_t last_entry;
    bool complete;
    BOOST_DESCRIBE_CLASS(Block, (), (first_entry, last_entry, complete), (), ())
  };
  struct Removal {
    std::string number;
    std::string removed_on;
    BOOST_DESCRIBE_CLASS(Removal, (), (number, removed_on), (), ())
  };
  core::Result<void> load_removals();
  core::Result<void> put(RegisterRow row);
  core::Result<void> write_rows();
  core::Result<void> write_batch(Transaction& tx);
  core::Result<void> write_names();
  core::Result<void> write_postings(std::span<const Posting> postings);
  core::Result<std::vector<Block>> take_over_small_blocks();
  core::Result<bool> is_small(const Block& block);
  core::Result<void> take_over(const Block& block);
  core::Result<void> remove_block(const Block& block);

  Database& db_;
  std::string source_;
  std::vector<RegisterRow> batch_;
  std::vector<Posting> postings_;
  std::optional<std::unordered_map<std::string, std::string>> removals_; ///< what the register withdrew, and when
  std::optional<std::int64_t> block_;                                    ///< the first entry of the block being written
  std::optional<std::int64_t> first_block_;
  std::int64_t taken_ = 0;
  std::int64_t older_ = 0;
};

core::Result<void> insert_import(Transaction& tx, const ImportRow& import);
core::Result<std::vector<ImportRow>> list_imports(Transaction& tx);
core::Result<std::optional<RegisterRow>> find_register_entry(Transaction& tx, std::string_view number);
/// Entries whose number in the register of their country is that one, whatever the country.
core::Result<std::vector<RegisterRow>> list_register_entries(Transaction& tx, std::string_view registered_number, std::int64_t limit);
/// By what an entry is searched.
domain::SearchedNames searched_names(const RegisterRow& row);

struct RegisterQuery {
  std::string source;
  std::string text; ///< normalized as `name_key` (without the legal form) and `name_kana` are
  domain::NameMatch match;
  std::string prefecture = {}; ///< empty: every one
  std::int64_t limit = 20;
};
/// Entries that match, by name; which of them where there are more than `limit` is not told. None for a part of one character.
core::Result<std::vector<RegisterRow>> search_register(Transaction& tx, const RegisterQuery& query);

} // namespace storage
