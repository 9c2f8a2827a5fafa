#include "pki/tbs.h"

#include "pki/errors.h"
#include "pki/extension_writer.h"

namespace pki {
namespace {

core::Failure invalid(std::string cause) { return core::fail(errors::tbs_field_invalid, {}, std::move(cause)); }

void write_policies(der::Writer& writer, const std::vector<PolicyReference>& policies) {
  if (policies.empty()) return;
  write_extension(writer, oid::certificate_policies, Criticality::non_critical, [&] {
    writer.sequence([&] {
      for (const auto& policy : policies)
        writer.sequence([&] {
          writer.oid(policy.oid);
          if (policy.cps_url.empty()) return;
          writer.sequence([&] { writer.sequence([&] { writer.oid(oid::qualifier_cps).text(der::tag::ia5_string, policy.cps_url); }); });
        });
    });
  });
}

void write_purposes(der::Writer& writer, const std::vector<Oid>& purposes) {
  if (purposes.empty()) return;
  write_extension(writer, oid::extended_key_usage, Criticality::non_critical, [&] {
    writer.sequence([&] {
      for (const auto& purpose : purposes) writer.oid(purpose);
    });
  });
}

void write_access(der::Writer& writer, const Oid& method, std::string_view url) {
  if (url.empty()) return;
  writer.sequence([&] { writer.oid(method).text(der::tag::context(6), url); });
}

void write_information_access(der::Writer& writer, std::string_view ocsp_url, std::string_view ca_issuers_url) {
  if (ocsp_url.empty() && ca_issuers_url.empty()) return;
  write_extension(writer, oid::authority_info_access, Criticality::non_critical, [&] {
    writer.sequence([&] {
      write_access(writer, oid::access_ocsp, ocsp_url);
      write_access(writer, oid::access_ca_issuers, ca_issuers_url);
    });
  });
}

void write_distribution_point(der::Writer& writer, std::string_view url) {
  if (url.empty()) return;
  write_extension(writer, oid::crl_distribution_points, Criticality::non_critical,
                  [&] { writer.sequence([&] { writer.sequence([&] { write_full_name(writer, url); }); }); });
}

void write_ca_constraints(der::Writer& writer, std::optional<unsigned> path_length) {
  write_extension(writer, oid::basic_constraints, Criticality::critical, [&] {
    writer.sequence([&] {
      writer.boolean(true);
      if (path_length) writer.integer(*path_length);
    });
  });
  write_extension(writer, oid::key_usage, Criticality::critical,
                  [&] { writer.named_bits(key_usage::key_cert_sign | key_usage::crl_sign); });
}

// BR 7.1.2.7.8: an end entity's basicConstraints is `3000`.
void write_leaf_constraints(der::Writer& writer) {
  write_extension(writer, oid::basic_constraints, Criticality::critical, [&] { writer.sequence([] {}); });
}

void write_key_usage(der::Writer& writer, std::uint16_t usage) {
  write_extension(writer, oid::key_usage, Criticality::critical, [&] { writer.named_bits(usage); });
}

void write_subject_key_identifier(der::Writer& writer, core::ByteView key_identifier) {
  write_extension(writer, oid::subject_key_identifier, Criticality::non_critical, [&] { writer.octet_string(key_identifier); });
}

} // namespace

core::Result<IssuerIdentity> IssuerIdentity::of(const Certificate& ca) {
  const auto& tbs = ca.tbs();
  if (tbs.subject_key_identifier.empty()) return invalid("the CA's certificate has no subjectKeyIdentifier");
  const auto key = TRY(ca.public_key());
  if (key.algorithm() == KeyAlgorithm::unsupported) return invalid("the CA's key is of an unsupported kind");
  return IssuerIdentity{core::to_bytes(tbs.subject_der), core::to_bytes(tbs.subject_key_identifier),
                        signature_algorithm_for(key.algorithm())};
}

TbsTemplate::TbsTemplate(Kind kind, SignatureAlgorithm algorithm, core::Bytes issuer_der)
    : kind_(kind), algorithm_(algorithm), issuer_der_(std::move(issuer_der)) {
  der::Writer prefix(256);
  prefix.raw(algorithm_identifier(algorithm)).raw(issuer_der_);
  prefix_ = prefix.take();
}

TbsTemplate TbsTemplate::root(core::Bytes subject_der, SignatureAlgorithm algorithm) {
  TbsTemplate made(Kind::root, algorithm, std::move(subject_der));
  der::Writer fixed(128);
  write_ca_constraints(fixed, std::nullopt); // BR 7.1.2.1.4: pathLenConstraint is not recommended
  made.fixed_extensions_ = fixed.take();
  return made;
}

TbsTemplate TbsTemplate::issuing_ca(const IssuerIdentity& issuer, const IssuingCaProfile& profile) {
  TbsTemplate made(Kind::issuing_ca, issuer.signature_algorithm, issuer.subject_der);
  der::Writer fixed(512);
  write_ca_constraints(fixed, profile.path_length);
  write_purposes(fixed, profile.extended_key_usage);
  write_policies(fixed, profile.policies);
  write_information_access(fixed, profile.ocsp_url, profile.ca_issuers_url);
  write_authority_key_identifier(fixed, issuer.key_identifier);
  made.fixed_extensions_ = fixed.take();
  made.crl_url_ = profile.crl_url;
  return made;
}

TbsTemplate TbsTemplate::tls(const IssuerIdentity& issuer, const TlsProfile& profile) {
  TbsTemplate made(Kind::tls, issuer.signature_algorithm, issuer.subject_der);
  der::Writer fixed(512);
  write_leaf_constraints(fixed);
  write_purposes(fixed, {oid::server_auth});
  write_policies(fixed, profile.policies);
  write_information_access(fixed, profile.ocsp_url, profile.ca_issuers_url);
  write_authority_key_identifier(fixed, issuer.key_identifier);
  made.fixed_extensions_ = fixed.take();
  made.crl_url_ = profile.crl_url;
  return made;
}

TbsTemplate TbsTemplate::ocsp_responder(const IssuerIdentity& issuer) {
  TbsTemplate made(Kind::ocsp_responder, issuer.signature_algorithm, issuer.subject_der);
  der::Writer fixed(256);
  write_leaf_constraints(fixed);
  write_key_usage(fixed, key_usage::digital_signature);
  write_purposes(fixed, {oid::ocsp_signing});
  write_extension(fixed, oid::ocsp_nocheck, Criticality::non_critical, [&] { fixed.null(); }); // BR 7.1.2.8.5
  write_authority_key_identifier(fixed, issuer.key_identifier);
  made.fixed_extensions_ = fixed.take();
  return made;
}

core::Result<void> TbsTemplate::check(const TbsFields& fields) const {
  const auto serial = serial_magnitude(fields.serial);
  // RFC 5280 4.1.2.2, BR 7.1.2.7: positive and below 2^159.
  if (serial.empty() || serial.size() > 20 || (serial.size() == 20 && serial[0] >= 0x80))
    return invalid("a serial that is zero or too long");
  if (fields.not_after < fields.not_before) return invalid("notAfter lies before notBefore");
  if (fields.subject_der.empty() && kind_ != Kind::root) return invalid("no subject");
  if (fields.dns_names.empty() == (kind_ == Kind::tls))
    return invalid("DNS names where there must be none, or none where there must be some");
  return {};
}

void TbsTemplate::write_extensions(der::Writer& writer, const TbsFields& fields, const PublicKey& key) const {
  writer.raw(fixed_extensions_);
  if (kind_ != Kind::tls) write_subject_key_identifier(writer, key.key_identifier()); // BR 7.1.2.7.6: not recommended in a leaf
  if (kind_ == Kind::root) write_authority_key_identifier(writer, key.key_identifier());
  if (kind_ == Kind::tls) {
    // BR 7.1.2.7.11. keyEncipherment, which RSA keys may have beside it, leaves RSA key exchange to server and browser (A07).
    const bool rsa = key.algorithm() == KeyAlgorithm::rsa;
    write_key_usage(writer, static_cast<std::uint16_t>(key_usage::digital_signature | (rsa ? key_usage::key_encipherment : 0)));
    const auto criticality = fields.subject_der.size() <= 2 ? Criticality::critical : Criticality::non_critical; // RFC 5280 4.2.1.6
    write_extension(writer, oid::subject_alt_name, criticality, [&] { write_dns_names(writer, fields.dns_names); });
  }
  write_distribution_point(writer, fields.crl_url.empty() ? std::string_view(crl_url_) : fields.crl_url);
}

core::Result<core::Bytes> TbsTemplate::build(const TbsFields& fields) const {
  TRY(check(fields));
  const auto key = TRY(PublicKey::parse(fields.spki));
  der::Writer writer(2048);
  writer.sequence([&] {
    writer.nested(der::tag::context_constructed(0), [&] { writer.integer(2); });
    writer.unsigned_integer(fields.serial).raw(prefix_);
    writer.sequence([&] { writer.time(fields.not_before).time(fields.not_after); });
    writer.raw(fields.subject_der.empty() ? core::ByteView(issuer_der_) : fields.subject_der).raw(fields.spki);
    writer.nested(der::tag::context_constructed(3), [&] { writer.sequence([&] { write_extensions(writer, fields, key); }); });
  });
  return writer.take();
}

} // namespace pki
