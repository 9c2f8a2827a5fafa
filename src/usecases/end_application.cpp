#include "usecases/end_application.h"

#include "core/errors.h"
#include "storage/cases.h"
#include "storage/consents.h"
#include "storage/orders.h"
#include "usecases/access_code.h"
#include "usecases/audit.h"
#include "usecases/call_slots.h"
#include "usecases/case_work.h"
#include "usecases/questions.h"

namespace usecases {
namespace {

using domain::ApplicationStatus;
using domain::CaseStatus;

CaseStatus case_status(ApplicationStatus to) {
  if (to == ApplicationStatus::rejected) return CaseStatus::rejected;
  return to == ApplicationStatus::lapsed ? CaseStatus::lapsed : CaseStatus::withdrawn;
}

core::Result<void> end_case(storage::Transaction& tx, const World& world, const Actor& actor, storage::CaseRow row, CaseStatus to) {
  const auto now = world.clock.now();
  TRY(domain::check_move(domain::parse_state<CaseStatus>(row.status).value(), to));
  TRY(cancel_open_questions(tx, row.id, actor, now));
  TRY(drop_open_calls(tx, world, actor, row));
  row.status = domain::to_string(to);
  if (row.waiting_since) {
    row.waited_seconds += (now - *row.waiting_since).count();
    row.waiting_since.reset();
  }
  return storage::update_case(tx, row);
}

/// A paid order that has no certificate yet can be applied for again.
core::Result<bool> may_reopen(storage::Transaction& tx, const World& world, const storage::OrderId& id, core::Instant now) {
  return check_right(world, TRY(storage::load_order(tx, id, storage::Tenant::any())), now).has_value();
}

core::Result<void> check_seen(std::optional<std::int64_t> seen, std::int64_t version) {
  if (seen && *seen != version) return core::fail(core::errors::version_stale);
  return {};
}

} // namespace

core::Result<bool> end_application(storage::Transaction& tx, const World& world, const Actor& actor, storage::ApplicationRow row,
                                   const Ending& ending, const SeenVersions& seen) {
  const auto now = world.clock.now();
  const auto to = domain::to_string(ending.to);
  const auto vetting_case = TRY(storage::find_case_of_application(tx, row.id));
  TRY(check_seen(seen.application, row.version));
  if (vetting_case) TRY(check_seen(seen.case_, vetting_case->version));
  TRY(domain::check_move(domain::parse_state<ApplicationStatus>(row.status).value(), ending.to));
  if (vetting_case) TRY(end_case(tx, world, actor, *vetting_case, case_status(ending.to)));
  const std::string from = row.status;
  row.status = to;
  row.decided_at = now;
  row.decision_reason = ending.reason;
  TRY(storage::update_application(tx, row));
  TRY(storage::stop_work_for(tx, row.id));
  static_cast<void>(TRY(storage::revoke_access_codes(tx, row.order_id)));
  static_cast<void>(TRY(storage::revoke_consent_links(tx, row.id)));
  const bool reopened = ending.reopen && TRY(may_reopen(tx, world, row.order_id, now));
  TRY(storage::insert_ending(tx, {row.id, std::string(to), ending.reason_code, ending.reason, actor.id, now, reopened}));
  audit(tx, actor,
        {"application_" + std::string(to),
         row.id.str(),
         row.account_id.str(),
         {{"from", from}, {"reasonCode", ending.reason_code}, {"reason", ending.reason}, {"newCode", reopened}}},
        now);
  if (vetting_case) audit_case(tx, actor, *vetting_case, "case_" + std::string(to), {{"reasonCode", ending.reason_code}}, now);
  return reopened;
}

core::Result<void> send_next_code(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row) {
  return send_access_code(tx, world, TRY(storage::load_order(tx, row.order_id, storage::Tenant::any())), world.clock.now());
}

core::Result<void> check_withdrawable(const storage::ApplicationRow& row) {
  return domain::check_move(domain::parse_state<ApplicationStatus>(row.status).value(), ApplicationStatus::withdrawn);
}

} // namespace usecases
