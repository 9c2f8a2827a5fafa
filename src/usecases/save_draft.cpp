#include "usecases/save_draft.h"

#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

using boost::json::object;
using boost::json::value;

/// The member names of storage as the API writes them.
std::string wire_name(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i)
    out += name[i] == '_' && i + 1 < name.size() ? static_cast<char>(name[++i] - 'a' + 'A') : name[i];
  return out;
}

/// Where two drafts differ, as pointers to the members; a list or text is one thing.
void find_differences(const value& mine, const value& theirs, const std::string& at, std::vector<core::FieldError>& found) {
  if (mine == theirs) return;
  if (!mine.is_object() || !theirs.is_object()) {
    found.push_back({at, std::string(errors::draft_differs.name), {}});
    return;
  }
  for (const auto& [name, member] : mine.get_object()) {
    const auto* other = theirs.get_object().if_contains(name);
    find_differences(member, other != nullptr ? *other : value(nullptr), at + "/" + wire_name(name), found);
  }
}

/// Somebody saved in between: what differs from theirs, so that nothing is lost unseen.
core::Failure refuse_stale(const Draft& mine, const std::string& stored) {
  std::vector<core::FieldError> found;
  auto draft = detail::to_json(mine);
  draft.as_object().erase("step");
  find_differences(draft, detail::to_json(from_stored<Draft>(stored)), "", found);
  return core::fail(core::Error{core::errors::version_stale, {}, {}, std::move(found)});
}

} // namespace

core::Result<Application> save_draft(World& world, const Actor& actor, const storage::ApplicationId& id, const Draft& draft,
                                     std::optional<std::int64_t> seen) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Application> {
    auto row = TRY(load_own_application(tx, actor, id));
    TRY(check_editable(row));
    if (seen && *seen != row.version) return refuse_stale(draft, row.draft);
    row.draft = to_stored(draft);
    TRY(storage::update_application(tx, row));
    ++row.version;
    audit(tx, actor, {"draft_saved", row.id.str(), row.account_id.str(), {{"step", draft.step}}}, now);
    return compose_application(tx, world, actor, row);
  });
}

} // namespace usecases
