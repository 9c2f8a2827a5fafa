#pragma once

#include "usecases/order.h"

namespace usecases {

/// C01: accepts the caller's quote: order, invoice, and the mail that carries it. The order is the quote's account's, or makes an account
/// of its own, with its client.
core::Result<Order> place_order(World& world, const Actor& actor, const storage::QuoteId& quote);

} // namespace usecases
