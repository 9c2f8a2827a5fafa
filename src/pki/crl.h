#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"
#include "pki/certificate.h"
#include "pki/tbs.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pki {

/// RFC 5280 5.3.1.
enum class RevocationReason : std::uint8_t {
  unspecified = 0,
  key_compromise = 1,
  ca_compromise = 2,
  affiliation_changed = 3,
  superseded = 4,
  cessation_of_operation = 5,
  certificate_hold = 6,
  remove_from_crl = 8,
  privilege_withdrawn = 9,
  aa_compromise = 10,
};

struct RevokedEntry {
  core::Bytes serial; ///< magnitude
  core::Instant revoked_at;
  RevocationReason reason = RevocationReason::unspecified; ///< unspecified is written by omission (RFC 5280 5.3.1)
  friend bool operator==(const RevokedEntry&, const RevokedEntry&) = default;
};

struct CrlFields {
  std::uint64_t number = 0;
  core::Instant this_update, next_update;
  std::span<const RevokedEntry> entries;
  /// One shard: written as a critical issuingDistributionPoint, byte-equal to the certificates' CDP (BR 7.2.2.1).
  std::optional<std::string> shard_url;
};

/// The TBSCertList's DER, v2 with AKI and CRLNumber.
core::Bytes build_tbs_crl(const IssuerIdentity& issuer, const CrlFields& fields);

/// A parsed CRL that owns its bytes.
class Crl {
public:
  static core::Result<Crl> parse(core::Bytes der);
  Crl(Crl&&) = default;
  Crl& operator=(Crl&&) = default;

  core::ByteView der() const { return der_; }
  const Name& issuer() const { return issuer_; }
  core::Instant this_update() const { return this_update_; }
  core::Instant next_update() const { return next_update_; }
  std::uint64_t number() const { return number_; }
  const std::vector<RevokedEntry>& entries() const { return entries_; }
  const std::vector<Extension>& extensions() const { return extensions_; }
  const std::optional<std::string>& shard_url() const { return shard_url_; }
  core::ByteView tbs() const { return tbs_; }
  core::ByteView authority_key_identifier() const { return authority_key_identifier_; }
  const RevokedEntry* find(core::ByteView serial) const;
  core::Result<void> verify_signature(const Certificate& issuer) const;

private:
  Crl() = default;
  friend struct CrlParser;
  core::Bytes der_;
  core::ByteView tbs_, issuer_der_, signature_algorithm_, signature_, authority_key_identifier_;
  Name issuer_;
  core::Instant this_update_, next_update_;
  std::uint64_t number_ = 0;
  std::vector<RevokedEntry> entries_;
  std::vector<Extension> extensions_;
  std::optional<std::string> shard_url_;
};

} // namespace pki
