#pragma once

#include "usecases/order.h"

namespace usecases {

/// C01: accepts the caller's quote: account and client, order, invoice, and the mail that carries it.
core::Result<Order> place_order(World& world, const Actor& actor, const storage::QuoteId& quote);

} // namespace usecases
