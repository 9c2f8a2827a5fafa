#include "usecases/save_draft.h"

#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/stored_json.h"

namespace usecases {

core::Result<Application> save_draft(World& world, const Actor& actor, const storage::ApplicationId& id, const Draft& draft,
                                     std::optional<std::int64_t> seen) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Application> {
    auto row = TRY(load_own_application(tx, actor, id));
    TRY(check_editable(row));
    if (seen && *seen != row.version) return core::fail(core::errors::version_stale);
    row.draft = to_stored(draft);
    TRY(storage::update_application(tx, row));
    ++row.version;
    audit(tx, actor, {"draft_saved", row.id.str(), row.account_id.str(), {{"step", draft.step}}}, now);
    return compose_application(tx, world, actor, row);
  });
}

} // namespace usecases
