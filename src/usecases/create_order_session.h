#pragma once

#include "usecases/errors.h"
#include "usecases/new_session.h"
#include "usecases/order.h"

namespace usecases {

struct OrderSession {
  storage::OrderId order_id;
  SessionGrant session;
};
/// The order tracker: an order's number with the orderer's or recipient's mail address. Both are easily known, so that the session
/// only sees how the order stands (reader_views.h), unless the caller's own session may more. One refusal for every mismatch;
/// wrong guesses are counted by address and by order.
core::Result<OrderSession> create_order_session(World& world, const Actor& actor, std::string_view number, std::string_view email);

} // namespace usecases
