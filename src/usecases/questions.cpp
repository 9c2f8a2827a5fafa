#include "usecases/questions.h"

#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/evidence.h"
#include "usecases/application.h"
#include "usecases/case_waiting.h"
#include "usecases/case_work.h"
#include "usecases/certificate_subject.h"
#include "usecases/contact_person.h"
#include "usecases/correct_subject.h"
#include "usecases/correlate_case.h"
#include "usecases/errors.h"
#include "usecases/mail_about_case.h"

#include <algorithm>
#include <array>

namespace usecases {
namespace {

struct KnownTemplate {
  std::string_view key;
  bool wants_document;
  std::string_view differs = {}; ///< offered only where a row of the sheet whose key begins so differs
  bool corrects = false;         ///< and where the applicant can correct it
};
/// Their words are `template.{key}.title` and `.text` of the catalogue `questions`.
constexpr std::array known_templates{
    KnownTemplate{"company_name_differs", false, "register.name"},
    KnownTemplate{"address_differs", true, "register.address"},
    KnownTemplate{"subject_differs", false, "certificate.", true},
    KnownTemplate{"document_needed", true},
    KnownTemplate{"employment_document", true},
    KnownTemplate{"dns_record_missing", false},
    KnownTemplate{"call_not_possible", false},
    KnownTemplate{"contact_not_reachable", false},
    KnownTemplate{"number_needed", false},
};

std::string words(core::Language language, std::string_view key, const core::Params& params = {}) {
  return core::message(language, "questions", key, params);
}

/// The name that the newest register record shows; empty before the register was looked at.
core::Result<std::string> registered_name(storage::Transaction& tx, const storage::CaseId& id) {
  std::string name;
  for (const auto& record : TRY(storage::list_records(tx, id)))
    if (record.kind == "register") name = record.subject;
  return name;
}

core::Result<core::Params> placeholders(storage::Transaction& tx, const World& world, const storage::CaseRow& row,
                                        const storage::ApplicationRow& application) {
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  const auto language = language_of(application);
  const auto organization = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any()));
  const auto contact = TRY(storage::find_contact(tx, application.id, "authorization"));
  return core::Params{{"organization", organization.name},
                      {"registered_name", TRY(registered_name(tx, row.id))},
                      {"subject", subject_words(organization)},
                      {"names", list_names(application.names, language)},
                      {"contact", contact ? full_name(*contact) : words(language, "frame.nobody")},
                      {"service_desk", mail_signature(world.config).service}};
}

bool has_difference(const std::vector<domain::CorrelationRow>& rows, std::string_view key) {
  return std::ranges::any_of(rows, [&](const auto& row) { return row.key.starts_with(key) && row.match == domain::Match::different; });
}

/// Refuses `{registered_name}` and the like.
core::Result<void> check_no_blank(const std::string& text) {
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    if (close == std::string::npos) break;
    const auto name = text.substr(open + 1, close - open - 1);
    const bool blank = !name.empty() && std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (blank) return core::fail(errors::question_placeholder, {{"words", "{" + name + "}"}});
  }
  return {};
}

std::string mailed_text(const NewQuestion& question, core::Language language) {
  if (!question.wants_document) return question.text;
  return question.text + "\n\n" + words(language, "frame.document");
}

core::Result<void> close(storage::Transaction& tx, storage::QuestionRow& question, std::string_view status, const Actor& actor,
                         core::Instant now) {
  if (question.status != "open") return core::fail(errors::question_closed);
  question.status = status;
  question.closed_by = actor.id;
  question.closed_at = now;
  return storage::close_question(tx, question);
}

core::Result<void> check_document(storage::Transaction& tx, const storage::QuestionRow& question) {
  if (!question.wants_document) return {};
  const auto files = TRY(storage::list_evidence_files(tx, question.case_id));
  const bool sent = std::ranges::any_of(files, [&](const auto& file) { return file.question_id == question.id; });
  if (!sent) return core::fail(errors::question_document_missing);
  return {};
}

} // namespace

core::Result<std::vector<QuestionTemplate>> list_question_templates(World& world, const storage::CaseId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<std::vector<QuestionTemplate>> {
    const auto row = TRY(storage::load_case(tx, id));
    const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
    const auto params = TRY(placeholders(tx, world, row, application));
    const auto language = language_of(application);
    const auto rows = TRY(correlate_case(tx, row));
    std::vector<QuestionTemplate> list;
    for (const auto& known : known_templates) {
      if (!known.differs.empty() && !has_difference(rows, known.differs)) continue;
      if (known.corrects && !check_correctable(tx, application)) continue;
      const auto key = "template." + std::string(known.key);
      list.push_back(
          {std::string(known.key), words(language, key + ".title"), words(language, key + ".text", params), known.wants_document});
    }
    return list;
  });
}

core::Result<outbound::MailText> preview_question(World& world, const NewQuestion& question) {
  TRY(check_no_blank(question.text));
  return world.database.read([&](storage::Transaction& tx) -> core::Result<outbound::MailText> {
    const auto row = TRY(storage::load_case(tx, question.case_id));
    const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
    const auto mail = TRY(messages_to_applicants(tx, world, row.application_id, mailed_text(question, language_of(application)))).front();
    return outbound::render_mail({mail.mail, mail.language, mail.recipient, mail.params}, mail_signature(world.config));
  });
}

core::Result<void> ask_question(World& world, const Actor& actor, const NewQuestion& question) {
  TRY(check_no_blank(question.text));
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    auto row = TRY(load_open_case_for(tx, question.case_id, actor));
    const storage::QuestionRow stored{storage::QuestionId::make(),
                                      row.id,
                                      question.made_from,
                                      question.text,
                                      question.wants_document,
                                      "open",
                                      actor.id,
                                      now,
                                      "",
                                      "",
                                      std::nullopt,
                                      false};
    TRY(storage::insert_question(tx, stored));
    const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
    TRY(mail_message_to_applicants(tx, world, row.application_id, mailed_text(question, language_of(application))));
    TRY(settle_waiting(tx, world, row));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "question_asked", {{"question", stored.id.str()}, {"wantsDocument", question.wants_document}}, now);
    return {};
  });
}

core::Result<storage::CaseId> cancel_question(World& world, const Actor& actor, const storage::QuestionId& id) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CaseId> {
    auto question = TRY(storage::load_question(tx, id));
    auto row = TRY(load_open_case_for(tx, question.case_id, actor));
    TRY(close(tx, question, "cancelled", actor, now));
    TRY(settle_waiting(tx, world, row));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "question_cancelled", {{"question", id.str()}}, now);
    return row.id;
  });
}

core::Result<storage::CaseId> acknowledge_answer(World& world, const Actor& actor, const storage::QuestionId& id) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CaseId> {
    const auto question = TRY(storage::load_question(tx, id));
    const auto row = TRY(load_case_for(tx, question.case_id, actor));
    if (question.seen) return question.case_id;
    TRY(storage::mark_answer_seen(tx, id));
    audit_case(tx, actor, row, "answer_read", {{"question", id.str()}}, now);
    return question.case_id;
  });
}

core::Result<storage::ApplicationId> answer_question(World& world, const Actor& actor, const storage::QuestionId& id,
                                                     const std::string& text) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::ApplicationId> {
    auto question = TRY(storage::load_question(tx, id));
    auto row = TRY(storage::load_case(tx, question.case_id));
    static_cast<void>(TRY(load_own_application(tx, actor, row.application_id)));
    if (row.status != "waiting_for_applicant") return core::fail(errors::question_closed);
    TRY(check_document(tx, question));
    question.answer = text;
    TRY(close(tx, question, "answered", actor, now));
    TRY(settle_waiting(tx, world, row));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "question_answered", {{"question", id.str()}}, now);
    return row.application_id;
  });
}

core::Result<void> cancel_open_questions(storage::Transaction& tx, const storage::CaseId& id, const Actor& actor, core::Instant now) {
  for (auto& question : TRY(storage::list_questions(tx, id)))
    if (question.status == "open") TRY(close(tx, question, "cancelled", actor, now));
  return {};
}

} // namespace usecases
