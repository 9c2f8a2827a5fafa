#include "usecases/reject_case.h"

#include "core/text.h"
#include "storage/orders.h"
#include "usecases/access_code.h"
#include "usecases/applicants.h"
#include "usecases/application.h"
#include "usecases/case_work.h"
#include "usecases/decided_case.h"
#include "usecases/end_application.h"
#include "usecases/field_problems.h"
#include "usecases/mail_about_ending.h"

namespace usecases {
namespace {

Ending ending_of(const Rejection& rejection) {
  return {.to = domain::ApplicationStatus::rejected,
          .reason_code = std::string(domain::to_string(rejection.reason)),
          .reason = core::trim(rejection.text),
          .reopen = domain::may_apply_again(rejection.reason)};
}

core::Result<void> check_text(const Rejection& rejection) {
  FieldProblems problems;
  if (rejection.reason == domain::RejectionReason::other) problems.require("/reason", rejection.text);
  return problems.finish();
}

core::Result<storage::ApplicationRow> application_of(storage::Transaction& tx, const storage::CaseRow& vetting_case) {
  return storage::load_application(tx, vetting_case.application_id, storage::Tenant::any());
}

} // namespace

core::Result<void> reject_case(World& world, const Actor& actor, const storage::CaseId& id, const Rejection& rejection,
                               std::optional<std::int64_t> seen) {
  const auto rejected = world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto vetting_case = TRY(load_case_for(tx, id, actor));
    const auto row = TRY(application_of(tx, vetting_case));
    TRY(check_text(rejection));
    const auto ending = ending_of(rejection);
    const auto new_code = TRY(end_application(tx, world, actor, row, ending, {.case_ = seen}));
    TRY(record_decision(tx, actor, {id, "rejected", ending.reason, {{"reasonCode", ending.reason_code}}}, world.clock.now()));
    TRY(mail_rejected(tx, world, row, ending_words(ending, new_code, language_of(row))));
    return new_code ? send_next_code(tx, world, row) : core::Result<void>{};
  });
  if (rejected) return {};
  return core::fail(tell_who_decided(world, actor, id, rejected.error()));
}

core::Result<outbound::MailText> preview_rejection(World& world, const storage::CaseId& id, const Rejection& rejection) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<outbound::MailText> {
    const auto row = TRY(application_of(tx, TRY(storage::load_case(tx, id))));
    const auto order = TRY(storage::load_order(tx, row.order_id, storage::Tenant::any()));
    const auto ending = ending_of(rejection);
    const auto words = ending_words(ending, ending.reopen && check_right(world, order, world.clock.now()).has_value(), language_of(row));
    auto params = application_params(world, row);
    params.emplace_back("reason", words.what);
    params.emplace_back("next", words.next);
    const auto mails = TRY(mails_to_applicants(tx, row, outbound::MailTemplate::application_rejected, params));
    const auto& first = mails.front();
    return outbound::render_mail({first.mail, first.language, first.recipient, first.params}, mail_signature(world.config));
  });
}

} // namespace usecases
