#pragma once

#include "core/bytes.h"

#include <string_view>

namespace outbound {

/// Whether the authority section of a DNS answer holds an NSEC record of exactly `owner`, or an NSEC3 record of its hash, whose type
/// bitmap has NS and neither DS nor SOA: a delegation without DS (RFC 4035 5.2, RFC 5155 8.9). Any malformed packet is `false`.
bool shows_insecure_delegation(core::ByteView packet, std::string_view owner);

} // namespace outbound
