#include "core/text.h"
#include "domain/vetting.h"
#include "usecases/case_file_words.h"
#include "usecases/contact_person.h"

#include <boost/json.hpp>

#include <algorithm>

namespace usecases {
namespace {

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// What people call a record: its place among the evidence.
std::string number_of(const CaseWords& words, const CaseView& view, const storage::RecordId& id) {
  const auto found = std::ranges::find(view.records, id, &storage::RecordRow::id);
  if (found == view.records.end()) return "–";
  return words.word("record_number", {{"number", std::to_string(found - view.records.begin() + 1)}});
}

/// What the second part of a correlated row's key is a word of.
std::string_view group_of(std::string_view item) {
  if (item == "register" || item == "certificate") return "compare_field";
  return item == "phone" || item == "hr_person" ? "step" : "role";
}

/// `phone.hr_call`, `employer.technical`: what is compared, in people's words.
std::string item_of(const CaseWords& words, const std::string& key) {
  const auto dot = key.find('.');
  const auto whose = dot == std::string::npos ? std::string() : key.substr(dot + 1);
  const auto item = key == "person.hr_call" ? std::string("hr_person") : key.substr(0, dot);
  return words.word("item." + item, {{"of", words.code({group_of(item)}, whose)}});
}

std::string verdict_of(const CaseWords& words, const domain::CorrelationRow& row) {
  if (!row.verdict) return row.match == domain::Match::different ? words.word("undecided") : "–";
  return words.word(row.verdict->accepted ? "accepted" : "refused") + "\n" + row.verdict->reason + "\n" +
         words.who(row.verdict->decided_by);
}

/// The answers of a call: `step.key` for the second step that one call served.
std::string answers_of(const CaseWords& words, const std::string& json) {
  boost::system::error_code failed;
  const auto answers = boost::json::parse(json, failed);
  if (failed || !answers.is_array()) return {};
  std::vector<std::string> lines;
  for (const auto& entry : answers.get_array()) {
    const auto key = std::string(entry.at("question").as_string());
    const auto answer = std::string(entry.at("answer").as_string());
    lines.push_back(words.word(
        "answer", {{"question", words.code({"question"}, key.substr(key.find('.') + 1))}, {"answer", words.code({"yes_no"}, answer)}}));
  }
  return core::join(lines, "\n");
}

std::string withdrawal_of(const CaseWords& words, const storage::NumberRow& number) {
  if (!number.withdrawn_at) return {};
  return "\n" + words.word("withdrawn", {{"reason", number.withdrawal_reason}}) + "\n" +
         words.at_by(number.withdrawn_at, number.withdrawn_by);
}

/// Whom a call was for: each role of the person.
std::string called_person(const CaseWords& words, const CaseView& view, const storage::CallRow& call) {
  const auto person = std::ranges::find_if(view.contacts, [&](const auto& c) { return call.contact_id && c.id == *call.contact_id; });
  if (person == view.contacts.end()) return "–";
  std::vector<std::string> roles;
  for (const auto& step : {call.step, call.also_step}) {
    const auto parsed = domain::parse_step(step);
    const auto role = parsed ? domain::contact_of(*parsed) : std::nullopt;
    if (role) roles.emplace_back(domain::to_string(*role));
  }
  return words.word("actor_name", {{"name", full_name(*person)}, {"role", words.codes("role", roles)}});
}

std::string call_lines(const CaseWords& words, const CaseFileData& data, const storage::CallRow& call) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& key, const std::string& value) {
    if (!value.empty()) lines.push_back(words.word("line", {{"label", words.word("call." + key)}, {"value", value}}));
  };
  add(call.step == "hr_call" ? "about" : "person", called_person(words, data.view, call));
  if (!call.number.empty())
    add("number", words.word("number_line", {{"number", call.number_shown + (call.extension.empty() ? "" : " ext. " + call.extension)},
                                             {"source", words.code({"number_source"}, call.number_source)}}));
  add("outcome", call.outcome.empty() ? words.code({"call_status"}, call.status) : words.code({"call_outcome"}, call.outcome));
  add("at", words.at(call.called_at ? call.called_at : call.scheduled_at));
  if (!call.called_by.empty()) add("by", words.who(call.called_by));
  add("reached", call.reached_name + (call.reached_department.empty() ? "" : " / " + call.reached_department));
  if (const auto answers = answers_of(words, call.answers); !answers.empty()) lines.push_back(answers);
  add("note", call.note);
  for (const auto& addition : data.additions)
    if (addition.call_id == call.id) add("added", addition.text + "  " + words.at(addition.added_at) + " " + words.who(addition.added_by));
  return core::join(lines, "\n");
}

} // namespace

outbound::PdfSection CaseSections::steps() const {
  auto out = words.section("steps");
  out.table = {words.head({"step", "status", "changed", "record"}), {40, 18, 26, 16}, {}};
  for (const auto& step : data.view.steps)
    out.table.rows.push_back({words.code({"step"}, step.step), words.code({"step_status"}, step.status), words.at(step.changed_at),
                              step.record_id ? number_of(words, data.view, *step.record_id) : "–"});
  return out;
}

outbound::PdfSection CaseSections::evidence() const {
  auto out = words.section("evidence");
  out.table = {words.head({"record", "what", "outcome", "collected", "sha256"}), {10, 29, 11, 24, 44}, {}};
  for (const auto& r : data.view.records) {
    auto what = words.code({"record_kind"}, r.kind) + "\n" + r.subject;
    if (!r.source.empty()) what += "\n" + words.code({"number_source", "source"}, r.source);
    if (!r.method.empty()) what += " / " + words.code({"record_method"}, r.method);
    out.table.rows.push_back({number_of(words, data.view, r.id), what, words.code({"record_outcome"}, r.outcome),
                              words.at_by(r.collected_at, r.collected_by), r.evidence_sha256 + "\n" + file_name(evidence_path(r))});
  }
  return out;
}

outbound::PdfSection CaseSections::domains() const {
  auto out = words.section("domains");
  out.table = {words.head({"domain", "method", "status", "at"}), {38, 34, 16, 24}, {}};
  for (const auto& v : data.validations)
    out.table.rows.push_back(
        {v.fqdn, words.code({"record_method"}, v.method), words.code({"validation_status"}, v.status), words.at(v.completed_at)});
  return out;
}

outbound::PdfSection CaseSections::correlation() const {
  auto out = words.section("correlation");
  out.table = {words.head({"item", "values", "match", "decision"}), {24, 50, 14, 28}, {}};
  for (const auto& row : data.correlation) {
    std::vector<std::string> values;
    for (const auto& value : row.values)
      values.push_back(words.word(
          "line", {{"label", words.code({"correlated", "number_source"}, value.source)}, {"value", words.code({"category"}, value.text)}}));
    const auto match = row.match ? words.code({"match"}, std::string(domain::to_string(*row.match))) : words.word("single");
    out.table.rows.push_back({item_of(words, row.key), core::join(values, "\n"), match, verdict_of(words, row)});
  }
  return out;
}

outbound::PdfSection CaseSections::numbers() const {
  auto out = words.section("numbers");
  out.table = {words.head({"number", "source", "found_in", "found"}), {24, 26, 38, 26}, {}};
  for (const auto& n : data.numbers)
    out.table.rows.push_back({n.shown + (n.extension.empty() ? "" : " ext. " + n.extension), words.code({"number_source"}, n.source),
                              n.evidence + withdrawal_of(words, n), words.at_by(n.found_at, n.found_by)});
  return out;
}

outbound::PdfSection CaseSections::calls() const {
  auto out = words.section("calls");
  for (const auto& call : data.view.calls) {
    auto label = words.code({"step"}, call.step);
    if (!call.also_step.empty()) label += "\n" + words.code({"step"}, call.also_step);
    out.facts.emplace_back(label, call_lines(words, data, call));
  }
  return out;
}

} // namespace usecases
