#include "http/dto.h"
#include "portal/action.h"
#include "portal/actor.h"
#include "portal/cases_api.h"
#include "usecases/destroy_records.h"
#include "usecases/list_position.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

struct RetentionQuery {
  std::string after;
  std::int64_t limit = 50;
  static constexpr std::array rules{http::Rule{.field = "after", .has_default = true},
                                    http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(RetentionQuery, (), (after, limit))
struct RetainedCase {
  std::string case_id;
  std::string application_number;
  std::string organization_name;
  std::string status;
  std::int64_t records = 0;
  std::optional<core::Instant> last_expiry;
  std::optional<core::Instant> keep_until;
  bool may_destroy = false;
  std::optional<std::string> destruction_id;
  std::optional<core::Instant> destroyed_at;
  std::vector<Action> actions;
};
BOOST_DESCRIBE_STRUCT(RetainedCase, (),
                      (case_id, application_number, organization_name, status, records, last_expiry, keep_until, may_destroy,
                       destruction_id, destroyed_at, actions))
struct RetentionReport {
  std::int64_t years = 0;
  std::vector<RetainedCase> items;
  std::optional<std::string> next;
  static constexpr std::array rules{http::Rule{.field = "next", .omit_empty = true}};
};
BOOST_DESCRIBE_STRUCT(RetentionReport, (), (years, items, next))

struct DestructionRequest {
  std::string reason;
  static constexpr std::array rules{http::Rule{.field = "reason", .min_length = 1, .max_length = 1000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(DestructionRequest, (), (reason))
struct Destruction {
  std::string id;
  std::string case_id;
  std::string reason;
  core::Instant asked_at{};
  std::optional<core::Instant> approved_at;
  std::int64_t records = 0;
};
BOOST_DESCRIBE_STRUCT(Destruction, (), (id, case_id, reason, asked_at, approved_at, records))

RetainedCase to_dto(const usecases::RetainedCase& item, const http::CallContext& call) {
  const auto& row = item.row;
  return {row.case_id.str(),
          row.application_number,
          row.organization_name,
          row.status,
          row.records,
          row.last_expiry,
          item.keep_until,
          item.may_destroy,
          row.destruction_id ? std::optional(row.destruction_id->str()) : std::nullopt,
          row.destroyed_at,
          {make_action("ask_destruction", usecases::may_ask_destruction(item), call.language),
           make_action("approve_destruction", usecases::may_approve_destruction(item, call.principal.user_id), call.language)}};
}

core::Result<Reply<RetentionReport>> report_retention(World& world, const Call<None, RetentionQuery>& call) {
  auto report = TRY(usecases::after_checked(usecases::report_retention(world, call.query.after, call.query.limit)));
  RetentionReport dto{report.years, {}, std::move(report.cases.next)};
  for (const auto& item : report.cases.items) dto.items.push_back(to_dto(item, call));
  return dto;
}

Destruction to_dto(const storage::DestructionRow& row) {
  return {row.id.str(), row.case_id.str(), row.reason, row.asked_at, row.approved_at, row.records};
}

core::Result<Reply<Destruction>> ask_destruction(World& world, const Call<DestructionRequest>& call) {
  return to_dto(TRY(usecases::ask_destruction(world, actor_of(call), TRY(call.id<storage::CaseId>()), call.body.reason)));
}

core::Result<Reply<Destruction>> approve_destruction(World& world, const Call<>& call) {
  return to_dto(TRY(usecases::approve_destruction(world, actor_of(call), TRY(call.id<storage::DestructionId>()))));
}

constexpr auto officers = http::allow::staff(Role::officer);
constexpr auto auditors = http::allow::staff(Role::staff_auditor, Role::officer);

} // namespace

std::vector<http::Endpoint> retention_endpoints(World& world) {
  using enum http::Method;
  const auto desk = http::on::desk;
  return {
      http::endpoint({.id = "reportRetention",
                      .method = get,
                      .path = "/reports/retention",
                      .summary = "Say until when the records of each case are kept",
                      .permission = auditors,
                      .listeners = desk,
                      .tag = "audit"},
                     world, &report_retention),
      http::endpoint({.id = "askDestruction",
                      .method = post,
                      .path = "/cases/{id}/destructions",
                      .summary = "Ask for the destruction of a case's records whose retention is over",
                      .permission = officers,
                      .listeners = desk,
                      .tag = "audit"},
                     world, &ask_destruction),
      http::endpoint({.id = "approveDestruction",
                      .method = post,
                      .path = "/destructions/{id}/approvals",
                      .summary = "Approve as another officer: evidence and personal data are blanked",
                      .permission = officers,
                      .listeners = desk,
                      .tag = "audit",
                      .needs_second_factor = true},
                     world, &approve_destruction),
  };
}

} // namespace portal
