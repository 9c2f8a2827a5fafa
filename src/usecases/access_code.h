#pragma once

#include "usecases/order.h"

namespace usecases {

/// Gives the order a new access code in place of earlier ones (C03): stored hashed, mailed to the order's recipient in two
/// mails, the page's address and the code apart. In the caller's transaction.
core::Result<void> send_access_code(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now);

} // namespace usecases
