#include "pki/extension_values.h"

#include "pki/der.h"
#include "pki/errors.h"

namespace pki {
namespace {

constexpr std::uint8_t uri_tag = der::tag::context(6);

core::Failure malformed(const char* cause) { return core::fail(errors::der_malformed, {}, cause); }

core::Result<void> read_basic_constraints(TbsCertificate& tbs, core::ByteView value) {
  auto reader = TRY(der::read_sequence(value));
  BasicConstraints constraints;
  if (reader.next_is(der::tag::boolean)) {
    constraints.ca = TRY(reader.boolean());
    if (!constraints.ca) return malformed("cA FALSE is written out");
  }
  if (!reader.at_end()) constraints.path_length = TRY(reader.small_integer());
  TRY(reader.finish());
  tbs.basic_constraints = constraints;
  return {};
}

core::Result<void> read_key_usage(TbsCertificate& tbs, core::ByteView value) {
  der::Reader reader(value);
  const auto bits = TRY(reader.bit_string());
  TRY(reader.finish());
  if (bits.bytes.empty() || bits.bytes.size() > 2) return malformed("a KeyUsage without bits or with too many");
  // X.690 11.2.2: a named-bit list ends with a one.
  if ((bits.bytes.back() >> bits.unused_bits & 1) == 0) return malformed("a KeyUsage with trailing zero bits");
  tbs.key_usage = static_cast<std::uint16_t>(bits.bytes[0] << 8 | (bits.bytes.size() == 2 ? bits.bytes[1] : 0));
  return {};
}

core::Result<void> read_extended_key_usage(TbsCertificate& tbs, core::ByteView value) {
  auto reader = TRY(der::read_sequence(value));
  if (reader.at_end()) return malformed("an extKeyUsage without a purpose");
  while (!reader.at_end()) tbs.extended_key_usage.push_back(TRY(reader.oid()));
  return {};
}

core::Result<PolicyReference> read_policy(der::Reader policy) {
  PolicyReference reference{.oid = TRY(policy.oid()), .cps_url = {}};
  if (policy.at_end()) return reference;
  auto qualifiers = TRY(policy.sequence());
  TRY(policy.finish());
  if (qualifiers.at_end()) return malformed("policyQualifiers without a qualifier");
  while (!qualifiers.at_end()) {
    auto qualifier = TRY(qualifiers.sequence());
    const auto id = TRY(qualifier.oid());
    const auto body = TRY(qualifier.any());
    TRY(qualifier.finish());
    if (id == oid::qualifier_cps && body.tag == der::tag::ia5_string) reference.cps_url = core::as_text(body.contents);
  }
  return reference;
}

core::Result<void> read_policies(TbsCertificate& tbs, core::ByteView value) {
  auto reader = TRY(der::read_sequence(value));
  if (reader.at_end()) return malformed("certificatePolicies without a policy");
  while (!reader.at_end()) {
    const auto policy = TRY(reader.sequence());
    tbs.policies.push_back(TRY(read_policy(policy)));
  }
  return {};
}

core::Result<void> read_names(TbsCertificate& tbs, core::ByteView value) {
  tbs.names = TRY(parse_general_names(value));
  return {};
}

core::Result<void> read_subject_key_identifier(TbsCertificate& tbs, core::ByteView value) {
  der::Reader reader(value);
  tbs.subject_key_identifier = TRY(reader.octet_string());
  if (tbs.subject_key_identifier.empty()) return malformed("an empty subjectKeyIdentifier");
  return reader.finish();
}

core::Result<void> read_authority(TbsCertificate& tbs, core::ByteView value) {
  const auto authority = TRY(read_authority_key_identifier(value));
  tbs.authority_key_identifier = authority.key_identifier;
  tbs.authority_has_issuer = authority.has_issuer;
  return {};
}

core::Result<void> read_information_access(TbsCertificate& tbs, core::ByteView value) {
  auto reader = TRY(der::read_sequence(value));
  if (reader.at_end()) return malformed("an authorityInfoAccess without an access");
  while (!reader.at_end()) {
    auto access = TRY(reader.sequence());
    const auto method = TRY(access.oid());
    const auto location = TRY(access.any());
    TRY(access.finish());
    if (location.tag != uri_tag) continue;
    if (method == oid::access_ocsp) tbs.ocsp_urls.emplace_back(core::as_text(location.contents));
    if (method == oid::access_ca_issuers) tbs.ca_issuer_urls.emplace_back(core::as_text(location.contents));
  }
  return {};
}

core::Result<void> read_distribution_points(TbsCertificate& tbs, core::ByteView value) {
  auto reader = TRY(der::read_sequence(value));
  if (reader.at_end()) return malformed("cRLDistributionPoints without a point");
  while (!reader.at_end()) {
    auto point = TRY(reader.sequence());
    const auto name = TRY(point.optional(der::tag::context_constructed(0)));
    if (!name) continue;
    for (auto& url : TRY(read_full_name_urls(name->contents))) tbs.crl_urls.push_back(std::move(url));
  }
  return {};
}

struct Row {
  Oid oid;
  core::Result<void> (*read)(TbsCertificate& tbs, core::ByteView value);
};
constexpr Row rows[]{
    {oid::basic_constraints, read_basic_constraints},
    {oid::key_usage, read_key_usage},
    {oid::extended_key_usage, read_extended_key_usage},
    {oid::certificate_policies, read_policies},
    {oid::subject_alt_name, read_names},
    {oid::subject_key_identifier, read_subject_key_identifier},
    {oid::authority_key_identifier, read_authority},
    {oid::authority_info_access, read_information_access},
    {oid::crl_distribution_points, read_distribution_points},
};

} // namespace

core::Result<std::vector<std::string>> read_full_name_urls(core::ByteView distribution_point_name) {
  der::Reader choice(distribution_point_name);
  std::vector<std::string> urls;
  if (!choice.next_is(der::tag::context_constructed(0))) { // nameRelativeToCRLIssuer
    TRY(choice.any());
    TRY(choice.finish());
    return urls;
  }
  auto names = TRY(choice.enter(der::tag::context_constructed(0)));
  TRY(choice.finish());
  while (!names.at_end()) {
    const auto name = TRY(names.any());
    if (name.tag == uri_tag) urls.emplace_back(core::as_text(name.contents));
  }
  return urls;
}

core::Result<AuthorityKeyIdentifier> read_authority_key_identifier(core::ByteView value) {
  auto reader = TRY(der::read_sequence(value));
  AuthorityKeyIdentifier authority;
  if (const auto identifier = TRY(reader.optional(der::tag::context(0)))) authority.key_identifier = identifier->contents;
  if (TRY(reader.optional(der::tag::context_constructed(1)))) authority.has_issuer = true;
  if (TRY(reader.optional(der::tag::context(2)))) authority.has_issuer = true;
  TRY(reader.finish());
  return authority;
}

core::Result<void> read_extension_values(TbsCertificate& tbs) {
  for (const auto& extension : tbs.extensions)
    for (const auto& row : rows)
      if (row.oid == extension.oid) TRY(row.read(tbs, extension.value));
  return {};
}

} // namespace pki
