#include "usecases/case_view.h"

#include "storage/users.h"
#include "usecases/case_clock.h"
#include "usecases/errors.h"
#include "usecases/issuance_facts.h"
#include "usecases/reuse_evidence.h"

namespace usecases {
namespace {

core::Result<CaseLine> with_clock(storage::Transaction& tx, const World& world, storage::CaseSummaryRow row) {
  CaseLine line{std::move(row), std::nullopt, false};
  if (!line.row.submitted_at) return line;
  const auto now = world.clock.now();
  line.due = TRY(due_dates_of(tx, world, line.row.id, *line.row.submitted_at));
  const bool open = line.row.status == "open" || line.row.status == "in_review";
  line.overdue = open && domain::is_overdue(line.due->latest, now, world.calendar);
  return line;
}

core::Result<std::map<std::string, std::string>> load_names(storage::Transaction& tx) {
  std::map<std::string, std::string> names;
  for (const auto& user : TRY(storage::list_users(tx, storage::Tenant::any()))) names[user.id.str()] = user.name;
  return names;
}

} // namespace

core::Result<storage::Page<CaseLine>> list_cases(World& world, const storage::QueueQuery& query) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<storage::Page<CaseLine>> {
    auto page = TRY(storage::list_cases(tx, query));
    storage::Page<CaseLine> lines{{}, std::move(page.next)};
    for (auto& row : page.items) lines.items.push_back(TRY(with_clock(tx, world, std::move(row))));
    return lines;
  });
}

core::Result<CaseView> view_case(World& world, const storage::CaseId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<CaseView> {
    auto row = TRY(storage::load_case(tx, id));
    auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
    if (!application.organization_id) return core::fail(errors::account_without_organization);
    auto organization = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any()));
    auto contacts = TRY(storage::list_contacts(tx, application.id));
    auto consents = TRY(load_consents(tx, application.id));
    auto four_eyes = TRY(load_four_eyes(tx, row));
    return CaseView{.line = TRY(with_clock(tx, world, TRY(storage::load_case_summary(tx, id)))),
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
                    .people = TRY(load_names(tx))};
  });
}

} // namespace usecases
