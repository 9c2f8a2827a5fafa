#include "storage/settings.h"

namespace storage {

core::Result<void> delete_idempotent_answer(Transaction& tx, std::string_view actor, std::string_view key) {
  TRY(tx.exec("DELETE FROM idempotency_keys WHERE actor = $1 AND key = $2", actor, key));
  return {};
}

} // namespace storage
