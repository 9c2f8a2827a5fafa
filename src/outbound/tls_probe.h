#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace outbound {

struct TlsTarget {
  std::string host; ///< name or address to connect to
  std::uint16_t port = 443;
  std::string server_name; ///< sent as SNI and expected in the certificate
  std::string ca_file;     ///< roots to trust; empty: the system's
};

/// What a TLS server showed, before anything is judged.
struct TlsReport {
  std::vector<core::Bytes> chain; ///< as sent, leaf first
  std::string protocol;           ///< `TLSv1.3`
  std::string cipher;
  std::string verification; ///< OpenSSL's words; empty when the chain verifies to a trusted root
  bool asks_for_client_certificate = false;
};

/// Connects once and reports (D10); `tls_unreachable` or `tls_handshake_failed` with the reason. Blocks; used by the operator's own
/// command, which may look at private addresses too.
core::Result<TlsReport> probe_tls(const TlsTarget& target, std::chrono::seconds timeout = std::chrono::seconds{10});

} // namespace outbound
