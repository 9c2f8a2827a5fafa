#include "usecases/case_history.h"

#include "storage/calls.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "storage/users.h"

#include <boost/json.hpp>

namespace usecases {
namespace {

using Texts = std::map<std::string, std::string>;

/// The words of what events name by id.
core::Result<Texts> load_texts(storage::Transaction& tx, const storage::CaseId& id) {
  Texts texts;
  for (const auto& note : TRY(storage::list_notes(tx, id))) texts[note.id.str()] = note.text;
  for (const auto& question : TRY(storage::list_questions(tx, id))) {
    texts[question.id.str()] = question.text;
    texts[question.id.str() + "/answer"] = question.answer;
  }
  for (const auto& call : TRY(storage::list_calls_of_case(tx, id))) texts[call.id.str()] = call.number;
  for (const auto& record : TRY(storage::list_records(tx, id))) texts[record.id.str()] = record.subject;
  return texts;
}

core::Result<Texts> load_names(storage::Transaction& tx) {
  Texts names;
  for (const auto& user : TRY(storage::list_users(tx, storage::Tenant::any()))) names[user.id.str()] = user.name;
  return names;
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
std::string words_of(const std::string& action, const boost::json::object& details, const Texts& texts, const Texts& names) {
  if (action.starts_with("mail_")) return text_of(details, "subject");
  if (action == "question_answered") return find(texts, text_of(details, "question") + "/answer");
  if (action == "case_assigned") return find(names, text_of(details, "to"));
  for (const auto* key : {"note", "question", "call", "record"})
    if (auto text = find(texts, text_of(details, key)); !text.empty()) return text;
  for (const auto* key : {"reason", "review", "name", "fqdn"})
    if (auto text = text_of(details, key); !text.empty()) return text;
  return {};
}

HistoryLine to_line(storage::HistoryRow row, const Texts& texts, const Texts& names) {
  boost::system::error_code failed;
  auto details = boost::json::parse(row.details, failed);
  HistoryLine line{std::move(row), {}, {}};
  line.actor_name = find(names, line.row.actor);
  if (!failed && details.is_object()) line.text = words_of(line.row.action, details.get_object(), texts, names);
  return line;
}

} // namespace

core::Result<storage::Page<HistoryLine>> view_case_history(World& world, const storage::CaseId& id, const std::string& after,
                                                           std::int64_t limit) {
  if (const auto cursor = TRY(storage::parse_cursor(after))) static_cast<void>(TRY(storage::cursor_number(*cursor)));
  return world.database.read([&](storage::Transaction& tx) -> core::Result<storage::Page<HistoryLine>> {
    const auto row = TRY(storage::load_case(tx, id));
    auto page = TRY(storage::list_case_history(tx, {row.id, row.application_id, after, limit}));
    const auto texts = TRY(load_texts(tx, id));
    const auto names = TRY(load_names(tx));
    storage::Page<HistoryLine> lines{{}, std::move(page.next)};
    for (auto& item : page.items) lines.items.push_back(to_line(std::move(item), texts, names));
    return lines;
  });
}

} // namespace usecases
