#include "storage/settings.h"
#include "storage/statement.h"

namespace storage {

core::Result<std::optional<IdempotencyRow>> find_idempotent_answer(Transaction& tx, std::string_view actor, std::string_view key,
                                                                   std::string_view request_hash) {
  auto row = TRY(find<IdempotencyRow, "FROM idempotency_keys WHERE actor = $1 AND key = $2">(tx, actor, key));
  if (row && row->request_hash != request_hash) return core::fail(core::errors::idempotency_key_reused);
  return row;
}

core::Result<void> insert_idempotent_answer(Transaction& tx, const IdempotencyRow& answer) {
  return insert<"idempotency_keys">(tx, answer);
}

core::Result<void> delete_idempotent_answer(Transaction& tx, std::string_view actor, std::string_view key) {
  return done(tx.exec("DELETE FROM idempotency_keys WHERE actor = $1 AND key = $2", actor, key));
}

core::Result<std::int64_t> delete_idempotent_answers(Transaction& tx, core::Instant before) {
  return tx.exec("DELETE FROM idempotency_keys WHERE created_at < $1", before);
}

} // namespace storage
