#pragma once

#include "usecases/order.h"

namespace usecases {

struct RenewedCode {
  std::string recipient; ///< to whom it went, as far as whoever holds an old code may see: `s***@aozora.test`
};
BOOST_DESCRIBE_STRUCT(RenewedCode, (), (recipient))

/// C03, C04: whoever holds a code that has expired or been used gets a new one sent to the order's recipient, who goes on where the
/// application stands. Not one that was revoked, nor twice within five minutes.
core::Result<RenewedCode> renew_access_code(World& world, const Actor& actor, std::string_view typed);

/// `access_code_sent_just_now` within five minutes of the newest code.
core::Result<void> check_not_just_sent(storage::Transaction& tx, const World& world, const storage::OrderId& id);

} // namespace usecases
