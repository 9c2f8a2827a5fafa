#include "usecases/inspect_csr.h"

#include "domain/domain_name.h"
#include "storage/issuance.h"

namespace usecases {
namespace {

CsrSubject subject_of(const pki::Name& name) {
  using enum pki::AttributeType;
  const auto text = [&](pki::AttributeType type) { return name.value(type).value_or(""); };
  return {text(common_name), text(organization), text(organizational_unit), text(locality),
          text(state),       text(country),      text(email_address)};
}

CsrCheck to_check(std::string_view name, const std::optional<core::Error>& error, core::Language language) {
  if (!error) return {std::string(name), true, std::nullopt, std::nullopt};
  return {std::string(name), false, std::string(error->code.name), core::describe(*error, language)};
}

/// The first name that no certificate may carry.
std::optional<core::Error> name_problem(const std::vector<std::string>& names) {
  for (const auto& name : names)
    if (const auto parsed = domain::DomainName::parse(name); !parsed) return parsed.error();
  return std::nullopt;
}

} // namespace

pki::KeyPolicy key_policy(const World& world) {
  return {.bad_keys = &world.bad_keys, .is_blocked = {}, .curves = world.rules.ec_curves("tls.ov", world.clock.now())};
}

core::Result<pki::KeyPolicy> key_policy_for(storage::Transaction& tx, const World& world, const pki::Csr& csr) {
  const auto blocked = TRY(storage::find_blocked_key(tx, csr.public_key().spki_sha256()));
  auto policy = key_policy(world);
  policy.is_blocked = [is_blocked = blocked.has_value()](const core::Sha256&) { return is_blocked; };
  return policy;
}

CsrInspection describe_csr(const pki::Csr& csr, const pki::KeyPolicy& policy, core::Language language) {
  const auto& key = csr.public_key();
  const bool is_rsa = key.algorithm_name() == "RSA";
  const bool is_ec = key.algorithm_name().starts_with("P-");
  CsrInspection shown{.subject = subject_of(csr.subject()),
                      .names = csr.host_names(),
                      .key_type = is_rsa  ? "rsa"
                                  : is_ec ? "ec"
                                          : key.algorithm_name(),
                      .key_bits = static_cast<std::int64_t>(key.bits()),
                      .curve = is_ec ? std::optional(key.algorithm_name()) : std::nullopt,
                      .signature_algorithm = csr.signature_algorithm_name(),
                      .spki_sha256 = core::to_hex(key.spki_sha256()),
                      .acceptable = true,
                      .checks = {}};
  for (const auto& check : pki::inspect_csr(csr, policy)) {
    shown.checks.push_back(to_check(check.name, check.error, language));
    shown.acceptable = shown.acceptable && !check.error;
  }
  return shown;
}

core::Result<CsrInspection> inspect_csr(World& world, const Actor& actor, std::string_view text, const std::vector<std::string>& names) {
  const auto csr = TRY(pki::Csr::parse(text));
  const auto policy = TRY(world.database.read([&](storage::Transaction& tx) { return key_policy_for(tx, world, csr); }));
  auto shown = describe_csr(csr, policy, actor.language);
  if (!names.empty()) {
    shown.checks.push_back(to_check("names", name_problem(names), actor.language));
    shown.acceptable = shown.acceptable && shown.checks.back().passed;
  }
  return shown;
}

} // namespace usecases
