#include "usecases/check_validation.h"

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

outbound::ValidationOutcome look(World& world, const storage::ValidationRow& row) {
  if (row.method == "dns_txt") return outbound::check_dns_txt(world.resolver, {row.fqdn, row.authorization_domain, row.random_value});
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
    static_cast<void>(TRY(complete_validation(tx, world, actor, row, {source, outcome.evidence, {}, outcome.found}, now)));
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

/// Persons wait a little between two looks, and of several at once one looks; the program's own looks keep their own times. False where
/// there is nothing left to look for.
core::Result<bool> take_look(storage::Transaction& tx, const Actor& actor, const storage::ValidationRow& row, core::Instant now) {
  const auto since = actor.id == "system" ? now : now - domain::look_pause;
  if (TRY(storage::begin_look(tx, row.id, since, now))) return true;
  const auto known = TRY(storage::load_validation(tx, row.id, storage::Tenant::any()));
  if (known.status == "pending") TRY(domain::check_look_pause(known.checked_at, now));
  return false;
}

core::Result<Validation> show_again(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ValidationId& id) {
  return show_validation(tx, world, TRY(storage::load_validation(tx, id, storage::Tenant::any())), actor.language);
}

} // namespace

core::Result<Validation> check_validation(World& world, const Actor& actor, const storage::ValidationId& id) {
  const auto row = TRY(world.database.read([&](storage::Transaction& tx) { return load_own_validation(tx, actor, id); }));
  const auto now = world.clock.now();
  // An answer to a mail is not looked for: it comes.
  const bool looks = row.status == "pending" && !facts_of(row).by_mail() &&
                     TRY(world.database.write([&](storage::Transaction& tx) { return take_look(tx, actor, row, now); }));
  if (!looks) return world.database.read([&](storage::Transaction& tx) { return show_again(tx, world, actor, id); });
  // An expired value is not asked for any more; after_look says so.
  const bool lives = now <= row.value_expires_at;
  auto outcome = lives ? look(world, row) : outbound::ValidationOutcome{};
  const auto sightings = lives ? look_elsewhere(world, row, outcome) : Sightings{};
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    TRY(save(tx, world, actor, row, outcome, now));
    if (lives) TRY(keep_sightings(tx, actor, row, sightings, now));
    return show_again(tx, world, actor, id);
  });
}

} // namespace usecases
