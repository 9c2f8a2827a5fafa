#include "storage/register.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_import(Transaction& tx, const ImportRow& import) { return insert<"register_imports">(tx, import); }

core::Result<std::vector<ImportRow>> list_imports(Transaction& tx) {
  return list<ImportRow, "FROM register_imports ORDER BY imported_at DESC, id DESC">(tx);
}

core::Result<std::optional<RegisterRow>> find_register_entry(Transaction& tx, std::string_view corporate_number) {
  return find<RegisterRow, "FROM register_entries WHERE corporate_number = $1">(tx, corporate_number);
}

} // namespace storage
