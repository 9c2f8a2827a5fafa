#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <span>
#include <vector>

namespace pki {

/// A certs-only SignedData (RFC 5652 5.1; RFC 5751 "degenerate") of complete certificates, in DER's SET order.
core::Bytes build_certs_only(std::span<const core::ByteView> certificates);
/// The certificates of a SignedData, as they stand.
core::Result<std::vector<core::Bytes>> parse_certs_only(core::ByteView der);

} // namespace pki
