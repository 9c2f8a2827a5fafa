#include "usecases/case_waiting.h"

#include "storage/case_file.h"
#include "storage/consents.h"
#include "storage/evidence.h"
#include "usecases/issued_application.h"

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

core::Result<void> end(storage::Transaction& tx, storage::CaseRow& row, core::Instant now) {
  TRY(move_application(tx, row.application_id, domain::ApplicationStatus::vetting));
  row.status = domain::to_string(domain::CaseStatus::open);
  row.waited_seconds += (now - row.waiting_since.value_or(now)).count();
  row.waiting_since.reset();
  return {};
}

} // namespace

core::Result<void> settle_waiting(storage::Transaction& tx, storage::CaseRow& row, core::Instant now) {
  const bool waits = row.status == domain::to_string(domain::CaseStatus::waiting_for_applicant);
  if (!waits && row.status != domain::to_string(domain::CaseStatus::open)) return {};
  const bool awaited = TRY(is_awaited(tx, row));
  if (awaited == waits) return {};
  return awaited ? start(tx, row, now) : end(tx, row, now);
}

} // namespace usecases
