#include "core/i18n.h"
#include "http/dto.h"
#include "portal/actor.h"
#include "portal/certificates_api.h"
#include "usecases/list_audit_events.h"
#include "usecases/list_position.h"

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
  std::string actor_kind;
  std::string actor_name;
  std::vector<std::string> actor_roles;
  std::string actor_number;
  std::string origin;
  std::string action;
  std::string words;
  std::string object;
  std::string object_kind;
  std::string object_label;
  std::string shown_with;
  std::string account_id;
  boost::json::object details;
  std::string hash;
  static std::string dto_name() { return "AuditEvent"; }
};
BOOST_DESCRIBE_STRUCT(AuditEventDto, (),
                      (seq, at, actor, actor_kind, actor_name, actor_roles, actor_number, origin, action, words, object, object_kind,
                       object_label, shown_with, account_id, details, hash))

struct AuditEventQuery {
  std::string who;
  std::string what;
  std::string object;
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> to;
  std::string after;
  std::int64_t limit = 50;
  static constexpr std::array rules{
      http::Rule{.field = "who", .max_length = 100, .has_default = true, .description = "name, mail address, id or `system`"},
      http::Rule{.field = "what", .max_length = 60, .has_default = true, .description = "an action"},
      http::Rule{
          .field = "object", .max_length = 100, .has_default = true, .description = "number of a case, application or order, or an id"},
      http::Rule{.field = "from", .has_default = true},
      http::Rule{.field = "to", .has_default = true, .description = "the last day"},
      http::Rule{.field = "after", .max_length = 200, .has_default = true},
      http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(AuditEventQuery, (), (who, what, object, from, to, after, limit))

struct AuditAction {
  std::string action;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(AuditAction, (), (action, words))
struct AuditActions {
  std::vector<AuditAction> items;
};
BOOST_DESCRIBE_STRUCT(AuditActions, (), (items))

AuditEventDto to_dto(const usecases::AuditLine& line, core::Language language) {
  const auto& [row, actor, object] = line;
  AuditEventDto dto{row.seq,
                    row.at,
                    row.actor,
                    actor.kind,
                    actor.name,
                    actor.roles,
                    actor.number,
                    row.origin,
                    row.action,
                    core::message(language, "actions", row.action),
                    row.object,
                    object.kind,
                    object.label,
                    object.shown_with,
                    row.account_id,
                    {},
                    core::to_hex(row.hash)};
  boost::system::error_code failed;
  auto details = boost::json::parse(row.details, failed);
  if (!failed && details.is_object()) dto.details = std::move(details.as_object());
  return dto;
}

/// Days are those of the desk's time zone.
usecases::AuditSearch to_search(const World& world, const AuditEventQuery& query) {
  const auto& zone = world.calendar.zone();
  usecases::AuditSearch search{.who = query.who, .what = query.what, .object = query.object, .after = query.after, .limit = query.limit};
  const auto midnight = [&](std::chrono::sys_days day) {
    return zone.instant_of(std::chrono::year_month_day(day), std::chrono::seconds{0});
  };
  if (query.from) search.from = midnight(std::chrono::sys_days(*query.from));
  if (query.to) search.until = midnight(std::chrono::sys_days(*query.to) + std::chrono::days{1});
  return search;
}

core::Result<Reply<http::Page<AuditEventDto>>> list_audit_events(World& world, const Call<None, AuditEventQuery>& call) {
  const auto page = TRY(usecases::after_checked(usecases::list_audit_events(world, to_search(world, call.query))));
  http::Page<AuditEventDto> answer{.next = page.next};
  for (const auto& line : page.items) answer.items.push_back(to_dto(line, actor_of(call).language));
  return answer;
}

core::Result<Reply<AuditActions>> list_audit_actions(World& /*world*/, const Call<>& call) {
  const auto language = actor_of(call).language;
  AuditActions answer;
  for (const auto& action : core::message_keys(language, "actions"))
    if (!action.starts_with("mail_")) answer.items.push_back({action, core::message(language, "actions", action)});
  return answer;
}

constexpr auto readers = http::allow::staff(Role::staff_auditor, Role::officer);

} // namespace

std::vector<http::Endpoint> audit_endpoints(World& world) {
  return {http::endpoint({.id = "listAuditEvents",
                          .method = http::Method::get,
                          .path = "/audit-events",
                          .summary = "Read the audit log, newest first",
                          .permission = readers,
                          .listeners = http::on::desk,
                          .tag = "audit"},
                         world, &list_audit_events),
          http::endpoint({.id = "listAuditActions",
                          .method = http::Method::get,
                          .path = "/audit-actions",
                          .summary = "List what the audit log tells of, in words",
                          .permission = readers,
                          .listeners = http::on::desk,
                          .tag = "audit"},
                         world, &list_audit_actions)};
}

} // namespace portal
