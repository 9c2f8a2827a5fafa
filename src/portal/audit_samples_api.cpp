#include "http/dto.h"
#include "portal/actor.h"
#include "portal/cases_api.h"
#include "usecases/case_file.h"

namespace portal {
namespace {

using http::Call;
using http::File;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

struct SampleQuery {
  std::chrono::year_month_day from{};
  std::chrono::year_month_day to{};
  std::int64_t percent = 3;
  std::string seed;
  std::string level;
  core::Language language = core::Language::ja;
  static constexpr std::array rules{http::Rule{.field = "percent", .minimum = 1, .maximum = 100, .has_default = true},
                                    http::Rule{.field = "seed", .min_length = 1, .max_length = 100},
                                    http::Rule{.field = "level", .one_of = "ov|ev|", .has_default = true},
                                    http::Rule{.field = "language", .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(SampleQuery, (), (from, to, percent, seed, level, language))

struct SampledCertificate {
  std::string certificate_id;
  std::string common_name;
  std::string organization_name;
  std::string serial;
  std::string level;
  std::string status;
  core::Instant issued_at{};
  core::Instant not_after{};
  std::optional<std::string> case_id;
};
BOOST_DESCRIBE_STRUCT(SampledCertificate, (),
                      (certificate_id, common_name, organization_name, serial, level, status, issued_at, not_after, case_id))
struct AuditSample {
  std::int64_t population = 0;
  std::int64_t percent = 0;
  std::string seed;
  std::vector<SampledCertificate> items;
  static constexpr std::array rules{http::Rule{.field = "items", .max_items = 1'000'000}};
};
BOOST_DESCRIBE_STRUCT(AuditSample, (), (population, percent, seed, items))

struct CaseFileQuery {
  core::Language language = core::Language::ja;
  static constexpr std::array rules{http::Rule{.field = "language", .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(CaseFileQuery, (), (language))

usecases::SampleRequest to_request(const SampleQuery& query) {
  return {query.from, query.to, static_cast<int>(query.percent), query.seed, query.level};
}

core::Result<Reply<AuditSample>> draw_sample(World& world, const Call<None, SampleQuery>& call) {
  const auto sample = TRY(usecases::draw_audit_sample(world, to_request(call.query)));
  AuditSample dto{static_cast<std::int64_t>(sample.population.size()), call.query.percent, call.query.seed, {}};
  for (const auto& drawn : sample.certificates)
    dto.items.push_back({drawn.row.id.str(), drawn.row.common_name, drawn.row.organization_name, core::to_hex(drawn.row.serial),
                         drawn.level, drawn.row.status, drawn.row.issued_at, drawn.row.not_after,
                         drawn.case_id.empty() ? std::nullopt : std::optional(drawn.case_id)});
  return dto;
}

File to_file(usecases::ZipFile&& file) { return {"application/zip", std::string(core::as_text(file.content)), std::move(file.name)}; }

core::Result<Reply<File>> export_sample(World& world, const Call<None, SampleQuery>& call) {
  return to_file(TRY(usecases::export_sample(world, actor_of(call), to_request(call.query), call.query.language)));
}

core::Result<Reply<File>> export_case(World& world, const Call<None, CaseFileQuery>& call) {
  return to_file(TRY(usecases::export_case(world, actor_of(call), TRY(call.id<storage::CaseId>()), call.query.language)));
}

constexpr auto auditors = http::allow::staff(Role::staff_auditor, Role::officer);

} // namespace

std::vector<http::Endpoint> audit_sample_endpoints(World& world) {
  using enum http::Method;
  const auto desk = http::on::desk;
  return {
      http::endpoint({.id = "drawAuditSample",
                      .method = get,
                      .path = "/audit-samples",
                      .summary = "Draw a reproducible sample of issued certificates",
                      .permission = auditors,
                      .listeners = desk,
                      .tag = "audit"},
                     world, &draw_sample),
      http::endpoint({.id = "exportAuditSample",
                      .method = get,
                      .path = "/audit-samples/files.zip",
                      .summary = "Download the case files of a sample",
                      .permission = auditors,
                      .listeners = desk,
                      .tag = "audit"},
                     world, &export_sample),
      http::endpoint({.id = "exportCase",
                      .method = get,
                      .path = "/cases/{id}/file.zip",
                      .summary = "Download everything about a case",
                      .permission = auditors,
                      .listeners = desk,
                      .tag = "audit"},
                     world, &export_case),
  };
}

} // namespace portal
