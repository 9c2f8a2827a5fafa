#include "storage/access_codes.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_access_code(Transaction& tx, const AccessCodeRow& code) { return insert<"access_codes">(tx, code); }

core::Result<std::optional<AccessCodeRow>> find_access_code(Transaction& tx, std::string_view code_hash) {
  return find<AccessCodeRow, "FROM access_codes WHERE code_hash = $1">(tx, code_hash);
}

core::Result<std::optional<AccessCodeRow>> find_newest_access_code(Transaction& tx, const OrderId& order) {
  return find<AccessCodeRow, "FROM access_codes WHERE order_id = $1 ORDER BY issued_at DESC, id DESC LIMIT 1">(tx, order);
}

core::Result<bool> use_access_code(Transaction& tx, const AccessCodeId& id, core::Instant now) {
  return happened(
      tx.exec("UPDATE access_codes SET status = 'used', used_at = $2 WHERE id = $1 AND status = 'issued' AND expires_at > $2", id, now));
}

core::Result<std::int64_t> revoke_access_codes(Transaction& tx, const OrderId& order) {
  return tx.exec("UPDATE access_codes SET status = 'revoked' WHERE order_id = $1 AND status = 'issued'", order);
}

core::Result<std::int64_t> expire_access_codes(Transaction& tx, core::Instant now) {
  return tx.exec("UPDATE access_codes SET status = 'expired' WHERE status = 'issued' AND expires_at <= $1", now);
}

core::Result<void> put_recipient_change(Transaction& tx, const RecipientChangeRow& change) {
  TRY(done(tx.exec("DELETE FROM recipient_changes WHERE order_id = $1", change.order_id)));
  return insert<"recipient_changes">(tx, change);
}

core::Result<std::optional<RecipientChangeRow>> take_recipient_change(Transaction& tx, const OrderId& order, std::string_view code_hash,
                                                                      core::Instant now) {
  auto found = TRY((find<RecipientChangeRow, "FROM recipient_changes WHERE order_id = $1 AND code_hash = $2 AND expires_at > $3">(
      tx, order, code_hash, now)));
  if (found) TRY(done(tx.exec("DELETE FROM recipient_changes WHERE order_id = $1", order)));
  return found;
}

} // namespace storage
