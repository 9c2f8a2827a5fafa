#include "usecases/decide_consent.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "core/text.h"
#include "core/time.h"
#include "domain/consent.h"
#include "domain/errors.h"
#include "domain/legible_text.h"
#include "domain/title_rank.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "usecases/audit.h"
#include "usecases/case_waiting.h"
#include "usecases/field_problems.h"
#include "usecases/mail_about_consent.h"

namespace usecases {
namespace {

/// What is to be answered, and by whom.
struct Question {
  const World& world;
  const Actor& actor;
  const OpenLink& open;
  storage::ConsentRow consent;
  const ConsentAnswer& answer;
  core::Instant now;
  bool declines() const { return answer.decision == "decline"; }
};

std::string trimmed(const std::optional<std::string>& text) { return core::trim(text.value_or("")); }

/// A contract signer signs the words that are in force, with the own name.
void check_contract(const Question& asked, FieldProblems& problems) {
  const auto agreement = current_agreement(asked.actor.language);
  const auto signature = trimmed(asked.answer.signature);
  if (const auto own = domain::check_signature(signature, asked.consent.person); problems.require("/signature", signature) && !own)
    problems.add("/signature", own.error());
  if (asked.answer.agreement_sha256.value_or("") != agreement_hash(agreement))
    problems.add("/agreementSha256", errors::agreement_changed, {{"version", agreement.version}});
}

/// B03: whoever states a lower rank cannot consent as the higher authority; a title that tells nothing is settled by call.
void check_title(const Question& asked, FieldProblems& problems) {
  const auto title = trimmed(asked.answer.title);
  if (!problems.require("/title", title)) return;
  if (const auto legible = domain::check_legible(title); !legible) return problems.add("/title", legible.error());
  if (domain::rank_of_title(title) == domain::TitleRank::below_manager)
    problems.add("/title", domain::errors::consent_title_below, {{"person", asked.consent.person}, {"title", title}});
}

core::Result<void> check_answer(const Question& asked) {
  FieldProblems problems;
  if (asked.declines()) {
    problems.require("/reason", trimmed(asked.answer.reason));
    return problems.finish();
  }
  if (asked.consent.role == "higher_authority") check_title(asked, problems);
  if (asked.consent.role == "contract_signer") check_contract(asked, problems);
  return problems.finish();
}

boost::json::object facts_of(const Question& asked) {
  const auto& affair = asked.open.affair;
  const auto* contact = affair.contact(asked.consent.role);
  boost::json::object facts{{"role", asked.consent.role},
                            {"person", asked.consent.person},
                            {"email", asked.consent.email},
                            {"title", contact == nullptr ? "" : contact->title},
                            {"language", core::to_string(asked.actor.language)},
                            {"statement", consent_statement(affair, asked.consent.role, asked.actor.language)},
                            {"origin", asked.actor.origin},
                            {"link", asked.open.link.id.str()}};
  if (asked.declines()) facts["reason"] = trimmed(asked.answer.reason);
  if (asked.consent.role == "higher_authority") facts["statedTitle"] = trimmed(asked.answer.title);
  if (asked.consent.role == "contract_signer" && !asked.declines()) {
    const auto agreement = current_agreement(asked.actor.language);
    facts["signature"] = trimmed(asked.answer.signature);
    facts["agreementVersion"] = agreement.version;
    facts["agreementLanguage"] = core::to_string(asked.actor.language);
    facts["agreementSha256"] = agreement_hash(agreement);
  }
  return facts;
}

core::Result<storage::RecordId> keep_evidence(storage::Transaction& tx, const Question& asked, const storage::CaseId& vetting_case) {
  const auto facts = boost::json::serialize(facts_of(asked));
  const storage::RecordRow record{.id = storage::RecordId::make(),
                                  .account_id = asked.consent.account_id,
                                  .organization_id = asked.open.affair.organization.id,
                                  .case_id = vetting_case,
                                  .step = "consent",
                                  .kind = "consent",
                                  .subject = asked.consent.person,
                                  .source = asked.consent.email,
                                  .method = "mailed_link_and_code",
                                  .outcome = asked.declines() ? "failed" : "passed",
                                  .facts = facts,
                                  .evidence = std::nullopt,
                                  .evidence_sha256 = core::sha256_hex(core::as_bytes(facts)),
                                  .collected_by = "system",
                                  .collected_at = asked.now};
  TRY(storage::insert_record(tx, record));
  return record.id;
}

core::Result<void> keep_agreement(storage::Transaction& tx, Question& asked) {
  if (asked.consent.role != "contract_signer" || asked.declines()) return {};
  const auto agreement = current_agreement(asked.actor.language);
  asked.consent.agreement_sha256 = agreement_hash(agreement);
  return storage::keep_agreement(
      tx, {agreement.version, std::string(core::to_string(asked.actor.language)), agreement_hash(agreement), agreement.text, asked.now});
}

/// The applicant has to name somebody else: the case waits for it.
core::Result<void> tell_of_decline(storage::Transaction& tx, const Question& asked, storage::CaseRow& vetting_case) {
  if (!asked.declines()) return {};
  const auto language = asked.open.affair.language();
  const core::Params params{
      {"role", role_word(asked.consent.role, language)}, {"person", asked.consent.person}, {"reason", trimmed(asked.answer.reason)}};
  const storage::NoteRow note{
      storage::NoteId::make(), vetting_case.id, "system", core::message(language, "consents", "note.declined", params), true, asked.now};
  TRY(storage::insert_note(tx, note));
  TRY(settle_waiting(tx, asked.world, vetting_case));
  TRY(storage::update_case(tx, vetting_case));
  return mail_consent_declined(tx, asked.world, asked.open.affair, params);
}

core::Result<void> record_answer(storage::Transaction& tx, Question& asked) {
  auto vetting_case =
      TRY(core::require(TRY(storage::find_case_of_application(tx, asked.open.affair.application.id)), core::errors::not_found));
  asked.consent.status = asked.declines() ? "declined" : "consented";
  asked.consent.decided_at = asked.now;
  asked.consent.reason = asked.declines() ? trimmed(asked.answer.reason) : "";
  asked.consent.record_id = TRY(keep_evidence(tx, asked, vetting_case.id));
  TRY(keep_agreement(tx, asked));
  if (!TRY(storage::decide_consent(tx, asked.consent))) return core::fail(core::errors::version_stale);
  TRY(tell_of_decline(tx, asked, vetting_case));
  audit(tx, asked.actor,
        {asked.declines() ? "consent_declined" : "consent_given",
         vetting_case.id.str(),
         asked.consent.account_id.str(),
         {{"role", asked.consent.role}, {"consent", asked.consent.id.str()}, {"record", asked.consent.record_id->str()}}},
        asked.now);
  return {};
}

/// With its last answer the link is used up.
core::Result<void> close_link(storage::Transaction& tx, const Question& asked) {
  const auto consents = TRY(storage::list_consents_of_link(tx, asked.open.link.id));
  if (std::ranges::any_of(consents, [](const auto& consent) { return consent.status == "pending"; })) return {};
  static_cast<void>(TRY(storage::use_consent_link(tx, asked.open.link.id, asked.now)));
  return mail_consent_done(tx, asked.world, asked.open.affair, consents, {asked.actor.language, asked.now});
}

core::Result<storage::ConsentRow> find_question(const OpenLink& open, const World& world, const storage::ConsentId& id) {
  const auto found = std::ranges::find(open.consents, id, &storage::ConsentRow::id);
  if (found == open.consents.end()) return core::fail(core::errors::not_found);
  if (found->status != "pending")
    return core::fail(domain::errors::consent_already_decided,
                      {{"at", core::to_time_param(found->decided_at.value_or(found->created_at), world.calendar.zone())}});
  return *found;
}

} // namespace

core::Result<ConsentPage> decide_consent(World& world, const Actor& actor, const storage::ConsentId& id, const ConsentAnswer& answer) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<ConsentPage> {
    const auto open = TRY(load_own_link(tx, world, actor));
    Question asked{world, actor, open, TRY(find_question(open, world, id)), answer, now};
    if (!TRY(has_shown_code(tx, world, actor))) return core::fail(domain::errors::consent_code_needed);
    TRY(check_answer(asked));
    TRY(record_answer(tx, asked));
    TRY(close_link(tx, asked));
    return compose_consent_page(tx, world, open.link.id, true, actor.language);
  });
}

} // namespace usecases
