#pragma once

#include "lint/lint.h"
#include "pki/der.h"

#include <functional>
#include <string>
#include <vector>

/// To-be-signed certificates for the lint tests, put together part by part so that any part can be wrong.
namespace lint::testing {

struct Extension {
  pki::Oid oid;
  bool critical;
  core::Bytes value;
};

struct Attribute {
  pki::Oid type;
  std::uint8_t string_tag;
  std::string value;
};

struct Vector {
  CertificateContext context;
  std::uint64_t version = 2;
  core::Bytes serial, signature_algorithm, issuer;
  core::Instant not_before, not_after;
  core::Bytes validity;                        ///< used instead of the two times where it is not empty
  std::vector<std::vector<Attribute>> subject; ///< RDNs
  core::Bytes spki;
  bool unique_id = false;
  std::vector<Extension> extensions;

  core::Bytes tbs() const;
  Extension& extension(const pki::Oid& oid);
  void remove(const pki::Oid& oid);
  /// Replaces the subject and, for what hangs on it, nothing else.
  Attribute& attribute(const pki::Oid& type);
  void set_names(const std::vector<std::string>& names);
};

core::Bytes encode(const std::function<void(pki::der::Writer&)>& body);
core::Bytes ec_key();
core::Bytes rsa_key(std::size_t bits = 2048, std::uint64_t exponent = 65537, bool even = false);

/// Well-formed certificates of every kind, all at 2026-11-24.
Vector ov();
Vector ov_with_rsa();
Vector ev();
Vector issuing_ca();
Vector root();
Vector responder();

} // namespace lint::testing
