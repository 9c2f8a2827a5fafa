#include "usecases/account_domains.h"

#include "core/errors.h"
#include "domain/reuse.h"
#include "domain/validation.h"
#include "usecases/complete_validation.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr std::string_view ov_profile = "tls.ov";
constexpr std::string_view ev_profile = "tls.ev";

domain::DcvMethod method_of(const storage::ValidationRow& row) {
  return domain::parse_dcv_method(row.method).value_or(domain::DcvMethod::dns_txt);
}

AccountDomain first_proof(const storage::ValidationRow& pending) {
  const auto facts = facts_of(pending);
  return {.domain = pending.proven_domain,
          .fqdn = pending.fqdn,
          .method = pending.method,
          .covers_below = facts.covers_below(),
          .completed_at = {},
          .state_ov = "none",
          .state_ev = "none",
          .usable_until_ov = {},
          .usable_until_ev = {},
          .pending = {}};
}

AccountDomain withdrawn_proof(const storage::ValidationRow& proof) {
  auto out = first_proof(proof);
  out.completed_at = proof.completed_at;
  out.state_ov = out.state_ev = domain::to_string(domain::EvidenceAge::ended);
  return out;
}

AccountDomain to_domain(const World& world, const storage::ValidationRow& proof) {
  if (proof.status != "valid") return withdrawn_proof(proof);
  const auto completed = proof.completed_at.value_or(proof.created_at);
  const auto policy = domain::policy_method(method_of(proof));
  auto out = first_proof(proof);
  out.completed_at = completed;
  out.usable_until_ov = world.rules.domain_reuse_ends(ov_profile, completed, policy);
  out.usable_until_ev = world.rules.domain_reuse_ends(ev_profile, completed, policy);
  out.state_ov = domain::to_string(domain::evidence_age(completed, out.usable_until_ov, world.clock.now()));
  out.state_ev = domain::to_string(domain::evidence_age(completed, out.usable_until_ev, world.clock.now()));
  return out;
}

bool is_about(const storage::ValidationRow& pending, const storage::ValidationRow& known) {
  return pending.proven_domain == known.proven_domain || pending.fqdn == known.proven_domain;
}

/// A mail names who asks, and for what: the application for which the domain was proven.
void close_mail(ValidationOptions& shown, core::Language language) {
  for (auto& option : shown.options) {
    const auto method = domain::parse_dcv_method(option.method);
    if (!option.allowed || !method || !domain::traits_of(*method).by_mail) continue;
    option.allowed = false;
    option.reason = core::message(language, "papers", "validation_mail_unfounded");
  }
}

bool is_listed(const AccountDomains& domains, const storage::ValidationRow& row) {
  return std::ranges::find(domains.items, row.proven_domain, &AccountDomain::domain) != domains.items.end();
}

} // namespace

core::Result<AccountDomains> list_account_domains(World& world, const Actor& actor) {
  const auto account = TRY(storage::AccountId::parse(actor.account_id));
  return world.database.read([&](storage::Transaction& tx) -> core::Result<AccountDomains> {
    AccountDomains out{{}, make_caa_advice(world, account.str(), ov_profile)};
    const auto pending = TRY(storage::list_pending_validations(tx, account, world.clock.now()));
    const auto add = [&](const storage::ValidationRow& known, AccountDomain shown) -> core::Result<void> {
      const auto wait = std::ranges::find_if(pending, [&](const auto& row) { return is_about(row, known); });
      if (wait != pending.end()) shown.pending = TRY(show_validation(tx, world, *wait, actor.language));
      out.items.push_back(std::move(shown));
      return {};
    };
    for (const auto& row : TRY(storage::list_account_validations(tx, account)))
      if (!is_listed(out, row)) TRY(add(row, to_domain(world, row)));
    for (const auto& row : pending)
      if (!is_listed(out, row)) TRY(add(row, first_proof(row)));
    std::ranges::sort(out.items, {}, &AccountDomain::domain);
    return out;
  });
}

core::Result<storage::ValidationRow> load_account_domain(storage::Transaction& tx, const Actor& actor, const std::string& domain) {
  auto known = TRY(storage::find_account_domain(tx, TRY(storage::AccountId::parse(actor.account_id)), domain));
  if (!known) return core::fail(core::errors::not_found);
  return std::move(*known);
}

core::Result<ValidationOptions> view_domain_options(World& world, const Actor& actor, const std::string& domain) {
  const auto known = TRY(world.database.read([&](storage::Transaction& tx) { return load_account_domain(tx, actor, domain); }));
  auto out = find_validation_options(world, domain::DomainName::stored(known.proven_domain), known.profile, actor.language);
  if (!known.application_id) close_mail(out, actor.language);
  return out;
}

} // namespace usecases
