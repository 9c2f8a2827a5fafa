#include "usecases/case_history.h"

#include "domain/vetting.h"
#include "storage/applications.h"
#include "storage/calls.h"
#include "storage/cases.h"
#include "storage/consents.h"
#include "storage/evidence.h"
#include "usecases/contact_person.h"
#include "usecases/mail_queue.h"

#include <boost/json.hpp>

#include <map>

namespace usecases {
namespace {

using Texts = std::map<std::string, std::string>;

/// What the events of a case name by id.
struct CaseTexts {
  Texts texts;
  std::vector<storage::ContactRow> contacts;
  std::vector<storage::ConsentRow> consents;
  std::map<std::string, storage::ActorName> actors;
  std::int64_t drafts = 0;
};

core::Result<CaseTexts> load_texts(storage::Transaction& tx, const storage::CaseRow& row) {
  CaseTexts known;
  auto& texts = known.texts;
  for (const auto& note : TRY(storage::list_notes(tx, row.id))) texts[note.id.str()] = note.text;
  for (const auto& question : TRY(storage::list_questions(tx, row.id))) {
    texts[question.id.str()] = question.text;
    texts[question.id.str() + "/answer"] = question.answer;
  }
  for (const auto& call : TRY(storage::list_calls_of_case(tx, row.id))) texts[call.id.str()] = call.number;
  for (const auto& record : TRY(storage::list_records(tx, row.id))) texts[record.id.str()] = record.subject;
  known.contacts = TRY(storage::list_contacts(tx, row.application_id));
  known.consents = TRY(storage::list_every_consent(tx, row.application_id));
  known.drafts = TRY(storage::count_draft_savings(tx, row.application_id));
  return known;
}

core::Result<storage::ActorName> actor_of(storage::Transaction& tx, CaseTexts& known, const std::string& id) {
  const auto found = known.actors.find(id);
  if (found != known.actors.end()) return found->second;
  return known.actors[id] = TRY(storage::find_actor_name(tx, id));
}

std::string find(const Texts& texts, const std::string& key) {
  const auto found = texts.find(key);
  return found == texts.end() ? "" : found->second;
}

std::string text_of(const boost::json::object& details, std::string_view key) {
  const auto* value = details.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// By the first of the details that has words.
std::string words_of(const std::string& action, const boost::json::object& details, const Texts& texts) {
  if (action == "question_answered") return find(texts, text_of(details, "question") + "/answer");
  if (action == "contact_replaced" || action == "subject_corrected") return text_of(details, "from") + " → " + text_of(details, "to");
  for (const auto* key : {"note", "question", "call", "record"})
    if (auto text = find(texts, text_of(details, key)); !text.empty()) return text;
  for (const auto* key : {"reason", "review", "name", "fqdn", "number"})
    if (auto text = text_of(details, key); !text.empty()) return text;
  return {};
}

void add_role(HistoryLine& line, const std::string& role) {
  if (std::ranges::find(line.subject_roles, role) == line.subject_roles.end()) line.subject_roles.push_back(role);
}

/// Whoever has, or had, this role.
void name_role(HistoryLine& line, const CaseTexts& known, const std::string& role) {
  add_role(line, role);
  for (const auto& contact : known.contacts)
    if (contact.role == role) line.subject = full_name(contact);
}

void name_address(HistoryLine& line, const CaseTexts& known, const std::string& address) {
  line.subject = address;
  for (const auto& consent : known.consents)
    if (consent.email == address) {
      line.subject = consent.person;
      add_role(line, consent.role);
    }
  for (const auto& contact : known.contacts)
    if (contact.email == address) {
      line.subject = full_name(contact);
      add_role(line, contact.role);
    }
}

void name_consents(HistoryLine& line, const CaseTexts& known, const std::string& id) {
  for (const auto& consent : known.consents)
    if (consent.id.str() == id || consent.link_id.str() == id) {
      line.subject = consent.person;
      add_role(line, consent.role);
    }
}

/// Whom or what an event is about.
core::Result<void> name_subject(storage::Transaction& tx, CaseTexts& known, HistoryLine& line, const boost::json::object& details) {
  const auto& action = line.row.action;
  if (action == "case_assigned") {
    line.subject = TRY(actor_of(tx, known, text_of(details, "to"))).name;
  } else if (action == "contact_replaced" || action == "consent_link_resent") {
    name_address(line, known, text_of(details, "to"));
    add_role(line, text_of(details, "role"));
  } else if (action == "difference_decided") {
    line.difference = text_of(details, "field");
    if (const auto* accepted = details.if_contains("accepted"); accepted != nullptr && accepted->is_bool())
      line.accepted = accepted->get_bool();
  } else if (action.starts_with("consent_")) {
    name_consents(line, known, line.row.object.starts_with("lnk_") ? line.row.object : text_of(details, "consent"));
  } else if (action.starts_with("call_")) {
    const auto step = domain::parse_step(text_of(details, "step"));
    if (const auto role = step ? domain::contact_of(*step) : std::nullopt) name_role(line, known, std::string(domain::to_string(*role)));
  } else {
    for (const auto* key : {"number", "name", "fqdn"})
      if (line.subject.empty()) line.subject = text_of(details, key);
  }
  return {};
}

void tell_of_mail(HistoryLine& line, const World& world, const CaseTexts& known) {
  const auto mail = summarize_mail(world, line.row.details, line.row.object);
  line.text = mail.subject;
  name_address(line, known, line.row.object);
  if (!mail.to_name.empty()) line.subject = mail.to_name;
}

core::Result<HistoryLine> to_line(storage::Transaction& tx, const World& world, storage::HistoryRow row, CaseTexts& known) {
  HistoryLine line{.row = std::move(row)};
  line.actor = TRY(actor_of(tx, known, line.row.actor));
  if (line.row.action == "draft_saved") line.count = known.drafts;
  if (line.row.action.starts_with("mail_")) {
    tell_of_mail(line, world, known);
    return line;
  }
  boost::system::error_code failed;
  const auto details = boost::json::parse(line.row.details, failed);
  if (failed || !details.is_object()) return line;
  line.text = words_of(line.row.action, details.get_object(), known.texts);
  TRY(name_subject(tx, known, line, details.get_object()));
  return line;
}

} // namespace

core::Result<storage::Page<HistoryLine>> view_case_history(World& world, const storage::CaseId& id, const std::string& after,
                                                           std::int64_t limit) {
  if (const auto cursor = TRY(storage::parse_cursor(after))) static_cast<void>(TRY(storage::cursor_number(*cursor)));
  return world.database.read([&](storage::Transaction& tx) -> core::Result<storage::Page<HistoryLine>> {
    const auto row = TRY(storage::load_case(tx, id));
    auto page = TRY(storage::list_case_history(tx, {row.id, row.application_id, after, limit}));
    auto known = TRY(load_texts(tx, row));
    storage::Page<HistoryLine> lines{{}, std::move(page.next)};
    for (auto& item : page.items) lines.items.push_back(TRY(to_line(tx, world, std::move(item), known)));
    return lines;
  });
}

} // namespace usecases
