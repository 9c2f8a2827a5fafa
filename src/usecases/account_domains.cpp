#include "usecases/account_domains.h"

#include "core/errors.h"
#include "domain/validation.h"
#include "usecases/renew_validation.h"

#include <algorithm>

namespace usecases {
namespace {

core::Result<AccountDomain> to_domain(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ValidationRow& row) {
  const auto policy = domain::policy_method(domain::parse_dcv_method(row.method).value_or(domain::DcvMethod::dns_txt));
  const auto completed = row.completed_at.value_or(row.created_at);
  AccountDomain out{.domain = row.authorization_domain,
                    .fqdn = row.fqdn,
                    .method = row.method,
                    .completed_at = completed,
                    .usable_until_ov = world.rules.domain_reuse_ends("tls.ov", completed, policy),
                    .usable_until_ev = world.rules.domain_reuse_ends("tls.ev", completed, policy),
                    .pending = {}};
  const auto pending = TRY(storage::find_pending_validation(tx, row.account_id, row.authorization_domain, "dns_txt"));
  if (pending) out.pending = TRY(show_validation(tx, world, *pending, actor.language));
  return out;
}

} // namespace

core::Result<std::vector<AccountDomain>> list_account_domains(World& world, const Actor& actor) {
  const auto account = TRY(storage::AccountId::parse(actor.account_id));
  return world.database.read([&](storage::Transaction& tx) -> core::Result<std::vector<AccountDomain>> {
    std::vector<AccountDomain> out;
    for (const auto& row : TRY(storage::list_account_validations(tx, account)))
      if (out.empty() || out.back().domain != row.authorization_domain) out.push_back(TRY(to_domain(tx, world, actor, row)));
    return out;
  });
}

core::Result<Validation> reverify_domain(World& world, const Actor& actor, const std::string& domain) {
  const auto now = world.clock.now();
  const auto account = TRY(storage::AccountId::parse(actor.account_id));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    const auto proven = TRY(storage::list_account_validations(tx, account));
    const auto proof = std::ranges::find(proven, domain, &storage::ValidationRow::authorization_domain);
    if (proof == proven.end()) return core::fail(core::errors::not_found);
    return show_validation(tx, world, TRY(renew_validation(tx, world, actor, *proof, now)), actor.language);
  });
}

} // namespace usecases
