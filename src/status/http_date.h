#pragma once

#include "core/clock.h"

#include <string>

namespace status {

/// IMF-fixdate (RFC 9110 5.6.7): `Tue, 24 Nov 2026 01:00:00 GMT`.
std::string to_http_date(core::Instant instant);

} // namespace status
