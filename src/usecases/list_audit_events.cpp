#include "usecases/list_audit_events.h"

#include <map>

namespace usecases {
namespace {

core::Result<storage::AuditQuery> to_query(storage::Transaction& tx, const AuditSearch& search) {
  storage::AuditQuery query{
      .action = search.what, .from = search.from, .until = search.until, .after = search.after, .limit = search.limit};
  if (!search.who.empty()) query.actors = TRY(storage::find_actors(tx, search.who));
  if (!search.object.empty()) query.objects = TRY(storage::find_objects(tx, search.object));
  return query;
}

/// Looks each id of a page up once.
template <class Name, class Find>
core::Result<Name> look_up(std::map<std::string, Name>& known, const std::string& id, Find find) {
  const auto found = known.find(id);
  if (found != known.end()) return found->second;
  return known[id] = TRY(find(id));
}

} // namespace

core::Result<storage::Page<AuditLine>> list_audit_events(World& world, const AuditSearch& search) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<storage::Page<AuditLine>> {
    auto page = TRY(storage::list_audit_events(tx, TRY(to_query(tx, search))));
    std::map<std::string, storage::ActorName> actors;
    std::map<std::string, storage::ObjectName> objects;
    storage::Page<AuditLine> lines{{}, std::move(page.next)};
    for (auto& row : page.items) {
      auto actor = TRY(look_up(actors, row.actor, [&](const auto& id) { return storage::find_actor_name(tx, id); }));
      auto object = TRY(look_up(objects, row.object, [&](const auto& id) { return storage::find_object_name(tx, id); }));
      lines.items.push_back({std::move(row), std::move(actor), std::move(object)});
    }
    return lines;
  });
}

} // namespace usecases
