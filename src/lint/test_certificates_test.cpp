#include "lint/test_certificates.h"

#include "pki/certificate.h"
#include "pki/general_names.h"

#include <algorithm>

namespace lint::testing {
namespace {

namespace tag = pki::der::tag;
namespace oid = pki::oid;
using pki::der::Writer;

const core::Bytes& issuer_identifier() {
  static const core::Bytes identifier(20, 0x42);
  return identifier;
}

core::Bytes name(const std::vector<std::vector<Attribute>>& rdns) {
  return encode([&](Writer& out) {
    out.sequence([&] {
      for (const auto& rdn : rdns)
        out.nested(tag::set, [&] {
          for (const auto& attribute : rdn) out.sequence([&] { out.oid(attribute.type).text(attribute.string_tag, attribute.value); });
        });
    });
  });
}

const core::Bytes& issuer_name() {
  static const core::Bytes der = name({{{oid::country, tag::printable_string, "JP"}},
                                       {{oid::organization, tag::utf8_string, "Aozora CA"}},
                                       {{oid::common_name, tag::utf8_string, "Aozora OV CA 1"}}});
  return der;
}

core::Bytes octets(core::ByteView value) {
  return encode([&](Writer& out) { out.octet_string(value); });
}
core::Bytes identifier_of(const core::Bytes& spki) { return pki::PublicKey::parse(spki)->key_identifier(); }
Extension subject_identifier(const core::Bytes& spki) { return {oid::subject_key_identifier, false, octets(identifier_of(spki))}; }
Extension authority_identifier(core::ByteView identifier) {
  return {oid::authority_key_identifier, false,
          encode([&](Writer& out) { out.sequence([&] { out.primitive(tag::context(0), identifier); }); })};
}
Extension usage(std::uint16_t bits) {
  return {oid::key_usage, true, encode([&](Writer& out) { out.named_bits(bits); })};
}
Extension purposes(const pki::Oid& purpose) {
  return {oid::extended_key_usage, false, encode([&](Writer& out) { out.sequence([&] { out.oid(purpose); }); })};
}
Extension policy(const pki::Oid& reserved = oid::cabf_organization_validated) {
  return {oid::certificate_policies, false, encode([&](Writer& out) { out.sequence([&] { out.sequence([&] { out.oid(reserved); }); }); })};
}
Extension access() {
  return {oid::authority_info_access, false, encode([](Writer& out) {
            out.sequence([&] {
              out.sequence([&] { out.oid(oid::access_ocsp).text(tag::context(6), "http://pki.example.jp/ocsp/ov"); });
              out.sequence([&] { out.oid(oid::access_ca_issuers).text(tag::context(6), "http://pki.example.jp/pki/ov.cer"); });
            });
          })};
}
Extension point() {
  return {oid::crl_distribution_points, false, encode([](Writer& out) {
            out.sequence([&] {
              out.sequence([&] {
                out.nested(tag::context_constructed(0), [&] {
                  out.nested(tag::context_constructed(0), [&] { out.text(tag::context(6), "http://pki.example.jp/crl/ov/0.crl"); });
                });
              });
            });
          })};
}
Extension ca_constraints() {
  return {oid::basic_constraints, true, encode([](Writer& out) { out.sequence([&] { out.boolean(true); }); })};
}
Extension leaf_constraints() { return {oid::basic_constraints, true, {0x30, 0x00}}; }

Vector common(CertificateKind kind, std::string_view profile, core::Bytes spki) {
  Vector made;
  made.context.kind = kind;
  made.context.profile = profile;
  made.context.signing_time = date(2026, 11, 24);
  made.context.not_before_skew = std::chrono::days(2);
  made.context.signature_algorithm = pki::SignatureAlgorithm::ecdsa_sha256;
  made.context.issuer_subject_der = issuer_name();
  made.context.issuer_key_identifier = issuer_identifier();
  made.context.issuer_not_after = date(2036, 1, 1);
  made.serial = core::from_hex("4fa2b3c4d5e6f708192a3b4c5d6e7f81").value();
  made.signature_algorithm = core::to_bytes(pki::algorithm_identifier(pki::SignatureAlgorithm::ecdsa_sha256));
  made.issuer = issuer_name();
  made.not_before = date(2026, 11, 24);
  made.not_after = date(2027, 5, 1);
  made.spki = std::move(spki);
  return made;
}

} // namespace

core::Bytes encode(const std::function<void(Writer&)>& body) {
  Writer out;
  body(out);
  return out.take();
}

core::Bytes ec_key() {
  core::Bytes point(65, 0x5a);
  point[0] = 0x04;
  return encode([&](Writer& out) {
    out.sequence([&] {
      out.sequence([&] { out.oid(oid::ec_public_key).oid(oid::p256); });
      out.bit_string(point);
    });
  });
}

core::Bytes rsa_key(std::size_t bits, std::uint64_t exponent, bool even) {
  core::Bytes modulus((bits + 7) / 8, 0xc3);
  modulus[0] = static_cast<std::uint8_t>(bits % 8 == 0 ? 0xc3 : (1U << (bits % 8)) - 1);
  if (even) modulus.back() = 0xc2;
  const auto key = encode([&](Writer& out) { out.sequence([&] { out.unsigned_integer(modulus).integer(exponent); }); });
  return encode([&](Writer& out) {
    out.sequence([&] {
      out.sequence([&] { out.oid(oid::rsa_encryption).null(); });
      out.bit_string(key);
    });
  });
}

core::Bytes Vector::tbs() const {
  const auto bytes = [&](const Extension& extension, Writer& out) {
    out.sequence([&] {
      out.oid(extension.oid);
      if (extension.critical) out.boolean(true);
      out.octet_string(extension.value);
    });
  };
  return encode([&](Writer& out) {
    out.sequence([&] {
      if (version != 0) out.nested(tag::context_constructed(0), [&] { out.integer(version); });
      out.primitive(tag::integer, serial).raw(signature_algorithm).raw(issuer);
      if (validity.empty())
        out.sequence([&] { out.time(not_before).time(not_after); });
      else
        out.raw(validity);
      out.raw(name(subject)).raw(spki);
      if (unique_id) out.primitive(tag::context(1), core::Bytes{0x00, 0x01});
      out.nested(tag::context_constructed(3), [&] {
        out.sequence([&] {
          for (const auto& extension : extensions) bytes(extension, out);
        });
      });
    });
  });
}

Extension& Vector::extension(const pki::Oid& type) { return *std::ranges::find(extensions, type, &Extension::oid); }
void Vector::remove(const pki::Oid& type) {
  std::erase_if(extensions, [&](const Extension& extension) { return extension.oid == type; });
}
Attribute& Vector::attribute(const pki::Oid& type) {
  return std::ranges::find_if(subject, [&](const auto& rdn) { return rdn[0].type == type; })->front();
}
void Vector::set_names(const std::vector<std::string>& names) {
  extension(oid::subject_alt_name).value = encode([&](Writer& out) { pki::write_dns_names(out, names); });
}

Vector ov() {
  auto made = common(CertificateKind::tls_leaf, "tls.ov", ec_key());
  made.context.max_validity = std::chrono::days(200);
  made.subject = {{{oid::country, tag::printable_string, "JP"}},
                  {{oid::state, tag::utf8_string, "Tokyo"}},
                  {{oid::locality, tag::utf8_string, "Chiyoda-ku"}},
                  {{oid::organization, tag::utf8_string, "株式会社青空商事"}},
                  {{oid::common_name, tag::utf8_string, "www.aozora.example.jp"}}};
  made.extensions = {leaf_constraints(),
                     usage(pki::key_usage::digital_signature),
                     purposes(oid::server_auth),
                     policy(),
                     access(),
                     authority_identifier(issuer_identifier()),
                     point(),
                     {oid::subject_alt_name, false, {}}};
  made.set_names({"www.aozora.example.jp", "*.dev.aozora.example.jp"});
  return made;
}

Vector ov_with_rsa() {
  auto made = ov();
  made.spki = rsa_key();
  made.extension(oid::key_usage).value = usage(pki::key_usage::digital_signature | pki::key_usage::key_encipherment).value;
  made.extensions.push_back(subject_identifier(made.spki));
  return made;
}

Vector ev() {
  auto made = ov();
  made.context.profile = "tls.ev";
  made.subject = {{{oid::jurisdiction_country, tag::printable_string, "JP"}},
                  {{oid::business_category, tag::utf8_string, "Private Organization"}},
                  {{oid::serial_number, tag::printable_string, "1180301018771"}},
                  {{oid::country, tag::printable_string, "JP"}},
                  {{oid::state, tag::utf8_string, "Tokyo"}},
                  {{oid::locality, tag::utf8_string, "Chiyoda-ku"}},
                  {{oid::postal_code, tag::utf8_string, "100-0001"}},
                  {{oid::street, tag::utf8_string, "1-1 Chiyoda"}},
                  {{oid::organization, tag::utf8_string, "株式会社青空商事"}},
                  {{oid::common_name, tag::utf8_string, "www.aozora.example.jp"}}};
  made.extension(oid::certificate_policies) = policy(oid::cabf_extended_validation);
  made.set_names({"www.aozora.example.jp", "aozora.example.jp"});
  return made;
}

Vector issuing_ca() {
  auto made = common(CertificateKind::issuing_ca, "ca.sub.tls", ec_key());
  made.not_after = date(2035, 1, 1);
  made.subject = {{{oid::country, tag::printable_string, "JP"}},
                  {{oid::organization, tag::utf8_string, "Aozora CA"}},
                  {{oid::common_name, tag::utf8_string, "Aozora OV CA 2"}}};
  made.extensions = {ca_constraints(),
                     usage(pki::key_usage::key_cert_sign | pki::key_usage::crl_sign),
                     purposes(oid::server_auth),
                     policy(),
                     access(),
                     authority_identifier(issuer_identifier()),
                     point(),
                     subject_identifier(made.spki)};
  return made;
}

Vector root() {
  auto made = issuing_ca();
  made.spki = rsa_key(4096);
  made.context.kind = CertificateKind::root;
  made.context.profile = "ca.root";
  made.context.min_validity = std::chrono::days(2922);
  made.context.max_validity = std::chrono::days(9132);
  made.not_after = date(2044, 11, 24);
  made.issuer = name(made.subject);
  const auto identifier = identifier_of(made.spki);
  made.extensions = {ca_constraints(), usage(pki::key_usage::key_cert_sign | pki::key_usage::crl_sign), subject_identifier(made.spki),
                     authority_identifier(identifier)};
  return made;
}

Vector responder() {
  auto made = common(CertificateKind::ocsp_responder, "ocsp.responder", ec_key());
  made.subject = {{{oid::country, tag::printable_string, "JP"}}, {{oid::common_name, tag::utf8_string, "OCSP Responder"}}};
  made.extensions = {leaf_constraints(),
                     usage(pki::key_usage::digital_signature),
                     purposes(oid::ocsp_signing),
                     {oid::ocsp_nocheck, false, {0x05, 0x00}},
                     authority_identifier(issuer_identifier()),
                     subject_identifier(made.spki)};
  return made;
}

} // namespace lint::testing
