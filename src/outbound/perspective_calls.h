#pragma once

#include "outbound/perspectives.h"

#include <span>

namespace outbound {

/// Puts one look to all addresses at once; the replies are authentic, or errors. Blocks.
std::vector<core::Result<LookReply>> call_perspectives(std::span<const PerspectiveAddress> addresses, const Look& look,
                                                       std::chrono::milliseconds timeout);

} // namespace outbound
