#include "usecases/renew_validation.h"

#include "domain/look_alike.h"
#include "domain/validation.h"
#include "storage/jobs.h"
#include "usecases/audit.h"
#include "usecases/complete_validation.h"
#include "usecases/validation_job.h"

namespace usecases {

core::Result<storage::ValidationRow> renew_validation(storage::Transaction& tx, const World& world, const Actor& actor,
                                                      const storage::ValidationRow& proof, core::Instant now) {
  const auto& at = proof.proven_domain;
  if (auto pending = TRY(storage::find_pending_validation(tx, proof.account_id, at, "dns_txt")))
    if (now < pending->value_expires_at) return std::move(*pending);
  const auto value = domain::make_random_value(world.rules, proof.profile, now);
  storage::ValidationRow row{.id = storage::ValidationId::make(),
                             .account_id = proof.account_id,
                             .application_id = proof.application_id,
                             .fqdn = at,
                             .authorization_domain = at,
                             .method = "dns_txt",
                             .random_value = value.value,
                             .status = "pending",
                             .created_at = now,
                             .value_expires_at = value.expires_at,
                             .completed_at = std::nullopt,
                             .next_try_at = domain::next_try(0, now, value.expires_at),
                             .attempts = 0,
                             .last_found = {},
                             .last_error = {},
                             .profile = proof.profile,
                             .look = domain::look_key(domain::DomainName::stored(at)),
                             .proven_domain = at};
  TRY(storage::insert_validation(tx, row));
  TRY(storage::upsert_job(tx, {std::string(validation_job), row.id.str(), "{}", row.next_try_at.value_or(now)}));
  audit(
      tx, actor,
      {"validation_created", row.id.str(), row.account_id.str(), {{"fqdn", row.fqdn}, {"method", row.method}, {"renews", proof.id.str()}}},
      now);
  return row;
}

} // namespace usecases
