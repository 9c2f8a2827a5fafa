#pragma once

#include "lint/lint.h"

/// The lints of a to-be-signed certificate, each in the file of its name; lint.cpp lists them.
namespace lint::certificate {

extern const CertificateLint version_3, serial_positive, serial_size, serial_entropy, signature_algorithm, spki_algorithm, key_size,
    key_exponent, key_modulus_odd, root_key_strength, issuer_matches, validity_order, validity_cap, validity_floor, not_before_skew,
    within_issuer, no_unique_ids, subject_single_valued, subject_order, subject_encoding, subject_length, subject_no_repetition,
    subject_no_placeholder, subject_characters, subject_known_attributes, subject_no_unit, subject_no_personal_name, subject_country,
    subject_organization, subject_place, ca_common_name, common_name_in_san, san_present, san_critical_only_without_subject, san_types,
    san_no_address, san_no_repetition, dns_length, dns_no_empty_label, dns_no_underscore, dns_characters, dns_wildcard_form,
    dns_wildcard_public_suffix, dns_public_name, dns_no_reverse_zone, eku_leaf, eku_issuing_ca, eku_responder, key_usage_leaf, key_usage_ca,
    key_usage_responder, basic_constraints_leaf, basic_constraints_ca, authority_key_identifier, subject_key_identifier, policy_leaf,
    policy_issuing_ca, policy_cps_address, authority_info_access, crl_distribution_point, no_check_responder, known_extensions,
    ev_attributes, ev_known_attributes, ev_business_category, ev_jurisdiction, ev_serial_number, ev_serial_date, ev_no_wildcard,
    ov_no_ev_attributes;

/// Where a lint applies.
inline bool always(const CertificateInput&) { return true; }
inline bool is_root(const CertificateInput& in) { return in.context.kind == CertificateKind::root; }
inline bool is_not_root(const CertificateInput& in) { return !is_root(in); }
inline bool is_issuing(const CertificateInput& in) { return in.context.kind == CertificateKind::issuing_ca; }
inline bool is_ca(const CertificateInput& in) { return is_root(in) || is_issuing(in); }
inline bool is_leaf(const CertificateInput& in) { return in.context.kind == CertificateKind::tls_leaf; }
inline bool is_responder(const CertificateInput& in) { return in.context.kind == CertificateKind::ocsp_responder; }
inline bool is_end_entity(const CertificateInput& in) { return !is_ca(in); }
inline bool is_leaf_or_issuing(const CertificateInput& in) { return is_leaf(in) || is_issuing(in); }
inline bool is_ov(const CertificateInput& in) { return is_leaf(in) && in.context.profile == "tls.ov"; }
inline bool is_ev(const CertificateInput& in) { return is_leaf(in) && in.context.profile == "tls.ev"; }
inline bool is_tls_with_organization(const CertificateInput& in) { return is_ov(in) || is_ev(in); }
inline bool has_organization(const CertificateInput& in) { return is_tls_with_organization(in) || is_ca(in); }
inline bool has_san(const CertificateInput& in) { return is_leaf(in) && in.tbs.find(pki::oid::subject_alt_name) != nullptr; }
inline bool has_rsa_key(const CertificateInput& in) { return in.key.algorithm() == pki::KeyAlgorithm::rsa; }
inline bool has_validity_cap(const CertificateInput& in) { return in.context.max_validity.count() > 0; }
inline bool has_validity_floor(const CertificateInput& in) { return in.context.min_validity.count() > 0; }

inline bool has(const CertificateInput& in, pki::AttributeType type) {
  for (const auto& attribute : in.tbs.subject.attributes())
    if (attribute.type == pki::rule_of(type).oid) return true;
  return false;
}

inline const policy::RegistrationAgencies& agencies_of(const CertificateInput& in) {
  return in.context.agencies != nullptr ? *in.context.agencies : policy::RegistrationAgencies::built_in();
}
inline policy::Jurisdiction jurisdiction_of(const CertificateInput& in) {
  using enum pki::AttributeType;
  const auto& subject = in.tbs.subject;
  return {subject.value(jurisdiction_country).value_or(""), subject.value(jurisdiction_state).value_or(""),
          subject.value(jurisdiction_locality).value_or("")};
}

} // namespace lint::certificate
