#include "usecases/mail_about_consent.h"

#include "core/errors.h"
#include "core/text.h"
#include "core/time.h"
#include "usecases/applicants.h"
#include "usecases/links.h"

namespace usecases {
namespace {

std::string answer_of(const ConsentAffair& affair, const storage::ConsentRow& consent) {
  const auto language = affair.language();
  const auto word = core::message(language, "consents", "mail.answer_" + consent.status, {{"reason", consent.reason}});
  const auto separator = language == core::Language::ja ? "：" : ": ";
  const auto line = role_word(consent.role, language) + separator + word;
  return consent.status == "consented" ? line + "\n" + consent_statement(affair, consent.role, language) : line;
}

/// The words as they were signed, in the language that they were read in.
core::Result<std::string> signed_agreement(storage::Transaction& tx, core::Language language,
                                           const std::vector<storage::ConsentRow>& consents) {
  for (const auto& consent : consents) {
    if (consent.agreement_sha256.empty()) continue;
    const auto agreement = TRY(core::require(TRY(storage::find_agreement(tx, consent.agreement_sha256)), core::errors::not_found));
    const auto title =
        core::message(language, "consents", "mail.agreement", {{"version", agreement.version}, {"sha256", agreement.sha256}});
    return title + "\n\n" + agreement.text;
  }
  return std::string();
}

} // namespace

core::Result<void> mail_consent_declined(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                         const core::Params& params) {
  auto all = affair_params(affair, affair.language());
  all.insert(all.end(), params.begin(), params.end());
  all.emplace_back("url", links::application_page(world.config, affair.application.id.str()));
  return mail_applicants(tx, world, affair.application, outbound::MailTemplate::consent_declined, all);
}

core::Result<void> mail_consent_done(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                     const std::vector<storage::ConsentRow>& consents, core::Instant now) {
  if (consents.empty()) return core::fail(core::errors::not_found);
  const auto* contact = affair.contact(consents.front().role);
  if (contact == nullptr) return core::fail(core::errors::not_found);
  std::vector<std::string> answers;
  for (const auto& consent : consents) answers.push_back(answer_of(affair, consent));
  return queue_mail(tx, world,
                    mail_to(affair, *contact, outbound::MailTemplate::consent_done,
                            {{"answered_at", core::to_local_text(now, world.calendar.zone(), core::to_string(affair.language()))},
                             {"answers", core::join(answers, "\n")},
                             {"agreement", TRY(signed_agreement(tx, affair.language(), consents))}}),
                    now);
}

} // namespace usecases
