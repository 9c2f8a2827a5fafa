#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "pki/certificate.h"
#include "pki/crl.h"
#include "pki/ocsp.h"
#include "pki/public_key.h"
#include "pki/signature.h"
#include "policy/agencies.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Checks on what is about to be signed (BR 4.3.1.2, A14): one requirement a file, read from the DER itself.
namespace lint {

/// Nothing: the requirement holds. Otherwise why it does not.
using Verdict = std::optional<std::string>;
inline constexpr std::nullopt_t pass = std::nullopt;

/// One requirement. It is asked from its effective date on, where `applies` says so.
template <class Input>
struct Lint {
  std::string_view name;
  std::string_view citation;
  core::Instant effective;
  bool (*applies)(const Input&);
  Verdict (*run)(const Input&);
};

struct Finding {
  std::string_view lint;
  std::string_view citation;
  std::string detail;
};
using Findings = std::vector<Finding>;

enum class CertificateKind : std::uint8_t { root, issuing_ca, tls_leaf, ocsp_responder };

/// What a certificate is checked against.
struct CertificateContext {
  CertificateKind kind = CertificateKind::tls_leaf;
  std::string_view profile; ///< as policy rules name it: `tls.ov`
  core::Instant signing_time;
  std::chrono::seconds min_validity{0}, max_validity{0}; ///< counted inclusively; 0: no limit
  std::chrono::seconds not_before_skew{0};
  pki::SignatureAlgorithm signature_algorithm{}; ///< of the issuer's key
  core::ByteView issuer_subject_der;             ///< unused for a root
  core::ByteView issuer_key_identifier;
  core::Instant issuer_not_after;
  const policy::RegistrationAgencies* agencies = nullptr; ///< of EV subjects; the built-in list where there is none
};
struct CertificateInput {
  const CertificateContext& context;
  const pki::TbsCertificate& tbs;
  const pki::PublicKey& key;
};

struct CrlContext {
  core::Instant signing_time;
  bool lists_cas = false; ///< the CRL of a root
  std::chrono::seconds max_next_update{0};
  pki::SignatureAlgorithm signature_algorithm{};
  core::ByteView issuer_subject_der;
  core::ByteView issuer_key_identifier;
  std::optional<std::string_view> shard_url; ///< as the certificates' CDP has it
};
struct CrlInput {
  const CrlContext& context;
  const pki::Crl& crl;
  core::ByteView signature_algorithm, issuer_der;
};

struct OcspContext {
  core::Instant signing_time;
  std::chrono::seconds min_interval{0}, max_interval{0};
  pki::SignatureAlgorithm signature_algorithm{};
  core::ByteView responder_key_hash;
  core::Instant responder_not_after;
};
struct OcspInput {
  const OcspContext& context;
  const pki::OcspResponse& response;
};

/// Reads the TBSCertificate once and runs every lint on it; what cannot be read is the finding `well_formed`.
Findings check_certificate(core::ByteView tbs, const CertificateContext& context);
/// A TBSCertList; it is read as part of a CertificateList with an empty signature.
Findings check_crl(core::ByteView tbs, const CrlContext& context);
/// A complete response, signed or with a placeholder for its signature.
Findings check_ocsp(core::ByteView response, const OcspContext& context);

using CertificateLint = Lint<CertificateInput>;
using CrlLint = Lint<CrlInput>;
using OcspLint = Lint<OcspInput>;
std::span<const CertificateLint* const> certificate_lints();
std::span<const CrlLint* const> crl_lints();
std::span<const OcspLint* const> ocsp_lints();

/// `name: detail (citation); …` for an error's parameter.
std::string describe(const Findings& findings);

/// Midnight UTC.
constexpr core::Instant date(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
}

} // namespace lint
