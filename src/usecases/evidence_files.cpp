#include "usecases/evidence_files.h"

#include "core/crypto.h"
#include "domain/errors.h"
#include "domain/evidence_file.h"
#include "storage/applications.h"
#include "usecases/application.h"
#include "usecases/case_work.h"
#include "usecases/errors.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr std::int64_t most_unverified = 20;

/// A file that was looked at and found to be what it says.
struct CheckedFile {
  core::Bytes content;
  domain::FileType type{};
  std::string name;
};

core::Result<CheckedFile> check_file(const World& world, const SentFile& file) {
  auto content = core::from_base64(file.base64);
  if (!content) return core::fail(core::Error{core::errors::invalid_request, {}, {}, {{"/content", "field_wrong_form", {}}}});
  const auto limit = world.config.limits.evidence_mebibytes;
  if (static_cast<std::int64_t>(content->size()) > limit << 20U)
    return core::fail(errors::evidence_too_large, {{"limit", std::to_string(limit)}});
  const auto type = TRY(domain::recognize_file(*content));
  auto name = TRY(domain::evidence_file_name(file.name, type));
  return CheckedFile{std::move(*content), type, std::move(name)};
}

/// What a specialist or an applicant says of a file.
struct Said {
  domain::Step step{};
  std::string category;
  std::string subject;
  std::string source;
  std::string method;
  std::string note;
  ShownByFile shown = {};
};

core::Result<storage::EvidenceFileRow> insert_file(storage::Transaction& tx, const storage::CaseRow& row, const Actor& actor,
                                                   const CheckedFile& file, const Said& said, core::Instant now) {
  const auto sha256 = core::sha256_hex(file.content);
  const auto record = TRY(add_record(tx, row, actor,
                                     {.step = said.step,
                                      .kind = "document",
                                      .subject = said.subject,
                                      .source = said.source,
                                      .method = said.method,
                                      .outcome = "inconclusive", // a document alone passes no step
                                      .facts = {{"fileName", file.name},
                                                {"mediaType", domain::media_type(file.type)},
                                                {"size", file.content.size()},
                                                {"sha256", sha256},
                                                {"category", said.category},
                                                {"note", said.note},
                                                {"shown", to_facts(said.shown)}}},
                                     now));
  storage::EvidenceFileRow stored{.id = storage::FileId::make(),
                                  .case_id = row.id,
                                  .record_id = record,
                                  .question_id = std::nullopt,
                                  .step = std::string(domain::to_string(said.step)),
                                  .category = said.category,
                                  .file_name = file.name,
                                  .media_type = std::string(domain::media_type(file.type)),
                                  .size = static_cast<std::int64_t>(file.content.size()),
                                  .sha256 = sha256,
                                  .note = said.note,
                                  .status = "unverified",
                                  .uploaded_by = actor.id,
                                  .uploaded_at = now,
                                  .decided_by = "",
                                  .decision_reason = "",
                                  .decided_at = std::nullopt};
  return stored;
}

boost::json::object audited(const storage::EvidenceFileRow& file) {
  return {{"file", file.id.str()}, {"name", file.file_name}, {"sha256", file.sha256}, {"size", file.size}};
}

core::Result<void> check_step(storage::Transaction& tx, const storage::CaseId& id, domain::Step step) {
  const auto name = std::string(domain::to_string(step));
  const auto steps = TRY(storage::list_steps(tx, id));
  if (std::ranges::find(steps, name, &storage::StepRow::step) != steps.end()) return {};
  return core::fail(domain::errors::step_not_in_level, {{"step", name}});
}

core::Result<storage::CaseRow> load_asking_case(storage::Transaction& tx, const NewDocument& document) {
  const auto question = TRY(storage::load_question(tx, TRY(storage::QuestionId::parse(document.question))));
  auto row = TRY(core::require(TRY(storage::find_case_of_application(tx, document.application)), core::errors::not_found));
  if (question.case_id != row.id) return core::fail(core::errors::not_found);
  if (question.status != "open" || row.status != "waiting_for_applicant") return core::fail(errors::question_closed);
  const auto files = TRY(storage::list_evidence_files(tx, row.id));
  if (std::ranges::count(files, "unverified", &storage::EvidenceFileRow::status) >= most_unverified)
    return core::fail(errors::evidence_too_many, {{"most", std::to_string(most_unverified)}});
  return row;
}

} // namespace

core::Result<storage::EvidenceFileRow> attach_evidence(World& world, const Actor& actor, const NewEvidence& evidence) {
  const auto now = world.clock.now();
  const auto checked = check_file(world, evidence.file);
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::EvidenceFileRow> {
    const auto row = TRY(load_open_case_for(tx, evidence.case_id, actor));
    if (!checked) return core::fail(checked.error());
    const auto& file = *checked;
    TRY(check_step(tx, row.id, evidence.step));
    auto stored = TRY(insert_file(
        tx, row, actor, file,
        {evidence.step, evidence.category, evidence.subject, evidence.source, evidence.method, evidence.note, evidence.shown}, now));
    stored.status = "accepted";
    stored.decided_by = actor.id;
    stored.decided_at = now;
    TRY(storage::insert_evidence_file(tx, stored, file.content));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "evidence_attached", audited(stored), now);
    return stored;
  });
}

core::Result<storage::EvidenceFileRow> upload_document(World& world, const Actor& actor, const NewDocument& document) {
  const auto now = world.clock.now();
  const auto checked = check_file(world, document.file);
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::EvidenceFileRow> {
    const auto application = TRY(load_own_application(tx, actor, document.application));
    const auto row = TRY(load_asking_case(tx, document));
    if (!checked) return core::fail(checked.error());
    const auto& file = *checked;
    auto stored =
        TRY(insert_file(tx, row, actor, file, {domain::Step::organization, "other", file.name, "applicant", "upload", document.note}, now));
    stored.question_id = storage::QuestionId::stored(document.question);
    TRY(storage::insert_evidence_file(tx, stored, file.content));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "document_uploaded", audited(stored), now);
    return stored;
  });
}

core::Result<storage::CaseId> decide_on_evidence(World& world, const Actor& actor, const EvidenceVerdict& verdict) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CaseId> {
    auto file = TRY(storage::load_evidence_file(tx, verdict.file));
    const auto row = TRY(load_open_case_for(tx, file.case_id, actor));
    if (file.status != "unverified") return core::fail(errors::evidence_decided);
    file.status = verdict.accepted ? "accepted" : "refused";
    file.decided_by = actor.id;
    file.decision_reason = verdict.reason;
    file.decided_at = now;
    if (!verdict.category.empty()) file.category = verdict.category;
    TRY(storage::decide_evidence_file(tx, file));
    TRY(add_record(tx, row, actor,
                   {.step = domain::parse_step(file.step).value(),
                    .kind = "decision",
                    .subject = file.file_name,
                    .source = "applicant",
                    .method = "review",
                    .outcome = "inconclusive",
                    .facts = {{"file", file.id.str()},
                              {"accepted", verdict.accepted},
                              {"reason", verdict.reason},
                              {"category", file.category},
                              {"shown", to_facts(verdict.shown)}}},
                   now));
    TRY(storage::update_case(tx, row));
    auto details = audited(file);
    details["accepted"] = verdict.accepted;
    audit_case(tx, actor, row, "evidence_decided", std::move(details), now);
    return row.id;
  });
}

core::Result<OpenedEvidence> open_evidence(World& world, const Actor& actor, const storage::FileId& id) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<OpenedEvidence> {
    OpenedEvidence opened{TRY(storage::load_evidence_file(tx, id)), TRY(storage::load_evidence_content(tx, id))};
    audit_case(tx, actor, TRY(storage::load_case(tx, opened.row.case_id)), "evidence_opened", audited(opened.row), now);
    return opened;
  });
}

} // namespace usecases
