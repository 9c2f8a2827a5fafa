#include "core/text.h"
#include "http/url.h"
#include "portal/actor.h"
#include "portal/case_dtos.h"
#include "portal/cases_api.h"
#include "usecases/correlate_case.h"
#include "usecases/evidence_files.h"
#include "usecases/list_position.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

constexpr std::size_t most_base64 = 13'981'016; // of 10 MiB, the most that may be configured
constexpr std::string_view steps = "application|organization|domains|hr_call|authorization_call|contract_signer_call|higher_authority_call";
constexpr std::string_view categories = "register_extract|articles|bank_letter|professional_letter|photo|screenshot|mail|other";

struct EvidenceRequest {
  std::string step;
  std::string category;
  std::string subject;
  std::string source;
  std::string method;
  std::string note;
  std::string shown_name;
  std::string shown_address;
  std::optional<std::chrono::year_month_day> issued_on;
  std::string file_name;
  std::string content;
  static constexpr std::array rules{
      http::Rule{.field = "step", .one_of = steps},
      http::Rule{.field = "category", .one_of = categories},
      http::Rule{.field = "subject", .min_length = 1, .max_length = 200},
      http::Rule{.field = "source", .min_length = 1, .max_length = 200},
      http::Rule{.field = "method", .max_length = 200, .has_default = true},
      http::Rule{.field = "note", .max_length = 4000, .multiline = true, .has_default = true},
      http::Rule{.field = "shown_name", .max_length = 200, .has_default = true},
      http::Rule{.field = "shown_address", .max_length = 400, .has_default = true},
      http::Rule{.field = "file_name", .max_length = 500},
      http::Rule{.field = "content", .min_length = 1, .max_length = most_base64, .description = "The file in base64"}};
};
BOOST_DESCRIBE_STRUCT(EvidenceRequest, (),
                      (step, category, subject, source, method, note, shown_name, shown_address, issued_on, file_name, content))

struct DocumentRequest {
  std::string question_id;
  std::string note;
  std::string file_name;
  std::string content;
  static constexpr std::array rules{
      http::Rule{.field = "question_id", .min_length = 1, .max_length = 60},
      http::Rule{.field = "note", .max_length = 4000, .multiline = true, .has_default = true},
      http::Rule{.field = "file_name", .max_length = 500},
      http::Rule{.field = "content", .min_length = 1, .max_length = most_base64, .description = "The file in base64"}};
};
BOOST_DESCRIBE_STRUCT(DocumentRequest, (), (question_id, note, file_name, content))
struct UploadedDocument {
  std::string id;
  std::string file_name;
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(UploadedDocument, (), (id, file_name, media_type, size, sha256))

struct VerdictRequest {
  bool accepted = false;
  std::string reason;
  std::optional<std::string> category;
  std::string shown_name;
  std::string shown_address;
  std::optional<std::chrono::year_month_day> issued_on;
  static constexpr std::array rules{http::Rule{.field = "reason", .min_length = 1, .max_length = 1000, .multiline = true},
                                    http::Rule{.field = "category", .one_of = categories},
                                    http::Rule{.field = "shown_name", .max_length = 200, .has_default = true},
                                    http::Rule{.field = "shown_address", .max_length = 400, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(VerdictRequest, (), (accepted, reason, category, shown_name, shown_address, issued_on))
struct DifferenceRequest {
  std::string field;
  bool accepted = false;
  std::string reason;
  std::optional<core::Instant> seen_decided_at;
  static constexpr std::array rules{http::Rule{.field = "field", .min_length = 1, .max_length = 80},
                                    http::Rule{.field = "reason", .min_length = 1, .max_length = 1000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(DifferenceRequest, (), (field, accepted, reason, seen_decided_at))

struct HistoryQuery {
  std::string after;
  std::int64_t limit = 50;
  static constexpr std::array rules{http::Rule{.field = "after", .has_default = true},
                                    http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(HistoryQuery, (), (after, limit))

usecases::ShownByFile shown_of(const auto& body) {
  return {core::trim(body.shown_name), core::trim(body.shown_address), body.issued_on ? core::to_string(*body.issued_on) : std::string()};
}

core::Result<Reply<CaseDetail>> attach_evidence(World& world, const Call<EvidenceRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  const auto& body = call.body;
  static_cast<void>(TRY(usecases::attach_evidence(world, actor_of(call),
                                                  {id,
                                                   domain::parse_step(body.step).value(),
                                                   body.category,
                                                   body.subject,
                                                   body.source,
                                                   body.method,
                                                   body.note,
                                                   shown_of(body),
                                                   {body.file_name, body.content}})));
  return show_case(world, call, id);
}

core::Result<Reply<UploadedDocument>> upload_document(World& world, const Call<DocumentRequest>& call) {
  const auto row = TRY(usecases::upload_document(
      world, actor_of(call),
      {TRY(call.id<storage::ApplicationId>()), call.body.question_id, call.body.note, {call.body.file_name, call.body.content}}));
  return UploadedDocument{row.id.str(), row.file_name, row.media_type, row.size, row.sha256};
}

/// The ending of the name is one of a few; the rest may be in any script, so that an old client gets a plain one (RFC 6266 4.3).
std::string disposition(const storage::EvidenceFileRow& row) {
  const auto ending = row.file_name.substr(std::min(row.file_name.rfind('.'), row.file_name.size()));
  return "attachment; filename=\"" + row.id.str() + ending + "\"; filename*=UTF-8''" + http::percent_encode(row.file_name);
}

core::Result<Reply<http::File>> download_evidence(World& world, const Call<>& call) {
  const auto opened = TRY(usecases::open_evidence(world, actor_of(call), TRY(call.id<storage::FileId>())));
  Reply<http::File> reply(http::File{opened.row.media_type, std::string(core::as_text(opened.content)), ""});
  reply.header("Content-Disposition", disposition(opened.row)).header("Content-Security-Policy", "sandbox; default-src 'none'");
  return reply;
}

core::Result<Reply<CaseDetail>> decide_on_evidence(World& world, const Call<VerdictRequest>& call) {
  const auto id = TRY(call.id<storage::FileId>());
  const auto& body = call.body;
  const auto shown = body.accepted ? shown_of(body) : usecases::ShownByFile{};
  return show_case(
      world, call,
      TRY(usecases::decide_on_evidence(world, actor_of(call), {id, body.accepted, body.reason, body.category.value_or(""), shown})));
}

core::Result<Reply<Correlation>> get_correlation(World& world, const Call<>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  return to_dto(TRY(usecases::view_correlation(world, id)), TRY(usecases::view_case(world, id)).people);
}

core::Result<Reply<Correlation>> decide_difference(World& world, const Call<DifferenceRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::decide_difference(world, actor_of(call),
                                  {id, call.body.field, call.body.accepted, call.body.reason, call.body.seen_decided_at}));
  return to_dto(TRY(usecases::view_correlation(world, id)), TRY(usecases::view_case(world, id)).people);
}

core::Result<Reply<http::Page<HistoryEntry>>> list_case_history(World& world, const Call<None, HistoryQuery>& call) {
  const auto page =
      TRY(usecases::after_checked(usecases::view_case_history(world, TRY(call.id<storage::CaseId>()), call.query.after, call.query.limit)));
  http::Page<HistoryEntry> answer{.next = page.next};
  for (const auto& line : page.items) answer.items.push_back(to_dto(line, actor_of(call).language));
  return answer;
}

constexpr auto specialists = http::allow::staff(Role::specialist);
constexpr auto readers = http::allow::staff(Role::specialist) | http::allow::staff(Role::staff_auditor, Role::support);

/// The largest file in base64, and some words.
std::size_t file_body_limit(const World& world) {
  constexpr std::size_t words = 64 * 1024;
  return (static_cast<std::size_t>(world.config.limits.evidence_mebibytes) << 20U) / 3 * 4 + words;
}

} // namespace

std::vector<http::Endpoint> evidence_endpoints(World& world) {
  using enum http::Method;
  const auto desk = http::on::desk;
  return {
      http::endpoint({.id = "attachEvidence",
                      .method = post,
                      .path = "/cases/{id}/evidence",
                      .summary = "Attach a document to a step",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases",
                      .status = 201,
                      .creates = true,
                      .body_limit = file_body_limit(world)},
                     world, &attach_evidence),
      http::endpoint({.id = "downloadEvidence",
                      .method = get,
                      .path = "/evidence-files/{id}",
                      .summary = "Download a document of a case",
                      .permission = readers,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &download_evidence),
      http::endpoint({.id = "decideOnEvidence",
                      .method = post,
                      .path = "/evidence-files/{id}/decisions",
                      .summary = "Take over or refuse the applicant's document",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &decide_on_evidence),
      http::endpoint({.id = "uploadDocument",
                      .method = post,
                      .path = "/applications/{id}/documents",
                      .summary = "Send a document that was asked for",
                      .permission = http::allow::applicant,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .status = 201,
                      .creates = true,
                      .body_limit = file_body_limit(world),
                      .rate = {.burst = 60, .per_minute = 20}},
                     world, &upload_document),
      http::endpoint({.id = "getCorrelation",
                      .method = get,
                      .path = "/cases/{id}/correlation",
                      .summary = "Set the whole file side by side",
                      .permission = readers,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &get_correlation),
      http::endpoint({.id = "decideDifference",
                      .method = post,
                      .path = "/cases/{id}/difference-decisions",
                      .summary = "Decide on words that differ",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &decide_difference),
      http::endpoint({.id = "listCaseHistory",
                      .method = get,
                      .path = "/cases/{id}/history",
                      .summary = "Read what happened to a case, newest first",
                      .permission = readers,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &list_case_history),
  };
}

} // namespace portal
