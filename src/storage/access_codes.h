#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

/// `code_hash` is sha256_hex of the code that was mailed (C03).
struct AccessCodeRow {
  AccessCodeId id;
  OrderId order_id;
  std::string code_hash;
  std::string recipient_email;
  std::string status; ///< issued | used | expired | revoked
  core::Instant issued_at;
  core::Instant expires_at;
  std::optional<core::Instant> used_at;
};
BOOST_DESCRIBE_STRUCT(AccessCodeRow, (), (id, order_id, code_hash, recipient_email, status, issued_at, expires_at, used_at))

core::Result<void> insert_access_code(Transaction& tx, const AccessCodeRow& code);
/// In any status: the caller tells used, expired and revoked apart.
core::Result<std::optional<AccessCodeRow>> find_access_code(Transaction& tx, std::string_view code_hash);
core::Result<std::optional<AccessCodeRow>> find_newest_access_code(Transaction& tx, const OrderId& order);
/// False when the code was not `issued` any more, or past its expiry: of two at once one wins.
core::Result<bool> use_access_code(Transaction& tx, const AccessCodeId& id, core::Instant now);
/// Revokes every issued code of the order; returns how many.
core::Result<std::int64_t> revoke_access_codes(Transaction& tx, const OrderId& order);
core::Result<std::int64_t> expire_access_codes(Transaction& tx, core::Instant now);

/// Another recipient of an order's codes that the orderer has asked for and not confirmed yet; one an order.
struct RecipientChangeRow {
  OrderId order_id;
  std::string code_hash; ///< of the code that was mailed to the orderer
  std::string recipient_name;
  std::string recipient_email;
  core::Instant asked_at;
  core::Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(RecipientChangeRow, (), (order_id, code_hash, recipient_name, recipient_email, asked_at, expires_at))
/// In place of an earlier one.
core::Result<void> put_recipient_change(Transaction& tx, const RecipientChangeRow& change);
/// Takes the change out where it has this code and is not past its expiry.
core::Result<std::optional<RecipientChangeRow>> take_recipient_change(Transaction& tx, const OrderId& order, std::string_view code_hash,
                                                                      core::Instant now);

} // namespace storage
