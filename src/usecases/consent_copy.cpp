#include "usecases/consent_copy.h"

#include "core/errors.h"
#include "core/time.h"
#include "outbound/pdf_report.h"

namespace usecases {
namespace {

std::string word(core::Language language, const std::string& key, const core::Params& params = {}) {
  return core::message(language, "consents", "paper." + key, params);
}

outbound::PdfSection signature_of(const World& world, const ConsentAffair& affair, const SignedAgreement& contract,
                                  core::Language language) {
  const auto& [agreement, answer] = contract;
  const auto at =
      core::to_local_text(answer.consent.decided_at.value_or(answer.consent.created_at), world.calendar.zone(), core::to_string(language));
  outbound::PdfSection section{word(language, "signature"), {}, {}, {}};
  section.facts = {{word(language, "application"), affair.application.number},
                   {word(language, "organization"), affair.organization.name},
                   {word(language, "product"), affair.product->name.in(language)},
                   {word(language, "names"), list_names(affair.application.names, language)},
                   {word(language, "person"), answer.consent.person},
                   {word(language, "role"), role_word(answer.consent.role, language)},
                   {word(language, "title"), answer.fact("title")},
                   {word(language, "email"), answer.consent.email},
                   {word(language, "statement"), answer.fact("statement")},
                   {word(language, "signed"), answer.fact("signature")},
                   {word(language, "at"), at},
                   {word(language, "way"), word(language, "way_text")}};
  std::erase_if(section.facts, [](const auto& fact) { return fact.second.empty(); });
  return section;
}

outbound::PdfSection words_of(const storage::AgreementRow& agreement, core::Language language) {
  outbound::PdfSection section{word(language, "agreement"), {}, {}, {}, agreement.text};
  section.facts = {{word(language, "version"), agreement.version},
                   {word(language, "hash"), agreement.sha256 + "\n" + word(language, "hash_text")}};
  return section;
}

} // namespace

std::string GivenAnswer::fact(std::string_view key) const {
  const auto* found = facts.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

core::Result<std::vector<GivenAnswer>> load_answers(storage::Transaction& tx, const std::vector<storage::ConsentRow>& consents) {
  std::vector<GivenAnswer> answers;
  for (const auto& consent : consents) {
    const auto id = TRY(core::require(consent.record_id, core::errors::not_found));
    boost::system::error_code failed;
    auto facts = boost::json::parse(TRY(storage::load_record(tx, id)).facts, failed);
    answers.push_back({consent, !failed && facts.is_object() ? std::move(facts.get_object()) : boost::json::object{}});
  }
  return answers;
}

core::Result<std::optional<SignedAgreement>> find_signed_agreement(storage::Transaction& tx, const std::vector<GivenAnswer>& answers) {
  for (const auto& answer : answers)
    if (!answer.consent.agreement_sha256.empty())
      return SignedAgreement{TRY(core::require(TRY(storage::find_agreement(tx, answer.consent.agreement_sha256)), core::errors::not_found)),
                             answer};
  return std::nullopt;
}

core::Result<MailEnclosure> draw_signed_agreement(const World& world, const ConsentAffair& affair, const SignedAgreement& contract) {
  const auto& agreement = contract.agreement;
  const auto language = core::parse_language(agreement.language).value_or(affair.language());
  const auto& seller = world.config.seller.name;
  outbound::PdfReport report;
  report.title = word(language, "copy_title");
  report.subtitle = word(language, "copy_subtitle", {{"service", world.config.ca.name}, {"version", agreement.version}});
  report.author = seller;
  report.created = core::to_rfc3339(contract.answer.consent.decided_at.value_or(contract.answer.consent.created_at));
  report.footer = seller + "  " + affair.application.number;
  report.sections = {signature_of(world, affair, contract, language), words_of(agreement, language)};
  const auto pdf = TRY(outbound::render_report(report));
  return MailEnclosure{"agreement-" + affair.application.number + ".pdf", "application/pdf", core::to_base64(pdf), true};
}

} // namespace usecases
