#pragma once

#include "usecases/order.h"

namespace usecases {

/// Gives the order a new access code in place of earlier ones (C03): stored hashed, mailed to the order's recipient in two
/// mails, the page's address and the code apart. The first mail says what the code is for: to apply, to go on with what was begun, or
/// to apply again after an application ended. In the caller's transaction.
core::Result<void> send_access_code(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now);
/// The same to somebody else who cares for the application.
core::Result<void> send_access_code_to(storage::Transaction& tx, const World& world, const storage::OrderRow& order,
                                       const MailPerson& person, core::Instant now);

/// Rejected, withdrawn or lapsed.
bool has_ended(const storage::ApplicationRow& application);
/// Until when the order can be applied for.
core::Instant apply_by(const World& world, const storage::OrderRow& order);
/// Whether an application may be begun or submitted under the order: `order_not_released` before payment, `order_right_lapsed` a year
/// after the order.
core::Result<void> check_right(const World& world, const storage::OrderRow& order, core::Instant now);
/// Whether a code may be sent or used. What is at the desk already is gone on with at any time; otherwise as check_right, and
/// `order_refused` where the last application was rejected as a high risk, until the staff sends a code nevertheless.
core::Result<void> check_applicable(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now);
/// As check_applicable found, but for the staff, who may lift a refusal.
core::Result<void> check_sendable(const World& world, const Actor& actor, const storage::OrderRow& order, core::Result<void> applicable);

} // namespace usecases
