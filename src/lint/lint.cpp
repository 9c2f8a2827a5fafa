#include "lint/lint.h"

#include "lint/certificate/lints.h"
#include "lint/crl/lints.h"
#include "lint/ocsp/lints.h"

#include <array>

namespace lint {
namespace {

constexpr std::array certificate_table{&certificate::version_3,
                                       &certificate::serial_positive,
                                       &certificate::serial_size,
                                       &certificate::serial_entropy,
                                       &certificate::signature_algorithm,
                                       &certificate::spki_algorithm,
                                       &certificate::key_size,
                                       &certificate::key_exponent,
                                       &certificate::key_modulus_odd,
                                       &certificate::root_key_strength,
                                       &certificate::issuer_matches,
                                       &certificate::validity_order,
                                       &certificate::validity_cap,
                                       &certificate::validity_floor,
                                       &certificate::not_before_skew,
                                       &certificate::within_issuer,
                                       &certificate::no_unique_ids,
                                       &certificate::subject_single_valued,
                                       &certificate::subject_order,
                                       &certificate::subject_encoding,
                                       &certificate::subject_length,
                                       &certificate::subject_no_repetition,
                                       &certificate::subject_no_placeholder,
                                       &certificate::subject_characters,
                                       &certificate::subject_known_attributes,
                                       &certificate::subject_no_unit,
                                       &certificate::subject_no_personal_name,
                                       &certificate::subject_country,
                                       &certificate::subject_organization,
                                       &certificate::subject_place,
                                       &certificate::ca_common_name,
                                       &certificate::common_name_in_san,
                                       &certificate::san_present,
                                       &certificate::san_critical_only_without_subject,
                                       &certificate::san_types,
                                       &certificate::san_no_address,
                                       &certificate::san_no_repetition,
                                       &certificate::dns_length,
                                       &certificate::dns_no_empty_label,
                                       &certificate::dns_no_underscore,
                                       &certificate::dns_characters,
                                       &certificate::dns_wildcard_form,
                                       &certificate::dns_wildcard_public_suffix,
                                       &certificate::dns_public_name,
                                       &certificate::dns_no_reverse_zone,
                                       &certificate::eku_leaf,
                                       &certificate::eku_issuing_ca,
                                       &certificate::eku_responder,
                                       &certificate::key_usage_leaf,
                                       &certificate::key_usage_ca,
                                       &certificate::key_usage_responder,
                                       &certificate::basic_constraints_leaf,
                                       &certificate::basic_constraints_ca,
                                       &certificate::authority_key_identifier,
                                       &certificate::subject_key_identifier,
                                       &certificate::policy_leaf,
                                       &certificate::policy_issuing_ca,
                                       &certificate::policy_cps_address,
                                       &certificate::authority_info_access,
                                       &certificate::crl_distribution_point,
                                       &certificate::no_check_responder,
                                       &certificate::known_extensions,
                                       &certificate::ev_attributes,
                                       &certificate::ev_known_attributes,
                                       &certificate::ev_business_category,
                                       &certificate::ev_jurisdiction,
                                       &certificate::ev_serial_number,
                                       &certificate::ev_serial_date,
                                       &certificate::ev_no_wildcard,
                                       &certificate::ov_no_ev_attributes};
constexpr std::array crl_table{&crl::signature_algorithm, &crl::issuer_matches,           &crl::this_update,
                               &crl::next_update,         &crl::authority_key_identifier, &crl::number,
                               &crl::distribution_point,  &crl::known_extensions,         &crl::reasons,
                               &crl::ca_reasons,          &crl::entries_unique,           &crl::revocation_dates};
constexpr std::array ocsp_table{&ocsp::has_status, &ocsp::signature_algorithm, &ocsp::responder, &ocsp::produced_at,     &ocsp::this_update,
                                &ocsp::interval,   &ocsp::within_responder,    &ocsp::reasons,   &ocsp::revocation_dates};

template <class Table, class Input>
Findings run(const Table& table, const Input& input, core::Instant now) {
  Findings findings;
  for (const auto* lint : table) {
    if (now < lint->effective || !lint->applies(input)) continue;
    if (auto detail = lint->run(input)) findings.push_back({lint->name, lint->citation, std::move(*detail)});
  }
  return findings;
}

Findings unreadable(std::string_view citation, const core::Error& error) {
  return {{"well_formed", citation, std::string(error.code.name) + (error.cause.empty() ? "" : ": " + error.cause)}};
}

struct CrlHead {
  core::ByteView algorithm, issuer;
};
core::Result<CrlHead> read_head(core::ByteView tbs) {
  auto reader = TRY(pki::der::read_sequence(tbs));
  TRY(reader.integer());
  CrlHead head;
  head.algorithm = TRY(reader.any()).whole;
  head.issuer = TRY(reader.any()).whole;
  return head;
}

/// A CertificateList around the TBSCertList with its own algorithm and a placeholder for the signature.
core::Bytes wrap(core::ByteView tbs, core::ByteView algorithm) {
  const core::Bytes placeholder(8);
  pki::der::Writer out(tbs.size() + 64);
  out.sequence([&] { out.raw(tbs).raw(algorithm).bit_string(placeholder); });
  return out.take();
}

} // namespace

std::span<const CertificateLint* const> certificate_lints() { return certificate_table; }
std::span<const CrlLint* const> crl_lints() { return crl_table; }
std::span<const OcspLint* const> ocsp_lints() { return ocsp_table; }

Findings check_certificate(core::ByteView tbs, const CertificateContext& context) {
  const auto parsed = pki::TbsCertificate::parse(tbs);
  if (!parsed) return unreadable("RFC 5280 4.1", parsed.error());
  const auto key = pki::PublicKey::parse(parsed->spki);
  static const pki::PublicKey none; // of no known kind: what asks about the key itself does not apply
  auto findings = run(certificate_table, CertificateInput{context, *parsed, key ? *key : none}, context.signing_time);
  if (!key) findings.push_back(unreadable("RFC 5280 4.1.2.7", key.error()).front());
  return findings;
}

Findings check_crl(core::ByteView tbs, const CrlContext& context) {
  const auto head = read_head(tbs);
  if (!head) return unreadable("RFC 5280 5.1", head.error());
  const auto crl = pki::Crl::parse(wrap(tbs, head->algorithm));
  if (!crl) return unreadable("RFC 5280 5.1", crl.error());
  return run(crl_table, CrlInput{context, *crl, head->algorithm, head->issuer}, context.signing_time);
}

Findings check_ocsp(core::ByteView response, const OcspContext& context) {
  const auto parsed = pki::OcspResponse::parse(response);
  if (!parsed) return unreadable("RFC 6960 4.2.1", parsed.error());
  return run(ocsp_table, OcspInput{context, *parsed}, context.signing_time);
}

std::string describe(const Findings& findings) {
  std::string out;
  for (const auto& finding : findings) {
    if (!out.empty()) out += "; ";
    out.append(finding.lint).append(": ").append(finding.detail).append(" (").append(finding.citation).append(")");
  }
  return out;
}

} // namespace lint
