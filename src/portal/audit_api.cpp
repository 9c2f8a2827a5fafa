#include "http/dto.h"
#include "portal/certificates_api.h"
#include "usecases/list_audit_events.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

struct AuditEventDto {
  std::int64_t seq = 0;
  core::Instant at{};
  std::string actor;
  std::string origin;
  std::string action;
  std::string object;
  std::string account_id;
  boost::json::object details;
  std::string hash;
  static std::string dto_name() { return "AuditEvent"; }
};
BOOST_DESCRIBE_STRUCT(AuditEventDto, (), (seq, at, actor, origin, action, object, account_id, details, hash))

struct AuditEventQuery {
  std::string object;
  std::int64_t after = 0;
  std::int64_t limit = 50;
  static constexpr std::array rules{http::Rule{.field = "object", .max_length = 60, .has_default = true},
                                    http::Rule{.field = "after", .minimum = 0, .has_default = true},
                                    http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(AuditEventQuery, (), (object, after, limit))

AuditEventDto to_dto(const storage::AuditRow& row) {
  AuditEventDto dto{row.seq, row.at, row.actor, row.origin, row.action, row.object, row.account_id, {}, core::to_hex(row.hash)};
  boost::system::error_code failed;
  auto details = boost::json::parse(row.details, failed);
  if (!failed && details.is_object()) dto.details = std::move(details.as_object());
  return dto;
}

core::Result<Reply<http::Page<AuditEventDto>>> list_audit_events(World& world, const Call<None, AuditEventQuery>& call) {
  http::Page<AuditEventDto> page;
  for (const auto& row : TRY(usecases::list_audit_events(world, {call.query.object, "", call.query.after, call.query.limit})))
    page.items.push_back(to_dto(row));
  if (static_cast<std::int64_t>(page.items.size()) == call.query.limit) page.next = std::to_string(page.items.back().seq);
  return page;
}

} // namespace

std::vector<http::Endpoint> audit_endpoints(World& world) {
  return {http::endpoint({.id = "listAuditEvents",
                          .method = http::Method::get,
                          .path = "/audit-events",
                          .summary = "Read the audit log, newest first",
                          .permission = http::allow::staff(Role::staff_auditor, Role::officer),
                          .listeners = http::on::desk,
                          .tag = "audit"},
                         world, &list_audit_events)};
}

} // namespace portal
