#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "pki/general_names.h"
#include "pki/key_check.h"
#include "pki/name.h"
#include "pki/public_key.h"

#include <string>
#include <string_view>
#include <vector>

namespace pki {

/// A PKCS#10 CertificationRequest (RFC 2986) that is well-formed; nothing is known yet of its signature and key.
class Csr {
public:
  static constexpr std::size_t max_size = 64 * 1024;

  /// PEM (`CERTIFICATE REQUEST` or `NEW CERTIFICATE REQUEST`), bare base64, or DER. Every refusal has its own `csr_*` code.
  static core::Result<Csr> parse(std::string_view text_or_der);

  core::ByteView der() const { return der_; }
  std::string to_pem() const;
  const Name& subject() const { return subject_; }
  const PublicKey& public_key() const { return public_key_; }
  /// The subjectAltName of its extensionRequest.
  const GeneralNames& requested_names() const { return names_; }
  /// Common name (if it looks like a host name) and dNSNames, lower case, without repetition.
  std::vector<std::string> host_names() const;
  /// OIDs of its attributes and of the extensions it asks for.
  const std::vector<Oid>& attributes() const { return attributes_; }
  const std::vector<Oid>& requested_extensions() const { return extensions_; }
  std::string signature_algorithm_name() const;

  /// Proof of possession: `csr_signature_*` where it fails.
  core::Result<void> verify_signature() const;

private:
  friend core::Result<void> read_csr(Csr& csr);
  core::Result<void> verify_signature(const Verifier& verifier) const;
  friend core::Result<class VerifiedCsr> verify_csr(Csr csr, const KeyPolicy& policy);

  core::Bytes der_;
  std::size_t info_offset_ = 0, info_size_ = 0; // of the signed part in der_
  core::Bytes signature_algorithm_;
  core::Bytes signature_;
  Name subject_;
  PublicKey public_key_;
  GeneralNames names_;
  std::vector<Oid> attributes_;
  std::vector<Oid> extensions_;
};

/// A request whose signature is verified and whose key passed every check; only verify_csr makes one (A10).
class VerifiedCsr {
public:
  const Csr& csr() const { return csr_; }
  const PublicKey& public_key() const { return csr_.public_key(); }
  core::ByteView spki() const { return csr_.public_key().spki(); }

private:
  explicit VerifiedCsr(Csr csr) : csr_(std::move(csr)) {}
  friend core::Result<VerifiedCsr> verify_csr(Csr csr, const KeyPolicy& policy);
  Csr csr_;
};

core::Result<VerifiedCsr> verify_csr(Csr csr, const KeyPolicy& policy = {});

/// Everything the CSR page shows: `signature`, then the checks of inspect_key. All passed means verify_csr succeeds.
std::vector<Check> inspect_csr(const Csr& csr, const KeyPolicy& policy = {});

} // namespace pki
