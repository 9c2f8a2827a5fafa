#include "usecases/case_view.h"

#include "storage/users.h"
#include "usecases/case_clock.h"
#include "usecases/check_evidence.h"
#include "usecases/errors.h"
#include "usecases/issuance_facts.h"
#include "usecases/organization_evidence.h"
#include "usecases/reuse_evidence.h"

namespace usecases {
namespace {

core::Result<std::map<std::string, std::string>> load_names(storage::Transaction& tx) {
  std::map<std::string, std::string> names;
  for (const auto& user : TRY(storage::list_users(tx, storage::Tenant::any()))) names[user.id.str()] = user.name;
  return names;
}

core::Result<std::optional<core::Error>> register_change(storage::Transaction& tx, const storage::ApplicationRow& application,
                                                         const storage::OrganizationRow& organization) {
  if (application.status != "vetting" && application.status != "approved") return std::nullopt;
  return find_register_change(tx, organization);
}

} // namespace

core::Result<CaseView> load_case_view(const World& world, storage::Transaction& tx, const storage::CaseId& id) {
  auto row = TRY(storage::load_case(tx, id));
  auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  auto organization = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any()));
  auto contacts = TRY(storage::list_contacts(tx, application.id));
  auto consents = TRY(load_consents(tx, application.id));
  auto four_eyes = TRY(load_four_eyes(tx, row));
  auto evidence = row.status == "open" ? check_evidence(tx, world, row, world.clock.now()) : core::Result<void>{};
  auto change = TRY(register_change(tx, application, organization));
  return CaseView{.line = with_clock(world, TRY(storage::load_case_summary(tx, id)), to_waits(TRY(storage::list_waits(tx, id)))),
                  .row = std::move(row),
                  .application = std::move(application),
                  .organization = std::move(organization),
                  .contacts = std::move(contacts),
                  .steps = TRY(storage::list_steps(tx, id)),
                  .records = TRY(records_of_case(tx, id)),
                  .calls = TRY(storage::list_calls_of_case(tx, id)),
                  .notes = TRY(storage::list_notes(tx, id)),
                  .consents = std::move(consents),
                  .questions = TRY(storage::list_questions(tx, id)),
                  .files = TRY(storage::list_evidence_files(tx, id)),
                  .decisions = TRY(storage::list_case_decisions(tx, id)),
                  .four_eyes = std::move(four_eyes),
                  .evidence = std::move(evidence),
                  .register_change = std::move(change),
                  .people = TRY(load_names(tx))};
}

core::Result<CaseView> view_case(World& world, const storage::CaseId& id) {
  return world.database.read([&](storage::Transaction& tx) { return load_case_view(world, tx, id); });
}

} // namespace usecases
