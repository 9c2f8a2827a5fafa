#include "ca/ceremony.h"

#include "ca/errors.h"
#include "ca/profiles.h"
#include "core/crypto.h"

#include <algorithm>
#include <set>

namespace ca {
namespace {

using pki::signer::CreateHierarchy;
using pki::signer::IssuerPlan;

core::Failure invalid(std::string field, std::string value) {
  return core::fail(errors::hierarchy_plan_invalid, {{"field", std::move(field)}, {"value", std::move(value)}});
}

/// The CA/Browser Forum's policy of what an issuing CA is for.
const pki::Oid* reserved_policy(std::string_view purpose) {
  if (purpose == "ov") return &pki::oid::cabf_organization_validated;
  if (purpose == "ev") return &pki::oid::cabf_extended_validation;
  return nullptr;
}

core::Result<void> check_issuer(const IssuerPlan& plan, const std::set<std::string>& taken) {
  if (!is_slug(plan.slug) || taken.contains(plan.slug)) return invalid("slug", plan.slug);
  const auto* reserved = reserved_policy(plan.purpose);
  if (reserved == nullptr) return invalid("purpose", plan.purpose);
  if (plan.policy_oids.empty() || plan.policy_oids.front() != reserved->to_string())
    return invalid("policy_oids", plan.policy_oids.empty() ? "" : plan.policy_oids.front());
  if (plan.validity_days == 0 || plan.validity_days > 9132) return invalid("validity_days", std::to_string(plan.validity_days));
  return {};
}

core::Result<void> check_plan(const CreateHierarchy& plan) {
  if (!plan.base_url.starts_with("http://") || plan.base_url.size() < 8 || plan.base_url.size() > 200 || plan.base_url.ends_with('/'))
    return invalid("base_url", plan.base_url);
  if (!is_slug(plan.root_slug)) return invalid("root_slug", plan.root_slug);
  if (plan.root_validity_days == 0 || plan.root_validity_days > 9132)
    return invalid("root_validity_days", std::to_string(plan.root_validity_days));
  if (plan.issuers.empty() || plan.issuers.size() > 16) return invalid("issuers", std::to_string(plan.issuers.size()));
  std::set<std::string> slugs{plan.root_slug};
  for (const auto& issuer : plan.issuers) {
    TRY(check_issuer(issuer, slugs));
    slugs.insert(issuer.slug);
  }
  return {};
}

core::Result<core::Bytes> ca_name(const CreateHierarchy& plan, const std::string& common_name) {
  const std::vector<pki::SubjectAttribute> name{{pki::AttributeType::country, plan.country},
                                                {pki::AttributeType::organization, plan.ca_name},
                                                {pki::AttributeType::common_name, common_name}};
  return pki::build_name(name);
}

pki::signer::IssuerEntry addresses(const CreateHierarchy& plan, const std::string& slug, const std::string& purpose) {
  pki::signer::IssuerEntry entry;
  entry.slug = slug;
  entry.purpose = purpose;
  entry.crl_url = plan.base_url + "/crl/" + slug + "/0.crl";
  entry.ca_issuers_url = plan.base_url + "/pki/" + slug + ".cer";
  if (purpose == "root") return entry; // a root answers by CRL only: its key is used on command (BR 4.3.1.1)
  entry.ocsp_url = plan.base_url + "/ocsp/" + slug;
  entry.cps_url = plan.base_url + "/cps/" + purpose;
  return entry;
}

std::chrono::seconds limit(const policy::RuleSet& rules, std::string_view profile, std::string_view id, core::Instant now) {
  const auto found = rules.max_limit(profile, id, now);
  return found ? found->limit.length_from(now) : std::chrono::seconds(0);
}

/// What one key of the hierarchy is for, while the ceremony lasts.
struct Made {
  AuthorityEntry authority;
  std::unique_ptr<SigningKey> key;
};

class Ceremony {
public:
  Ceremony(const CreateHierarchy& plan, const policy::RuleSet& rules, const Workshop& workshop, core::Instant signing_time)
      : plan_(plan), rules_(rules), workshop_(workshop), signing_time_(signing_time) {}

  core::Result<Made> make_root() const {
    const auto kind = TRY(key_kind(plan_.root_algorithm, plan_.root_rsa_bits));
    Made root{{addresses(plan_, plan_.root_slug, "root"), key_name(plan_.root_slug), {}}, nullptr};
    root.key = TRY(workshop_.keys.create(root.authority.key_name, kind));
    const auto subject = TRY(ca_name(plan_, plan_.root_common_name));
    const auto serial = random_serial();
    const auto fields = fields_for(serial, plan_.root_validity_days, subject, *root.key);
    const lint::CertificateContext context{
        .kind = lint::CertificateKind::root,
        .profile = "ca.root",
        .signing_time = signing_time_,
        .min_validity = std::chrono::seconds(rules_.min_number("ca.root", "ca.root.validity.min", signing_time_).value_or(0)),
        .max_validity = limit(rules_, "ca.root", "ca.root.validity.max", signing_time_),
        .not_before_skew = std::chrono::days(1),
        .signature_algorithm = signature_of(kind),
        .issuer_subject_der = {},
        .issuer_key_identifier = {},
        .issuer_not_after = {}};
    auto tbs = TRY(pki::TbsTemplate::root(subject, signature_of(kind)).build(fields));
    root.authority.entry.der = TRY(finish(std::move(tbs), context, {plan_.root_slug, serial, "root"}, *root.key));
    return root;
  }

  core::Result<Made> make_issuer(const IssuerPlan& issuer, const Made& root) const {
    const auto kind = TRY(key_kind(issuer.algorithm, issuer.rsa_bits));
    Made made{{addresses(plan_, issuer.slug, issuer.purpose), key_name(issuer.slug), issuer.policy_oids}, nullptr};
    made.authority.entry.parent_slug = plan_.root_slug;
    made.key = TRY(workshop_.keys.create(made.authority.key_name, kind));
    const auto subject = TRY(ca_name(plan_, issuer.common_name));
    const auto serial = random_serial();
    const auto fields = fields_for(serial, issuer.validity_days, subject, *made.key);
    const auto parent = TRY(pki::Certificate::parse(root.authority.entry.der));
    const auto identity = TRY(pki::IssuerIdentity::of(parent));
    const lint::CertificateContext context{.kind = lint::CertificateKind::issuing_ca,
                                           .profile = "ca.sub.tls",
                                           .signing_time = signing_time_,
                                           .max_validity = limit(rules_, "ca.sub.tls", "ca.sub.validity.max", signing_time_),
                                           .not_before_skew = std::chrono::days(1),
                                           .signature_algorithm = identity.signature_algorithm,
                                           .issuer_subject_der = identity.subject_der,
                                           .issuer_key_identifier = identity.key_identifier,
                                           .issuer_not_after = parent.not_after()};
    pki::IssuingCaProfile profile;
    profile.extended_key_usage = {pki::oid::server_auth};
    profile.policies = TRY(policy_references(issuer.policy_oids, {}));
    profile.crl_url = root.authority.entry.crl_url;
    profile.ca_issuers_url = root.authority.entry.ca_issuers_url;
    auto tbs = TRY(pki::TbsTemplate::issuing_ca(identity, profile).build(fields));
    made.authority.entry.der = TRY(finish(std::move(tbs), context, {plan_.root_slug, serial, "issuing-ca"}, *root.key));
    return made;
  }

private:
  /// A name that no earlier, broken-off ceremony has taken.
  static std::string key_name(const std::string& slug) { return slug + "-" + core::to_hex(core::random_bytes(4)); }

  pki::TbsFields fields_for(core::ByteView serial, std::uint64_t days, core::ByteView subject, const SigningKey& key) const {
    pki::TbsFields fields;
    fields.serial = serial;
    fields.not_before = plan_.now;
    fields.not_after = plan_.now + std::chrono::days(static_cast<std::int64_t>(days)) - std::chrono::seconds(1);
    fields.subject_der = subject;
    fields.spki = key.spki();
    return fields;
  }

  core::Result<core::Bytes> finish(core::Bytes tbs, const lint::CertificateContext& context, const OwnCertificate& own,
                                   const SigningKey& signer) const {
    const auto session = TRY(signer.open());
    return make_certificate(std::move(tbs), context, own, *session, workshop_.record);
  }

  const CreateHierarchy& plan_;
  const policy::RuleSet& rules_;
  const Workshop& workshop_;
  core::Instant signing_time_;
};

} // namespace

core::Result<HierarchyFile> hold_ceremony(const CreateHierarchy& plan, const Workshop& workshop, core::Instant signing_time) {
  TRY(check_plan(plan));
  const auto rules = TRY(policy::RuleSet::named(plan.rules));
  const Ceremony ceremony(plan, rules, workshop, signing_time);
  HierarchyFile file{plan.rules, plan.key_store, {}};
  const auto root = TRY(ceremony.make_root());
  file.authorities.push_back(root.authority);
  for (const auto& issuer : plan.issuers) file.authorities.push_back(TRY(ceremony.make_issuer(issuer, root)).authority);
  return file;
}

} // namespace ca
