#include "usecases/mail_about_ending.h"

#include "core/time.h"
#include "usecases/applicants.h"
#include "usecases/application.h"

namespace usecases {
namespace {

core::Result<void> queue_all(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row, outbound::MailTemplate mail,
                             core::Params more) {
  auto params = application_params(world, row);
  for (auto& param : more) params.push_back(std::move(param));
  return mail_applicants(tx, world, row, mail, params);
}

} // namespace

EndingWords ending_words(const Ending& ending, bool new_code, core::Language language) {
  const auto word = [&](const std::string& key) { return core::message(language, "reasons", key); };
  const auto next = word(new_code ? "ending.apply_again" : "ending.contact_us");
  if (ending.to != domain::ApplicationStatus::rejected) return {ending.reason.empty() ? word("ending.none_given") : ending.reason, next};
  const auto key = "rejection." + (ending.reason_code.empty() ? std::string("other") : ending.reason_code);
  const auto what = word(key + ".what");
  const auto told = ending.reason.empty() ? what : what + "\n" + ending.reason;
  if (new_code) return {told, word(key + ".next") + "\n" + word("ending.code_follows")};
  return {told, ending.reason_code == "high_risk" ? word(key + ".next") : next};
}

core::Result<void> mail_rejected(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                 const EndingWords& words) {
  return queue_all(tx, world, row, outbound::MailTemplate::application_rejected, {{"reason", words.what}, {"next", words.next}});
}

core::Result<void> mail_withdrawn(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                  const EndingWords& words) {
  return queue_all(tx, world, row, outbound::MailTemplate::withdrawal_done, {{"reason", words.what}, {"next", words.next}});
}

core::Result<void> mail_lapsed(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row, const EndingWords& words,
                               core::Instant waiting_since) {
  const auto since = core::to_long_date(world.calendar.zone().date_of(waiting_since), row.language);
  return queue_all(tx, world, row, outbound::MailTemplate::application_lapsed, {{"since", since}, {"next", words.next}});
}

} // namespace usecases
