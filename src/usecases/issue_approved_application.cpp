#include "usecases/issue_approved_application.h"

#include "domain/errors.h"
#include "domain/names.h"
#include "pki/errors.h"
#include "storage/applications.h"
#include "usecases/check_caa.h"
#include "usecases/check_evidence.h"
#include "usecases/errors.h"
#include "usecases/issuance.h"
#include "usecases/issuance_facts.h"
#include "usecases/issued_application.h"
#include "usecases/reopen_case.h"
#include "usecases/screening.h"

#include <variant>

namespace usecases {
namespace {

struct Approved {
  storage::ApplicationRow application;
  const domain::Product* product = nullptr;
  LoadedFacts loaded;
  core::Result<void> gate;
};

/// Every requirement of the case once more, as the database has it now (C05).
core::Result<void> check_gate(storage::Transaction& tx, const World& world, const storage::CaseRow& row, const LoadedFacts& loaded) {
  const auto now = world.clock.now();
  TRY(check_evidence(tx, world, row, now));
  TRY(domain::decide_issuance(loaded.facts, world.rules, now));
  return {};
}

core::Result<Approved> load_approved(const World& world, storage::Transaction& tx, storage::ApplicationRow application) {
  const auto vetting_case = TRY(storage::find_case_of_application(tx, application.id));
  if (application.status != "approved" || !vetting_case || !application.csr)
    return core::fail(errors::application_not_approved, {{"status", application.status}});
  const auto csr = TRY(pki::Csr::parse(core::as_text(*application.csr)));
  const auto blocked = TRY(storage::find_blocked_key(tx, core::sha256(csr.public_key().spki())));
  if (blocked) return core::fail(pki::errors::key_compromised);
  const auto* product = TRY(world.catalogue.product(application.product));
  auto loaded = TRY(load_case_facts(tx, world, *vetting_case, *product));
  auto gate = check_gate(tx, world, *vetting_case, loaded);
  return Approved{std::move(application), product, std::move(loaded), std::move(gate)};
}

/// The certificate of an application that was issued already, or what is needed to issue it.
using IssuedOrApproved = std::variant<storage::CertificateRow, Approved>;
core::Result<IssuedOrApproved> load(const World& world, storage::Transaction& tx, const storage::ApplicationId& id) {
  auto application = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  if (application.certificate_id)
    return IssuedOrApproved(TRY(storage::load_certificate(tx, *application.certificate_id, storage::Tenant::any())));
  return IssuedOrApproved(TRY(load_approved(world, tx, std::move(application))));
}

/// The gate once more, at the instant of issuing: where it refuses, the case goes back to the desk.
core::Result<void> pass_gate(World& world, const Actor& actor, const Approved& approved, core::Instant now) {
  const auto& gate = approved.gate;
  if (gate) return {};
  // A hit of the screening waits for its decision; then the job goes on.
  if (gate.error().code == domain::errors::denied_list_hit) return core::fail(gate.error());
  TRY(reopen_case(world, actor, approved.application.id, gate.error(), domain::evidence_problems(approved.loaded.facts, world.rules, now)));
  return core::fail(gate.error());
}

core::Result<IssuancePlan> make_plan(World& world, const Actor& actor, const Approved& approved, core::Instant now) {
  const auto& product = *approved.product;
  const auto csr = TRY(pki::verify_csr(TRY(pki::Csr::parse(core::as_text(*approved.application.csr))), {&world.bad_keys, {}}));
  const auto names = TRY(domain::plan_names(product, approved.application.names, world.catalogue, core::Language::en));
  IssuancePlan plan{.issuer = TRY(world.issuers.for_purpose(product.profile)),
                    .account = approved.application.account_id,
                    .application = approved.application.id,
                    .order = approved.application.order_id,
                    .product = &product,
                    .organization = approved.loaded.organization,
                    .names = approved.application.names,
                    .extra_names = names.extra_name_licences,
                    .spki = core::to_bytes(csr.spki()),
                    .validity = TRY(domain::new_validity(world.rules, product.rule_profile, now, product.certificate_days)),
                    .now = now,
                    .evidence = {}};
  plan.evidence = TRY(check_caa(world, actor, make_caa_check(world, plan.account, approved.loaded.facts)));
  return plan;
}

} // namespace

core::Result<storage::CertificateRow> issue_approved_application(World& world, const Actor& actor, const storage::ApplicationId& id) {
  auto found = TRY(world.database.read([&](storage::Transaction& tx) { return load(world, tx, id); }));
  if (const auto* issued = std::get_if<storage::CertificateRow>(&found)) return *issued;
  TRY(screen_application(world, actor, id, ScreeningCause::issue));
  found = TRY(world.database.read([&](storage::Transaction& tx) { return load(world, tx, id); }));
  const auto now = world.clock.now();
  TRY(pass_gate(world, actor, std::get<Approved>(found), now));
  const auto plan = TRY(make_plan(world, actor, std::get<Approved>(found), now));
  const auto intent = TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<Intent> {
    const auto application = TRY(storage::load_application(tx, id, storage::Tenant::any()));
    TRY(TRY(load_approved(world, tx, application)).gate); // nothing changed while the DNS was asked
    TRY(move_application(tx, id, domain::ApplicationStatus::issuing));
    return reserve_intent(tx, world, actor, plan);
  }));
  const auto back_to_approved = [&](storage::Transaction& tx) { return move_application(tx, id, domain::ApplicationStatus::approved); };
  const auto certificate = TRY(sign_intent(world, actor, intent, back_to_approved));
  return store_certificate(world, actor, intent, certificate, [&](storage::Transaction& tx, const storage::CertificateRow& row) {
    return complete_application(tx, world, row);
  });
}

} // namespace usecases
