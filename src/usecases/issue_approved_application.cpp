#include "usecases/issue_approved_application.h"

#include "pki/errors.h"
#include "storage/applications.h"
#include "storage/orders.h"
#include "usecases/issuance.h"
#include "usecases/issuance_errors.h"
#include "usecases/issuance_facts.h"
#include "usecases/issued_application.h"

namespace usecases {
namespace {

struct Approved {
  storage::ApplicationRow application;
  LoadedFacts loaded;
};

core::Result<Approved> load_approved(World& world, storage::Transaction& tx, const storage::ApplicationId& id, const domain::Product& product) {
  auto application = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  const auto vetting_case = TRY(storage::find_case_of_application(tx, id));
  if (application.status != "approved" || !vetting_case || !application.csr)
    return core::fail(errors::application_not_approved, {{"status", application.status}});
  const auto csr = TRY(pki::Csr::parse(core::as_text(*application.csr)));
  const auto blocked = TRY(storage::find_blocked_key(tx, core::sha256(csr.public_key().spki())));
  if (blocked) return core::fail(pki::errors::key_compromised);
  static_cast<void>(world);
  return Approved{std::move(application), TRY(load_case_facts(tx, *vetting_case, product))};
}

/// The certificate of an application that was issued already.
core::Result<std::optional<storage::CertificateRow>> find_issued(storage::Transaction& tx, const storage::ApplicationRow& application) {
  if (!application.certificate_id) return std::optional<storage::CertificateRow>{};
  return std::optional(TRY(storage::load_certificate(tx, *application.certificate_id, storage::Tenant::any())));
}

core::Result<IssuancePlan> make_plan(World& world, const Approved& approved, const domain::Product& product, core::Instant now) {
  const auto csr = TRY(pki::verify_csr(TRY(pki::Csr::parse(core::as_text(*approved.application.csr))), {&world.bad_keys, {}}));
  TRY(domain::decide_issuance(approved.loaded.facts, world.rules, now));
  IssuancePlan plan{.issuer = TRY(world.issuers.for_purpose(product.profile)),
                    .account = approved.application.account_id,
                    .application = approved.application.id,
                    .product = product,
                    .organization = approved.loaded.organization,
                    .names = approved.application.names,
                    .spki = core::to_bytes(csr.spki()),
                    .validity = TRY(domain::new_validity(world.rules, product.rule_profile, now, product.certificate_days)),
                    .now = now,
                    .evidence = {}};
  plan.evidence = TRY(check_caa(world, plan.names));
  return plan;
}

} // namespace

core::Result<storage::CertificateRow> issue_approved_application(World& world, const Actor& actor, const storage::ApplicationId& id) {
  const auto application = TRY(world.database.read(
      [&](storage::Transaction& tx) { return storage::load_application(tx, id, storage::Tenant::any()); }));
  const auto product = TRY(world.catalogue.product(application.product));
  const auto issued = TRY(world.database.read([&](storage::Transaction& tx) { return find_issued(tx, application); }));
  if (issued) return *issued;

  const auto approved = TRY(world.database.read([&](storage::Transaction& tx) { return load_approved(world, tx, id, product); }));
  const auto plan = TRY(make_plan(world, approved, product, world.clock.now()));
  const auto intent = TRY(reserve_intent(world, actor, plan, [&](storage::Transaction& tx) {
    return move_application(tx, id, domain::ApplicationStatus::issuing);
  }));
  const auto back_to_approved = [&](storage::Transaction& tx) { return move_application(tx, id, domain::ApplicationStatus::approved); };
  const auto certificate = TRY(sign_intent(world, actor, intent, back_to_approved));
  return store_certificate(world, actor, intent, certificate, [&](storage::Transaction& tx, const storage::CertificateRow& row) {
    return complete_application(tx, world, row);
  });
}

} // namespace usecases
