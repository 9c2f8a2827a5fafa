#include "http/dto.h"
#include "portal/actor.h"
#include "portal/cases_api.h"
#include "usecases/denied_entries.h"
#include "usecases/list_position.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

struct DeniedEntry {
  std::string id;
  std::string kind;
  std::string value;
  std::string key;
  std::string source;
  std::string reason;
  core::Instant valid_from{};
  std::optional<core::Instant> valid_until;
  core::Instant entered_at{};
  std::optional<core::Instant> retired_at;
  std::string retire_reason;
};
BOOST_DESCRIBE_STRUCT(DeniedEntry, (),
                      (id, kind, value, key, source, reason, valid_from, valid_until, entered_at, retired_at, retire_reason))
struct DeniedEntryRequest {
  std::string kind;
  std::string value;
  std::string source;
  std::string reason;
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> until;
  static constexpr std::array rules{http::Rule{.field = "kind", .one_of = "name|domain|country|person|number|protected_domain"},
                                    http::Rule{.field = "value", .min_length = 1, .max_length = 300},
                                    http::Rule{.field = "source", .min_length = 1, .max_length = 80},
                                    http::Rule{.field = "reason", .min_length = 1, .max_length = 1000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(DeniedEntryRequest, (), (kind, value, source, reason, from, until))
struct RetirementRequest {
  std::string reason;
  static constexpr std::array rules{http::Rule{.field = "reason", .min_length = 1, .max_length = 1000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(RetirementRequest, (), (reason))
struct DeniedQuery {
  std::string q;
  std::string kind;
  bool retired = false;
  std::string after;
  std::int64_t limit = 50;
  static constexpr std::array rules{
      http::Rule{.field = "q", .max_length = 100, .has_default = true},
      http::Rule{.field = "kind", .one_of = "name|domain|country|person|number|protected_domain|", .has_default = true},
      http::Rule{.field = "retired", .has_default = true}, http::Rule{.field = "after", .has_default = true},
      http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(DeniedQuery, (), (q, kind, retired, after, limit))

DeniedEntry to_dto(const storage::DeniedRow& row) {
  return {row.id.str(),   row.kind,        row.value,      row.key,        row.source,       row.reason,
          row.valid_from, row.valid_until, row.entered_at, row.retired_at, row.retire_reason};
}

core::Result<Reply<http::Page<DeniedEntry>>> list_denied(World& world, const Call<None, DeniedQuery>& call) {
  const auto& query = call.query;
  const auto page =
      TRY(usecases::after_checked(usecases::list_denied(world, {query.q, query.kind, query.retired, query.after, query.limit})));
  http::Page<DeniedEntry> answer{.next = page.next};
  for (const auto& row : page.items) answer.items.push_back(to_dto(row));
  return answer;
}

core::Result<Reply<DeniedEntry>> add_denied(World& world, const Call<DeniedEntryRequest>& call) {
  const auto& body = call.body;
  return to_dto(TRY(usecases::add_denied(world, actor_of(call), {body.kind, body.value, body.source, body.reason, body.from, body.until})));
}

core::Result<Reply<DeniedEntry>> retire_denied(World& world, const Call<RetirementRequest>& call) {
  return to_dto(TRY(usecases::retire_denied(world, actor_of(call), TRY(call.id<storage::DeniedId>()), call.body.reason)));
}

constexpr auto readers = http::allow::staff(Role::specialist) | http::allow::staff(Role::officer, Role::staff_auditor);
constexpr auto keepers = http::allow::staff(Role::approving_specialist, Role::officer);

} // namespace

std::vector<http::Endpoint> denied_list_endpoints(World& world) {
  using enum http::Method;
  const auto desk = http::on::desk;
  return {
      http::endpoint({.id = "listDeniedEntries",
                      .method = get,
                      .path = "/denied-entries",
                      .summary = "Search the denied list",
                      .permission = readers,
                      .listeners = desk,
                      .tag = "denied-list"},
                     world, &list_denied),
      http::endpoint({.id = "addDeniedEntry",
                      .method = post,
                      .path = "/denied-entries",
                      .summary = "Add an entry to the denied list, and screen cases against it",
                      .permission = keepers,
                      .listeners = desk,
                      .tag = "denied-list",
                      .status = 201,
                      .creates = true},
                     world, &add_denied),
      http::endpoint({.id = "retireDeniedEntry",
                      .method = post,
                      .path = "/denied-entries/{id}/retirements",
                      .summary = "Take an entry of the denied list out of force",
                      .permission = keepers,
                      .listeners = desk,
                      .tag = "denied-list"},
                     world, &retire_denied),
  };
}

} // namespace portal
