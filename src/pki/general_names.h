#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "pki/der.h"

#include <span>
#include <string>
#include <vector>

namespace pki {

/// The names of a subjectAltName, by kind and in order (RFC 5280 4.2.1.6).
struct GeneralNames {
  std::vector<std::string> dns;
  std::vector<std::string> emails;
  std::vector<std::string> uris;
  std::vector<core::Bytes> ip_addresses;
  /// directoryName, otherName and the rest, which no TLS profile here uses.
  std::size_t others = 0;

  bool empty() const { return dns.empty() && emails.empty() && uris.empty() && ip_addresses.empty() && others == 0; }
};

/// Reads `GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName`; refuses anything but printable ASCII in text names.
core::Result<GeneralNames> parse_general_names(core::ByteView der);
/// `192.0.2.1` or RFC 5952 text; hexadecimal where the size is neither 4 nor 16.
std::string ip_address_text(core::ByteView address);
/// Writes a GeneralNames of dNSNames only.
void write_dns_names(der::Writer& writer, std::span<const std::string> names);

} // namespace pki
