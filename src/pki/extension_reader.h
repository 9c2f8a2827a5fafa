#pragma once

#include "core/result.h"
#include "pki/certificate.h"
#include "pki/der.h"

#include <vector>

namespace pki {

/// Whether `critical FALSE`, which DER leaves out (X.690 11.5), is refused. Some CSR makers write it.
enum class DefaultFalse : std::uint8_t { refuse, accept };

/// The Extension values inside an open `SEQUENCE SIZE (1..MAX) OF Extension`; refuses repeated OIDs (RFC 5280 4.2).
core::Result<std::vector<Extension>> read_extensions(der::Reader list, DefaultFalse explicit_false = DefaultFalse::refuse);

} // namespace pki
