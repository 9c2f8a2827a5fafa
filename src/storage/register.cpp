#include "storage/register.h"

#include "domain/company_name.h"
#include "storage/statement.h"

namespace storage {

core::Result<void> insert_import(Transaction& tx, const ImportRow& import) { return insert<"register_imports">(tx, import); }

core::Result<std::vector<ImportRow>> list_imports(Transaction& tx) {
  return list<ImportRow, "FROM register_imports ORDER BY imported_at DESC, id DESC">(tx);
}

core::Result<std::optional<RegisterRow>> find_register_entry(Transaction& tx, std::string_view number) {
  return find<RegisterRow, "FROM register_entries WHERE number = $1">(tx, number);
}

core::Result<std::vector<RegisterRow>> list_register_entries(Transaction& tx, std::string_view registered_number, std::int64_t limit) {
  // The second condition lets the engines use the partial index.
  return list<RegisterRow,
              "FROM register_entries WHERE registered_number = $1 AND registered_number <> '' ORDER BY country, number LIMIT $2">(
      tx, registered_number, limit);
}

domain::SearchedNames searched_names(const RegisterRow& row) {
  return {row.name_key.substr(0, row.name_key.find('/')), row.name_latin.empty() ? "" : domain::company_name_core(row.name_latin),
          row.name_kana};
}

} // namespace storage
