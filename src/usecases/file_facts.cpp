#include "usecases/file_facts.h"

namespace usecases {
namespace {

std::string text_of(const boost::json::object& facts, std::string_view key) {
  const auto* value = facts.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

boost::json::object facts_of(const storage::RecordRow& record) {
  boost::system::error_code failed;
  auto facts = boost::json::parse(record.facts, failed);
  return failed || !facts.is_object() ? boost::json::object() : std::move(facts.as_object());
}

} // namespace

boost::json::object to_facts(const ShownByFile& shown) {
  return {{"name", shown.name}, {"address", shown.address}, {"issuedOn", shown.issued_on}};
}

ShownByFile shown_by_file(const storage::EvidenceFileRow& file, const std::vector<storage::RecordRow>& records) {
  ShownByFile shown;
  for (const auto& record : records) {
    const bool own = record.id == file.record_id;
    if (!own && record.kind != "decision") continue;
    const auto facts = facts_of(record);
    if (!own && text_of(facts, "file") != file.id.str()) continue;
    const auto* said = facts.if_contains("shown");
    if (said == nullptr || !said->is_object()) continue;
    const auto& words = said->get_object();
    shown = {text_of(words, "name"), text_of(words, "address"), text_of(words, "issuedOn")};
  }
  return shown;
}

} // namespace usecases
