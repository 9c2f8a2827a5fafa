#pragma once

#include "usecases/order.h"

namespace usecases {

/// Gives the order a new access code in place of earlier ones (C03): stored hashed, mailed to the order's recipient in two
/// mails, the page's address and the code apart. The first mail says what the code is for: to apply, to go on with what was begun, or
/// to apply again after an application ended. In the caller's transaction.
core::Result<void> send_access_code(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now);

/// Until when the order can be applied for.
core::Instant apply_by(const World& world, const storage::OrderRow& order);
/// `order_not_released` before payment, `order_right_lapsed` after a year without a certificate.
core::Result<void> check_applicable(const World& world, const storage::OrderRow& order, core::Instant now);
inline bool may_apply(const World& world, const storage::OrderRow& order, core::Instant now) {
  return check_applicable(world, order, now).has_value();
}

} // namespace usecases
