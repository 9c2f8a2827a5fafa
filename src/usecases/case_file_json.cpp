#include "core/crypto.h"
#include "usecases/case_file_data.h"
#include "usecases/row_json.h"

namespace usecases {
namespace {

boost::json::value parsed(const std::string& text) {
  boost::system::error_code failed;
  auto value = boost::json::parse(text, failed);
  return failed ? boost::json::value(text) : value;
}

/// A row with one of its columns, JSON in a text, as JSON.
template <class Row>
boost::json::object row_with(const Row& row, const char* column, const std::string& text) {
  auto object = row_json(row);
  object[column] = parsed(text);
  return object;
}

/// A record without its bytes, which are a file of their own.
boost::json::object record_json(const storage::RecordRow& row) {
  auto object = row_with(row, "facts", row.facts);
  object["evidence"] = is_destroyed(row) ? boost::json::value(nullptr) : boost::json::value(evidence_path(row));
  return object;
}

boost::json::object application_json(const CaseFileData& data) {
  const auto& row = data.view.application;
  auto object = row_json(row);
  object["draft"] = data.destroyed ? boost::json::value(nullptr) : boost::json::value("draft.json");
  object["draft_sha256"] = core::sha256_hex(core::as_bytes(row.draft));
  object["csr"] = row.csr ? boost::json::value(core::to_base64(*row.csr)) : boost::json::value(nullptr);
  return object;
}

boost::json::object file_json(const storage::EvidenceFileRow& row) {
  auto object = row_json(row);
  object["path"] = document_path(row);
  return object;
}

/// Without what opens it.
boost::json::object link_json(const storage::ConsentLinkRow& row) {
  auto object = row_json(row);
  object.erase("token_hash");
  object.erase("code_hash");
  return object;
}

boost::json::object agreement_json(const storage::AgreementRow& row) {
  auto object = row_json(row);
  object.erase("text");
  object["path"] = "agreements/" + row.sha256 + ".txt";
  return object;
}

boost::json::object correlation_json(const domain::CorrelationRow& row) {
  boost::json::array values;
  for (const auto& value : row.values) values.push_back(boost::json::object{{"source", value.source}, {"text", value.text}});
  boost::json::object object{{"key", row.key}, {"topic", row.topic}, {"values", std::move(values)}};
  object["match"] = row.match ? boost::json::value(domain::to_string(*row.match)) : boost::json::value(nullptr);
  if (row.verdict)
    object["verdict"] =
        boost::json::object{{"accepted", row.verdict->accepted}, {"reason", row.verdict->reason}, {"decided_by", row.verdict->decided_by}};
  return object;
}

boost::json::object actors_json(const CaseFileData& data) {
  boost::json::object people;
  for (const auto& [id, actor] : data.actors)
    people[id] = boost::json::object{{"kind", actor.kind}, {"name", actor.name}, {"roles", cell_json(actor.roles)}};
  return people;
}

template <class Row, class Print>
boost::json::array list_json(const std::vector<Row>& rows, Print print) {
  boost::json::array out;
  for (const auto& row : rows) out.push_back(print(row));
  return out;
}

} // namespace

std::string case_records_json(const CaseFileData& data) {
  const auto& view = data.view;
  const boost::json::object all{{"format", "shomei-case-file-1"},
                                {"destroyed", data.destroyed},
                                {"case", row_json(view.row)},
                                {"application", application_json(data)},
                                {"organization", row_json(view.organization)},
                                {"contacts", rows_json(view.contacts)},
                                {"steps", rows_json(view.steps)},
                                {"records", list_json(view.records, record_json)},
                                {"numbers", rows_json(data.numbers)},
                                {"calls", list_json(view.calls, [](const auto& row) { return row_with(row, "answers", row.answers); })},
                                {"call_additions", rows_json(data.additions)},
                                {"consents", rows_json(data.consents)},
                                {"consent_links", list_json(data.links, link_json)},
                                {"agreements", list_json(data.agreements, agreement_json)},
                                {"notes", rows_json(view.notes)},
                                {"questions", rows_json(view.questions)},
                                {"waits", rows_json(data.waits)},
                                {"files", list_json(view.files, file_json)},
                                {"correlation", list_json(data.correlation, correlation_json)},
                                {"differences", rows_json(data.differences)},
                                {"decisions", list_json(view.decisions, [](const auto& row) { return row_with(row, "facts", row.facts); })},
                                {"validations", rows_json(data.validations)},
                                {"screenings", rows_json(data.risk.screenings)},
                                {"hits", rows_json(data.risk.hits)},
                                {"certificates", rows_json(data.certificates)},
                                {"actors", actors_json(data)}};
  return boost::json::serialize(all) + "\n";
}

std::string case_events_jsonl(const CaseFileData& data) {
  std::string lines;
  for (const auto& [event, previous] : data.events)
    lines += boost::json::serialize(boost::json::object{{"seq", event.seq},
                                                        {"at", core::to_unix(event.at)},
                                                        {"actor", event.actor},
                                                        {"origin", event.origin},
                                                        {"action", event.action},
                                                        {"object", event.object},
                                                        {"accountId", event.account_id},
                                                        {"details", event.details},
                                                        {"previousHash", core::to_hex(previous)},
                                                        {"hash", core::to_hex(event.hash)}}) +
             "\n";
  return lines;
}

} // namespace usecases
