#include "usecases/begin_validation.h"

#include "domain/look_alike.h"
#include "domain/validation.h"
#include "storage/jobs.h"
#include "usecases/audit.h"
#include "usecases/mail_domain_holder.h"
#include "usecases/validation_job.h"

namespace usecases {
namespace {

storage::ValidationRow to_row(const World& world, const ProofOwner& owner, const ProofChoice& choice, core::Instant now) {
  const auto value = domain::make_random_value(world.rules, choice.profile, now);
  const auto proven = domain::proven_domain(choice.method, choice.fqdn, domain::DomainName::stored(choice.authorization_domain));
  return {.id = storage::ValidationId::make(),
          .account_id = owner.account_id,
          .application_id = owner.application != nullptr ? std::optional(owner.application->id) : std::nullopt,
          .fqdn = choice.fqdn.str(),
          .authorization_domain = choice.authorization_domain,
          .method = std::string(domain::to_string(choice.method)),
          .random_value = choice.by_mail() ? std::string() : value.value,
          .status = "pending",
          .created_at = now,
          .value_expires_at = value.expires_at,
          .completed_at = std::nullopt,
          .next_try_at = choice.by_mail() ? std::nullopt : domain::next_try(0, now, value.expires_at),
          .attempts = 0,
          .last_found = {},
          .last_error = {},
          .profile = choice.profile,
          .look = domain::look_key(proven),
          .proven_domain = proven.str()};
}

} // namespace

std::optional<storage::ValidationRow> find_same_pending(const std::vector<storage::ValidationRow>& rows, const ProofChoice& choice,
                                                        core::Instant now) {
  for (const auto& row : rows)
    if (row.status == "pending" && row.fqdn == choice.fqdn.str() && row.method == domain::to_string(choice.method) &&
        row.authorization_domain == choice.authorization_domain && now < row.value_expires_at)
      return row;
  return std::nullopt;
}

core::Result<storage::ValidationRow> begin_validation(storage::Transaction& tx, const World& world, const Actor& actor,
                                                      const ProofOwner& owner, const ProofChoice& choice) {
  const auto now = world.clock.now();
  auto row = to_row(world, owner, choice, now);
  TRY(storage::insert_validation(tx, row));
  if (row.next_try_at) TRY(storage::upsert_job(tx, {std::string(validation_job), row.id.str(), "{}", *row.next_try_at}));
  if (owner.application != nullptr) TRY(mail_domain_holder(tx, world, actor, {*owner.application, row, choice.addresses, choice.evidence}));
  audit(tx, actor,
        {"validation_created",
         row.id.str(),
         row.account_id.str(),
         {{"fqdn", row.fqdn}, {"method", row.method}, {"authorizationDomain", row.authorization_domain}}},
        now);
  return row;
}

} // namespace usecases
