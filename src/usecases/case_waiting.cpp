#include "usecases/case_waiting.h"

#include "storage/applications.h"
#include "storage/case_file.h"
#include "storage/case_times.h"
#include "storage/consents.h"
#include "storage/evidence.h"
#include "usecases/case_clock.h"
#include "usecases/issued_application.h"
#include "usecases/mail_about_case.h"

#include <algorithm>

namespace usecases {
namespace {

core::Result<bool> is_awaited(storage::Transaction& tx, const storage::CaseRow& row) {
  if (TRY(storage::count_open_questions(tx, row.id)) > 0) return true;
  const auto consents = TRY(storage::list_consents(tx, row.application_id));
  return std::ranges::find(consents, "declined", &storage::ConsentRow::status) != consents.end();
}

core::Result<void> start(storage::Transaction& tx, storage::CaseRow& row, core::Instant now) {
  TRY(move_application(tx, row.application_id, domain::ApplicationStatus::waiting_for_applicant));
  row.status = domain::to_string(domain::CaseStatus::waiting_for_applicant);
  row.waiting_since = now;
  return {};
}

core::Result<void> tell_new_due_dates(storage::Transaction& tx, const World& world, const storage::CaseRow& row,
                                      const domain::WaitingTime& ended) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  if (!application.submitted_at) return {};
  const auto moved =
      domain::moved_due_dates(*application.submitted_at, to_waits(TRY(storage::list_waits(tx, row.id))), ended, world.calendar);
  return moved ? mail_due_dates_moved(tx, world, row.application_id, *moved) : core::Result<void>();
}

core::Result<void> end(storage::Transaction& tx, const World& world, storage::CaseRow& row, core::Instant now) {
  TRY(move_application(tx, row.application_id, domain::ApplicationStatus::vetting));
  row.status = domain::to_string(domain::CaseStatus::open);
  const auto since = row.waiting_since.value_or(now);
  row.waited_seconds += (now - since).count();
  row.waiting_since.reset();
  return tell_new_due_dates(tx, world, row, {since, now});
}

} // namespace

core::Result<void> settle_waiting(storage::Transaction& tx, const World& world, storage::CaseRow& row) {
  const auto now = world.clock.now();
  const bool waits = row.status == domain::to_string(domain::CaseStatus::waiting_for_applicant);
  if (!waits && row.status != domain::to_string(domain::CaseStatus::open)) return {};
  const bool awaited = TRY(is_awaited(tx, row));
  if (awaited == waits) return {};
  return awaited ? start(tx, row, now) : end(tx, world, row, now);
}

} // namespace usecases
