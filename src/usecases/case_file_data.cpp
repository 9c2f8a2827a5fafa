#include "usecases/case_file_data.h"

#include "usecases/row_json.h"

namespace usecases {
namespace {

/// Where a document lies in the archive: named by its id, since people named it before.
std::string path_of(const storage::EvidenceFileRow& file) {
  const auto extension = file.media_type == "application/pdf" ? ".pdf"
                         : file.media_type == "image/png"     ? ".png"
                         : file.media_type == "image/jpeg"    ? ".jpg"
                         : file.media_type == "image/tiff"    ? ".tif"
                                                              : ".txt";
  return "evidence/" + file.id.str() + extension;
}

/// The one place that knows what files a case has: the raw bytes that its records rest on, and its documents.
core::Result<std::vector<outbound::ZipEntry>> evidence_files(storage::Transaction& tx, const CaseView& view) {
  std::vector<outbound::ZipEntry> files;
  for (const auto& record : view.records)
    if (record.evidence) files.push_back({"evidence/" + record.id.str() + ".bin", *record.evidence});
  for (const auto& file : view.files)
    if (!file.file_name.empty()) files.push_back({path_of(file), TRY(storage::load_evidence_content(tx, file.id))});
  return files;
}

std::vector<std::string> audited_objects(const CaseFileData& data) {
  std::vector<std::string> objects{data.view.row.id.str(), data.view.application.id.str(), data.view.organization.id.str()};
  for (const auto& validation : data.validations) objects.push_back(validation.id.str());
  for (const auto& call : data.view.calls) objects.push_back(call.id.str());
  for (const auto& certificate : data.certificates) objects.push_back(certificate.id.str());
  for (const auto& hit : data.risk.hits)
    if (!hit.entry_id.empty()) objects.push_back(hit.entry_id);
  return objects;
}

boost::json::value parsed(const std::string& text) {
  boost::system::error_code failed;
  auto value = boost::json::parse(text, failed);
  return failed ? boost::json::value(text) : value;
}

/// A record without its bytes, which are a file of their own.
boost::json::object record_json(const storage::RecordRow& row) {
  auto object = row_json(row);
  object["facts"] = parsed(row.facts);
  object["evidence"] = row.evidence ? boost::json::value("evidence/" + row.id.str() + ".bin") : boost::json::value(nullptr);
  return object;
}

boost::json::object call_json(const storage::CallRow& row) {
  auto object = row_json(row);
  object["answers"] = parsed(row.answers);
  return object;
}

boost::json::object application_json(const storage::ApplicationRow& row) {
  auto object = row_json(row);
  object.erase("draft");
  object["csr"] = row.csr ? boost::json::value(core::to_base64(*row.csr)) : boost::json::value(nullptr);
  return object;
}

} // namespace

core::Result<CaseFileData> load_case_file(const World& world, storage::Transaction& tx, const storage::CaseId& id) {
  auto view = TRY(load_case_view(world, tx, id));
  auto risk = TRY(load_high_risk(tx, id));
  auto validations = TRY(storage::list_validations(tx, view.application.id));
  auto certificates = TRY(storage::list_certificates_on(tx, view.application.id, view.application.organization_id));
  CaseFileData data{std::move(view), std::move(risk), std::move(validations), std::move(certificates), {}, {}};
  data.events = TRY(storage::list_audit_of(tx, audited_objects(data)));
  data.evidence = TRY(evidence_files(tx, data.view));
  return data;
}

std::string case_records_json(const CaseFileData& data) {
  const auto& view = data.view;
  boost::json::array records;
  for (const auto& record : view.records) records.push_back(record_json(record));
  boost::json::array calls;
  for (const auto& call : view.calls) calls.push_back(call_json(call));
  boost::json::array files;
  for (const auto& file : view.files) {
    files.push_back(row_json(file));
    files.back().as_object()["path"] = path_of(file);
  }
  boost::json::object people;
  for (const auto& [id, name] : view.people) people[id] = name;
  const boost::json::object all{{"format", "shomei-case-file-1"},
                                {"case", row_json(view.row)},
                                {"application", application_json(view.application)},
                                {"organization", row_json(view.organization)},
                                {"contacts", rows_json(view.contacts)},
                                {"steps", rows_json(view.steps)},
                                {"records", std::move(records)},
                                {"calls", std::move(calls)},
                                {"notes", rows_json(view.notes)},
                                {"questions", rows_json(view.questions)},
                                {"files", std::move(files)},
                                {"decisions", rows_json(view.decisions)},
                                {"validations", rows_json(data.validations)},
                                {"screenings", rows_json(data.risk.screenings)},
                                {"hits", rows_json(data.risk.hits)},
                                {"certificates", rows_json(data.certificates)},
                                {"people", std::move(people)}};
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
