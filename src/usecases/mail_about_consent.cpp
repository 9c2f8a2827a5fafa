#include "usecases/mail_about_consent.h"

#include "core/errors.h"
#include "core/text.h"
#include "core/time.h"
#include "usecases/applicants.h"
#include "usecases/consent_copy.h"
#include "usecases/links.h"

#include <algorithm>

namespace usecases {
namespace {

std::string word(core::Language language, const std::string& key, const core::Params& params = {}) {
  return core::message(language, "consents", "mail." + key, params);
}

/// One answer; what was consented to is quoted as it was read then.
std::string answer_of(const GivenAnswer& answer, core::Language language) {
  const auto& consent = answer.consent;
  const auto line = word(
      language, "answer",
      {{"role", role_word(consent.role, language)}, {"answer", word(language, "answer_" + consent.status, {{"reason", consent.reason}})}});
  return consent.status == "consented" ? line + "\n" + word(language, "quoted", {{"statement", answer.fact("statement")}}) : line;
}

/// What happens now: `next_consented`, `next_declined` or `next_mixed`.
std::string next_of(const std::vector<GivenAnswer>& answers, core::Language language) {
  const auto all = [&](std::string_view status) {
    return std::ranges::all_of(answers, [&](const auto& answer) { return answer.consent.status == status; });
  };
  return word(language, all("consented") ? "next_consented" : all("declined") ? "next_declined" : "next_mixed");
}

/// The words as they were signed.
std::string agreement_text(const std::optional<SignedAgreement>& contract, core::Language language) {
  if (!contract) return {};
  const auto& agreement = contract->agreement;
  return word(language, "agreement", {{"version", agreement.version}, {"sha256", agreement.sha256}}) + "\n\n" + agreement.text;
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
                                     const std::vector<storage::ConsentRow>& consents, const AnsweredIn& answered) {
  if (consents.empty()) return core::fail(core::errors::not_found);
  const auto* contact = affair.contact(consents.front().role);
  if (contact == nullptr) return core::fail(core::errors::not_found);
  const auto language = answered.language;
  const auto given = TRY(load_answers(tx, consents));
  const auto contract = TRY(find_signed_agreement(tx, given));
  std::vector<std::string> lines;
  for (const auto& answer : given) lines.push_back(answer_of(answer, language));
  auto order = mail_to(affair, *contact, outbound::MailTemplate::consent_done,
                       {{"answered_at", core::to_local_text(answered.at, world.calendar.zone(), core::to_string(language))},
                        {"answers", core::join(lines, "\n")},
                        {"next", next_of(given, language)},
                        {"agreement", agreement_text(contract, language)}},
                       language);
  if (contract) order.enclosure = TRY(draw_signed_agreement(world, affair, *contract));
  return queue_mail(tx, world, order, answered.at);
}

} // namespace usecases
