#include "portal/case_records.h"

namespace portal {
namespace {

boost::json::object facts_of(const storage::RecordRow& row) {
  boost::system::error_code failed;
  auto facts = boost::json::parse(row.facts, failed);
  return failed || !facts.is_object() ? boost::json::object() : std::move(facts.as_object());
}

std::string text_of(const boost::json::object& json, std::string_view key) {
  const auto* value = json.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<bool> truth_of(const boost::json::object& json, std::string_view key) {
  const auto* value = json.if_contains(key);
  return value != nullptr && value->is_bool() ? std::optional(value->get_bool()) : std::nullopt;
}

std::vector<RecordedField> compared_in(const boost::json::object& facts) {
  std::vector<RecordedField> list;
  const auto* fields = facts.if_contains("fields");
  if (fields == nullptr || !fields->is_array()) return list;
  for (const auto& field : fields->get_array()) {
    if (!field.is_object()) continue;
    const auto& json = field.get_object();
    list.push_back({text_of(json, "field"), text_of(json, "applied"), text_of(json, "registered"), text_of(json, "match"),
                    truth_of(json, "accepted"), text_of(json, "reason")});
  }
  return list;
}

} // namespace

std::vector<RecordedField> compared_of(const storage::RecordRow& row) { return compared_in(facts_of(row)); }

CaseRecord to_record(const usecases::CaseView& view, const storage::RecordRow& row) {
  CaseRecord dto;
  dto.id = row.id.str();
  dto.step = row.step;
  dto.kind = row.kind;
  dto.subject = row.subject;
  dto.source = row.source;
  dto.method = row.method;
  dto.outcome = row.outcome;
  dto.facts = facts_of(row);
  if (row.kind == "register") dto.compared = compared_in(dto.facts);
  if (row.kind == "decision") dto.accepted = truth_of(dto.facts, "accepted");
  dto.evidence_sha256 = row.evidence_sha256;
  dto.collected_by = row.collected_by;
  const auto found = view.people.find(row.collected_by);
  if (found != view.people.end()) dto.collected_by_name = found->second;
  dto.collected_at = row.collected_at;
  return dto;
}

} // namespace portal
