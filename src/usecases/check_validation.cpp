#include "usecases/check_validation.h"

#include "outbound/contact_lookup.h"
#include "outbound/errors.h"
#include "outbound/validation_check.h"
#include "storage/jobs.h"
#include "usecases/complete_validation.h"
#include "usecases/errors.h"
#include "usecases/look_elsewhere.h"
#include "usecases/mail_domain_holder.h"
#include "usecases/validation_job.h"

namespace usecases {
namespace {

/// A proof that followed the name's CNAME stands only while the CNAME points there (BR 3.2.2.4).
std::optional<core::Error> check_cname(World& world, const storage::ValidationRow& row, std::string& evidence) {
  const auto facts = facts_of(row);
  if (facts.fqdn.is_at_or_below(facts.authorization_domain)) return std::nullopt;
  const auto target = outbound::look_up_cname(world.resolver, row.fqdn);
  if (!target) return target.error();
  evidence += row.fqdn + " CNAME " + target->value_or("-") + "\n";
  if (*target && domain::DomainName::stored(**target).is_at_or_below(facts.authorization_domain)) return std::nullopt;
  return core::Error{outbound::errors::validation_cname_changed, {{"name", row.fqdn}, {"domain", row.authorization_domain}}, {}, {}};
}

outbound::ValidationOutcome look_for_record(World& world, const storage::ValidationRow& row) {
  std::string cname;
  const auto changed = check_cname(world, row, cname);
  auto outcome =
      changed ? outbound::ValidationOutcome{.confirmed = false, .expected = row.random_value, .found = {}, .error = changed, .evidence = {}}
              : outbound::check_dns_txt(world.resolver, row.authorization_domain, row.random_value);
  outcome.evidence = cname + outcome.evidence;
  return outcome;
}

outbound::ValidationOutcome look(World& world, const storage::ValidationRow& row) {
  if (row.method == "dns_txt") return look_for_record(world, row);
  return outbound::check_web_file(world.web, {row.fqdn, std::string(validation_file), row.random_value});
}

domain::LookOutcome judge(const outbound::ValidationOutcome& outcome) {
  if (outcome.confirmed) return domain::LookOutcome::found;
  if (!outcome.error) return domain::LookOutcome::unreachable;
  const auto& code = outcome.error->code;
  if (code == outbound::errors::validation_txt_missing) return domain::LookOutcome::absent;
  const bool different = code == outbound::errors::validation_txt_different || code == outbound::errors::validation_file_different;
  return different ? domain::LookOutcome::wrong : domain::LookOutcome::unreachable;
}

/// Everything that one look changes.
core::Result<void> save(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ValidationRow& row,
                        const outbound::ValidationOutcome& outcome, core::Instant now) {
  const auto after = domain::after_look(facts_of(row), judge(outcome), now);
  if (after.status == domain::ValidationStatus::valid) {
    const auto source = row.method == "dns_txt" ? "dns" : "web";
    static_cast<void>(TRY(complete_validation(tx, actor, row, {source, outcome.evidence, {}, outcome.found}, now)));
    return {};
  }
  if (after.status == domain::ValidationStatus::expired) {
    const core::Error reason{errors::validation_expired, {{"name", row.fqdn}}, {}, {}};
    static_cast<void>(TRY(end_validation(tx, world, actor, row, after.status, reason, now)));
    return {};
  }
  const auto error = outcome.error ? to_stored_error(*outcome.error) : std::string();
  const bool changed = TRY(storage::record_check(tx, row.id, {"pending", outcome.found, error, now, after.next_try_at}));
  // Otherwise somebody else's look was first.
  if (changed && after.next_try_at) TRY(storage::upsert_job(tx, {std::string(validation_job), row.id.str(), "{}", *after.next_try_at}));
  return {};
}

/// A look of the program's own keeps its own times; persons wait a little between two.
core::Result<void> check_pause(const Actor& actor, const storage::ValidationRow& row, core::Instant now) {
  if (actor.id == "system") return {};
  return domain::check_look_pause(row.checked_at, now);
}

} // namespace

core::Result<Validation> check_validation(World& world, const Actor& actor, const storage::ValidationId& id) {
  const auto row = TRY(world.database.read([&](storage::Transaction& tx) { return load_own_validation(tx, actor, id); }));
  const auto now = world.clock.now();
  // An answer to a mail is not looked for: it comes.
  if (row.status != "pending" || facts_of(row).by_mail())
    return world.database.read([&](storage::Transaction& tx) { return show_validation(tx, world, row, actor.language); });
  TRY(check_pause(actor, row, now));
  // An expired value is not asked for any more; after_look says so.
  const bool lives = now <= row.value_expires_at;
  auto outcome = lives ? look(world, row) : outbound::ValidationOutcome{};
  const auto sightings = lives ? look_elsewhere(world, row, outcome) : Sightings{};
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    TRY(save(tx, world, actor, row, outcome, now));
    if (lives) TRY(keep_sightings(tx, actor, row, sightings, now));
    return show_validation(tx, world, TRY(storage::load_validation(tx, id, storage::Tenant::any())), actor.language);
  });
}

} // namespace usecases
