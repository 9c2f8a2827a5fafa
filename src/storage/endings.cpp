#include "storage/endings.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_ending(Transaction& tx, const EndingRow& ending) { return insert<"application_endings">(tx, ending); }

core::Result<std::optional<EndingRow>> find_ending(Transaction& tx, const ApplicationId& application) {
  return find<EndingRow, "FROM application_endings WHERE application_id = $1">(tx, application);
}

} // namespace storage
