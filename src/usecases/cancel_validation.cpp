#include "usecases/cancel_validation.h"

#include "domain/states.h"
#include "storage/jobs.h"
#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/validation_job.h"

namespace usecases {

core::Result<Validation> cancel_validation(World& world, const Actor& actor, const storage::ValidationId& id) {
  const auto now = world.clock.now();
  const auto tenant = storage::Tenant::of(TRY(storage::AccountId::parse(actor.account_id)));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    const auto row = TRY(storage::load_validation(tx, id, tenant));
    const std::string ended(domain::to_string(domain::ValidationStatus::failed));
    const auto reason = to_stored_error({errors::validation_cancelled, {{"name", row.fqdn}}, {}, {}});
    if (!TRY(storage::record_check(tx, id, {ended, row.last_found, reason, now, std::nullopt})))
      return core::fail(errors::validation_not_pending, {{"name", row.fqdn}});
    TRY(storage::drop_job(tx, validation_job, id.str()));
    audit(tx, actor, {"validation_cancelled", id.str(), row.account_id.str(), {{"fqdn", row.fqdn}, {"method", row.method}}}, now);
    return show_validation(tx, world, TRY(storage::load_validation(tx, id, tenant)), actor.language);
  });
}

} // namespace usecases
