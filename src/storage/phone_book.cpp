#include "storage/phone_book.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_number(Transaction& tx, const NumberRow& number) { return insert<"organization_numbers">(tx, number); }

core::Result<NumberRow> load_number(Transaction& tx, const NumberId& id, const OrganizationId& organization) {
  return load<NumberRow, "FROM organization_numbers WHERE id = $1 AND organization_id = $2">(tx, id, organization);
}

core::Result<std::vector<NumberRow>> list_numbers(Transaction& tx, const OrganizationId& organization) {
  return list<NumberRow, "FROM organization_numbers WHERE organization_id = $1 ORDER BY found_at, id">(tx, organization);
}

} // namespace storage
