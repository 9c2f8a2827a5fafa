#pragma once

#include "usecases/world.h"

namespace usecases {

/// Paid orders whose access code was never used: recipient and orderer are told once before the right to apply ends, and once when it has
/// ended (C03).
core::Result<void> announce_order_ends(World& world);

} // namespace usecases
