#include "usecases/remind_applicants.h"

#include "core/log.h"
#include "core/time.h"
#include "storage/case_times.h"
#include "storage/orders.h"
#include "usecases/access_code.h"
#include "usecases/applicants.h"
#include "usecases/application.h"
#include "usecases/case_clock.h"
#include "usecases/end_application.h"
#include "usecases/links.h"
#include "usecases/mail_about_ending.h"

namespace usecases {
namespace {

constexpr auto announced = std::chrono::days{30}; // before the right to apply ends

std::string long_date(const World& world, core::Instant at, const std::string& language) {
  return core::to_long_date(world.calendar.zone().date_of(at), language);
}

core::Result<void> remind(storage::Transaction& tx, const World& world, const storage::CaseRow& vetting_case, std::string_view kind) {
  const auto now = world.clock.now();
  const auto since = *vetting_case.waiting_since;
  if (!TRY(storage::note_reminder(tx, vetting_case.id.str(), kind, since, now))) return {};
  const auto row = TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::any()));
  auto params = application_params(world, row);
  params.emplace_back("since", long_date(world, since, row.language));
  params.emplace_back("lapses_on", long_date(world, since + wait_limits(world.config).lapse, row.language));
  params.emplace_back("url", links::application_page(world.config, row.id.str()));
  return mail_applicants(tx, world, row, outbound::MailTemplate::applicant_reminder, params);
}

core::Result<void> lapse(storage::Transaction& tx, const World& world, const storage::CaseRow& vetting_case) {
  const auto row = TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::any()));
  const Ending ending{.to = domain::ApplicationStatus::lapsed};
  const auto new_code = TRY(end_application(tx, world, system_actor("remind_applicants"), row, ending, {}));
  TRY(mail_lapsed(tx, world, row, ending_words(ending, new_code, language_of(row)), *vetting_case.waiting_since));
  return new_code ? send_next_code(tx, world, row) : core::Result<void>{};
}

/// Looks at the case anew, since it may have moved on.
core::Result<void> attend(World& world, const storage::CaseId& id) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto vetting_case = TRY(storage::load_case(tx, id));
    if (vetting_case.status != "waiting_for_applicant" || !vetting_case.waiting_since) return {};
    switch (domain::reminder_due(*vetting_case.waiting_since, wait_limits(world.config), now, world.calendar)) {
    case domain::WaitReminder::none:
      return {};
    case domain::WaitReminder::first:
      return remind(tx, world, vetting_case, "waiting_first");
    case domain::WaitReminder::second:
      return remind(tx, world, vetting_case, "waiting_second");
    case domain::WaitReminder::lapse:
      return lapse(tx, world, vetting_case);
    }
    return {};
  });
}

core::Result<void> attend_draft(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row) {
  const auto now = world.clock.now();
  const auto order = TRY(storage::load_order(tx, row.order_id, storage::Tenant::any()));
  const auto ends = apply_by(world, order);
  core::Params params{{"order_number", order.number},
                      {"product", product_name(world, row.product, language_of(row))},
                      {"apply_by", long_date(world, ends - std::chrono::seconds{1}, row.language)}};
  if (now >= ends) {
    static_cast<void>(TRY(
        end_application(tx, world, system_actor("end_old_drafts"), row, {.to = domain::ApplicationStatus::lapsed, .reopen = false}, {})));
    return mail_applicants(tx, world, row, outbound::MailTemplate::draft_lapsed, params);
  }
  if (now < ends - announced || !TRY(storage::note_reminder(tx, row.id.str(), "draft_lapsing", ends, now))) return {};
  params.emplace_back("url", links::apply_page(world.config));
  return mail_applicants(tx, world, row, outbound::MailTemplate::draft_lapsing, params);
}

/// One that fails holds up no other, and is tried again.
void note(const core::Result<void>& done, const std::string& id) {
  if (!done) core::log::warn("reminder_failed", {{"object", id}, {"error", std::string(done.error().code.name)}});
}

} // namespace

core::Result<void> remind_applicants(World& world) {
  const auto cases = TRY(world.database.read([](storage::Transaction& tx) { return storage::list_undecided_cases(tx); }));
  for (const auto& row : cases)
    if (row.waiting_since) note(attend(world, row.id), row.id.str());
  return {};
}

core::Result<void> end_old_drafts(World& world) {
  const auto before = world.clock.now() - std::chrono::days{365} + announced + std::chrono::days{2};
  const auto drafts = TRY(world.database.read([&](storage::Transaction& tx) { return storage::list_drafts_ordered_before(tx, before); }));
  for (const auto& row : drafts)
    note(world.database.write([&](storage::Transaction& tx) { return attend_draft(tx, world, row); }), row.id.str());
  return {};
}

} // namespace usecases
