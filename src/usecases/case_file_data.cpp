#include "usecases/case_file_data.h"

#include "core/text.h"
#include "storage/validation_mails.h"
#include "usecases/correlate_case.h"

#include <set>

namespace usecases {
namespace {

/// The bytes that each record's hash is over, and the documents.
core::Result<void> add_evidence(storage::Transaction& tx, CaseFileData& data) {
  for (const auto& record : data.view.records) {
    if (is_destroyed(record)) continue;
    data.files.push_back({evidence_path(record), record.evidence.value_or(core::to_bytes(core::as_bytes(record.facts)))});
  }
  for (const auto& file : data.view.files)
    if (!file.file_name.empty()) data.files.push_back({document_path(file), TRY(storage::load_evidence_content(tx, file.id))});
  return {};
}

/// `1.0 ja sha256:…`: the hash of the words that the applicant accepted.
std::string accepted_hash(const std::string& agreement_version) {
  constexpr std::string_view mark = "sha256:";
  const auto at = agreement_version.find(mark);
  return at == std::string::npos ? std::string() : agreement_version.substr(at + mark.size());
}

core::Result<void> add_agreements(storage::Transaction& tx, CaseFileData& data) {
  std::set<std::string> hashes{accepted_hash(data.view.application.agreement_version)};
  for (const auto& consent : data.consents) hashes.insert(consent.agreement_sha256);
  hashes.erase("");
  for (const auto& hash : hashes) {
    auto agreement = TRY(storage::find_agreement(tx, hash));
    if (!agreement) continue;
    data.files.push_back({"agreements/" + hash + ".txt", core::to_bytes(core::as_bytes(agreement->text))});
    data.agreements.push_back(std::move(*agreement));
  }
  return {};
}

std::vector<std::string> audited_objects(const CaseFileData& data) {
  std::vector<std::string> objects{data.view.row.id.str(), data.view.application.id.str(), data.view.organization.id.str()};
  for (const auto& validation : data.validations) objects.push_back(validation.id.str());
  for (const auto& call : data.view.calls) objects.push_back(call.id.str());
  for (const auto& link : data.links) objects.push_back(link.id.str());
  for (const auto& certificate : data.certificates) objects.push_back(certificate.id.str());
  for (const auto& hit : data.risk.hits)
    if (!hit.entry_id.empty()) objects.push_back(hit.entry_id);
  return objects;
}

/// The log itself is never changed: from the file of a destroyed case, what its events told of people goes.
void blank_events(CaseFileData& data, core::Instant destroyed_at) {
  for (auto& [event, previous] : data.events)
    if (event.at < destroyed_at) {
      event.details.clear();
      event.origin.clear();
    }
}

/// What a telephone number is and who found it stays; what was written about it may name people.
void blank_numbers(CaseFileData& data) {
  for (auto& number : data.numbers)
    for (auto* text : {&number.evidence, &number.extension, &number.withdrawal_reason}) text->clear();
}

core::Result<void> name_actors(storage::Transaction& tx, CaseFileData& data) {
  std::set<std::string> ids;
  for (const auto& [event, previous] : data.events) ids.insert(event.actor);
  for (const auto& record : data.view.records) ids.insert(record.collected_by);
  for (const auto& call : data.view.calls) ids.insert(call.called_by);
  for (const auto& number : data.numbers) ids.insert({number.found_by, number.withdrawn_by});
  for (const auto& addition : data.additions) ids.insert(addition.added_by);
  for (const auto& file : data.view.files) ids.insert({file.uploaded_by, file.decided_by});
  for (const auto& decision : data.view.decisions) ids.insert(decision.decided_by);
  for (const auto& question : data.view.questions) ids.insert({question.asked_by, question.closed_by});
  for (const auto& note : data.view.notes) ids.insert(note.author);
  for (const auto& difference : data.differences) ids.insert(difference.decided_by);
  for (const auto& hit : data.risk.hits) ids.insert(hit.decided_by);
  ids.erase("");
  for (const auto& id : ids) data.actors[id] = TRY(storage::find_actor_name(tx, id));
  return {};
}

} // namespace

bool is_destroyed(const storage::RecordRow& record) { return !record.evidence && record.facts == "{}" && record.subject.empty(); }

std::string evidence_path(const storage::RecordRow& record) { return "evidence/" + record.id.str() + (record.evidence ? ".bin" : ".json"); }

std::string document_path(const storage::EvidenceFileRow& file) {
  const auto extension = file.media_type == "application/pdf" ? ".pdf"
                         : file.media_type == "image/png"     ? ".png"
                         : file.media_type == "image/jpeg"    ? ".jpg"
                         : file.media_type == "image/tiff"    ? ".tif"
                                                              : ".txt";
  return "documents/" + file.id.str() + extension;
}

core::Result<CaseFileData> load_case_file(const World& world, storage::Transaction& tx, const storage::CaseId& id) {
  auto view = TRY(load_case_view(world, tx, id));
  auto risk = TRY(load_high_risk(tx, id));
  CaseFileData data{.view = std::move(view), .risk = std::move(risk)};
  const auto& application = data.view.application;
  const auto destroyed_at = TRY(storage::load_retained(tx, id)).destroyed_at;
  data.destroyed = destroyed_at.has_value();
  data.validations = TRY(storage::list_validations(tx, application.id));
  data.certificates = TRY(storage::list_certificates_on(tx, application.id, application.organization_id));
  data.consents = TRY(storage::list_every_consent(tx, application.id));
  data.links = TRY(storage::list_consent_links(tx, application.id));
  data.additions = TRY(storage::list_call_additions(tx, id));
  data.numbers = TRY(storage::list_numbers(tx, data.view.organization.id));
  data.differences = TRY(storage::list_differences(tx, id));
  data.correlation = TRY(correlate_case(tx, data.view.row));
  data.waits = TRY(storage::list_waits(tx, id));
  data.mails = TRY(load_case_mails(tx, world, data));
  data.events = TRY(storage::list_audit_of(tx, audited_objects(data)));
  if (destroyed_at) {
    blank_events(data, *destroyed_at);
    blank_numbers(data);
  }
  TRY(name_actors(tx, data));
  TRY(add_evidence(tx, data));
  TRY(add_agreements(tx, data));
  if (!data.destroyed) data.files.push_back({"draft.json", core::to_bytes(core::as_bytes(application.draft))});
  return data;
}

} // namespace usecases
