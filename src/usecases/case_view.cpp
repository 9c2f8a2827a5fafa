#include "usecases/case_view.h"

#include "storage/users.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

CaseLine with_clock(const World& world, storage::CaseSummaryRow row) {
  CaseLine line{std::move(row), std::nullopt, false};
  if (!line.row.submitted_at) return line;
  const auto now = world.clock.now();
  auto waited = std::chrono::seconds{line.row.waited_seconds};
  if (line.row.waiting_since) waited += now - *line.row.waiting_since;
  line.due = domain::due_dates(*line.row.submitted_at, waited, world.calendar);
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
  auto page = TRY(world.database.read([&](storage::Transaction& tx) { return storage::list_cases(tx, query); }));
  storage::Page<CaseLine> lines{{}, std::move(page.next)};
  for (auto& row : page.items) lines.items.push_back(with_clock(world, std::move(row)));
  return lines;
}

core::Result<CaseView> load_case_view(const World& world, storage::Transaction& tx, const storage::CaseId& id) {
  auto row = TRY(storage::load_case(tx, id));
  auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  auto organization = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any()));
  auto contacts = TRY(storage::list_contacts(tx, application.id));
  return CaseView{.line = with_clock(world, TRY(storage::load_case_summary(tx, id))),
                  .row = std::move(row),
                  .application = std::move(application),
                  .organization = std::move(organization),
                  .contacts = std::move(contacts),
                  .steps = TRY(storage::list_steps(tx, id)),
                  .records = TRY(storage::list_records(tx, id)),
                  .calls = TRY(storage::list_calls_of_case(tx, id)),
                  .notes = TRY(storage::list_notes(tx, id)),
                  .people = TRY(load_names(tx))};
}

core::Result<CaseView> view_case(World& world, const storage::CaseId& id) {
  return world.database.read([&](storage::Transaction& tx) { return load_case_view(world, tx, id); });
}

} // namespace usecases
