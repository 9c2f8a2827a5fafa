#include "usecases/reverify_domain.h"

#include "domain/errors.h"
#include "usecases/account_domains.h"
#include "usecases/begin_validation.h"
#include "usecases/mail_domain_holder.h"
#include "usecases/renew_validation.h"

namespace usecases {
namespace {

/// Whom the mails speak of: the application for which the domain was proven.
core::Result<std::optional<storage::ApplicationRow>> application_of(storage::Transaction& tx, const storage::ValidationRow& known) {
  if (!known.application_id) return std::optional<storage::ApplicationRow>{};
  return std::optional(TRY(storage::load_application(tx, *known.application_id, storage::Tenant::of(known.account_id))));
}

core::Result<storage::ValidationRow> begin_or_find(storage::Transaction& tx, const World& world, const Actor& actor,
                                                   const ProofOwner& owner, const ProofChoice& choice) {
  const auto now = world.clock.now();
  auto pending = find_same_pending(TRY(storage::list_pending_validations(tx, owner.account_id, now)), choice, now);
  if (!pending) return begin_validation(tx, world, actor, owner, choice);
  if (owner.application != nullptr)
    TRY(mail_domain_holder(tx, world, actor, {*owner.application, *pending, choice.addresses, choice.evidence}));
  return std::move(*pending);
}

} // namespace

core::Result<Validation> reverify_domain(World& world, const Actor& actor, const std::string& domain,
                                         const ReverificationRequest& request) {
  const auto known = TRY(world.database.read([&](storage::Transaction& tx) { return load_account_domain(tx, actor, domain); }));
  const std::string names[] = {known.proven_domain};
  const auto choice =
      TRY(choose_proof(world, {known.profile, names, {}}, {names[0], request.method, request.authorization_domain, request.addresses}));
  if (!known.application_id && choice.by_mail())
    return core::fail(domain::errors::domain_method_unsuited, {{"name", names[0]}, {"method", request.method}});
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    const auto application = TRY(application_of(tx, known));
    const ProofOwner owner{known.account_id, application ? &*application : nullptr};
    return show_validation(tx, world, TRY(begin_or_find(tx, world, actor, owner, choice)), actor.language);
  });
}

} // namespace usecases
