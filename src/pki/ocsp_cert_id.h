#pragma once

#include "core/result.h"
#include "pki/der.h"
#include "pki/ocsp.h"

namespace pki {

core::Result<CertId> read_cert_id(der::Reader& reader);
void write_cert_id(der::Writer& writer, const CertId& id);

/// The nonce of an open extension list, empty where there is none; refuses unknown critical extensions.
core::Result<core::Bytes> read_nonce(der::Reader extensions);

} // namespace pki
