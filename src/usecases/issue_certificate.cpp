#include "usecases/issue_certificate.h"

#include "domain/names.h"
#include "pki/errors.h"
#include "usecases/issuance.h"
#include "usecases/issuance_facts.h"
#include "usecases/recover_issuance.h"

namespace usecases {
namespace {

core::Result<void> refuse_blocked_key(storage::Transaction& tx, const pki::VerifiedCsr& csr) {
  const auto blocked = TRY(storage::find_blocked_key(tx, core::sha256(csr.spki())));
  if (blocked) return core::fail(pki::errors::key_compromised);
  return {};
}

std::vector<std::string> texts(const std::vector<domain::DomainName>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) out.push_back(name.str());
  return out;
}

} // namespace

core::Result<storage::CertificateRow> issue_certificate(World& world, const Actor& actor, const IssueRequest& request) {
  const auto account = TRY(storage::AccountId::parse(actor.account_id));
  if (request.request_key)
    if (auto earlier = TRY(find_issued_before(world, account, *request.request_key))) return std::move(*earlier);
  const auto now = world.clock.now();
  const auto product = TRY(world.catalogue.product(request.product));
  const auto csr = TRY(pki::verify_csr(TRY(pki::Csr::parse(request.csr)), {&world.bad_keys, {}}));
  const auto wanted = request.names.empty() ? csr.csr().host_names() : request.names;
  const auto names = TRY(domain::plan_names(product, wanted, world.catalogue, actor.language));
  std::optional<storage::OrganizationId> organization;
  if (!request.organization_id.empty()) organization = TRY(storage::OrganizationId::parse(request.organization_id));

  const auto loaded = TRY(world.database.read([&](storage::Transaction& tx) -> core::Result<LoadedFacts> {
    TRY(refuse_blocked_key(tx, csr));
    return load_account_facts(tx, account, organization, product, names.names);
  }));
  TRY(domain::check_immediate_issuance(loaded.facts, world.rules, now));

  IssuancePlan plan{.issuer = TRY(world.issuers.for_purpose(product.profile)),
                    .account = account,
                    .application = std::nullopt,
                    .product = product,
                    .organization = loaded.organization,
                    .names = texts(names.names),
                    .spki = core::to_bytes(csr.spki()),
                    .validity = TRY(domain::new_validity(world.rules, product.rule_profile, now, product.certificate_days)),
                    .now = now,
                    .evidence = {},
                    .request_key = request.request_key};
  plan.evidence = TRY(check_caa(world, plan.names));
  const auto intent = TRY(reserve_intent(world, actor, plan));
  const auto certificate = TRY(sign_intent(world, actor, intent));
  return store_certificate(world, actor, intent, certificate);
}

} // namespace usecases
