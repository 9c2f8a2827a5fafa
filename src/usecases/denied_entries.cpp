#include "usecases/denied_entries.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/errors.h"
#include "usecases/apply_denied_entries.h"
#include "usecases/audit.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

core::Instant midnight(std::chrono::year_month_day date) { return core::TimeZone::tokyo().instant_of(date, std::chrono::seconds{0}); }

core::Instant after(std::chrono::year_month_day last) {
  return midnight(std::chrono::year_month_day(std::chrono::sys_days(last) + std::chrono::days{1}));
}

} // namespace

core::Result<storage::DeniedRow> make_denied(const NewDenied& entry, const Actor& actor, core::Instant now) {
  const auto kind = domain::parse_denied_kind(entry.kind);
  if (!kind) return core::fail(domain::errors::denied_value_invalid, {{"denied_kind", entry.kind}, {"value", entry.value}});
  auto key = TRY(domain::denied_key(*kind, entry.value));
  if (entry.from && entry.until && std::chrono::sys_days(*entry.until) < std::chrono::sys_days(*entry.from))
    return core::fail(errors::denied_dates_reversed);
  return storage::DeniedRow{.id = storage::DeniedId::make(),
                            .kind = entry.kind,
                            .value = core::trim(entry.value),
                            .key = std::move(key),
                            .source = core::trim(entry.source),
                            .reason = core::trim(entry.reason),
                            .valid_from = entry.from ? midnight(*entry.from) : now,
                            .valid_until = entry.until ? std::optional(after(*entry.until)) : std::nullopt,
                            .entered_by = actor.id,
                            .entered_at = now,
                            .retired_by = {},
                            .retired_at = std::nullopt,
                            .retire_reason = {}};
}

core::Result<storage::DeniedRow> add_denied(World& world, const Actor& actor, const NewDenied& entry) {
  const auto now = world.clock.now();
  auto row = TRY(make_denied(entry, actor, now));
  const auto added = world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_denied(tx, row));
    audit(tx, actor,
          {"denied_entry_added",
           row.id.str(),
           "",
           {{"denied_kind", row.kind}, {"value", row.value}, {"source", row.source}, {"reason", row.reason}}},
          now);
    return {};
  });
  if (!added && storage::violates(added.error(), "denied_entries", "kind,key,source"))
    return core::fail(errors::denied_entry_exists, {{"value", row.value}, {"source", row.source}});
  TRY(added);
  static_cast<void>(TRY(apply_denied_entries(world.database, actor, now)));
  return row;
}

core::Result<storage::DeniedRow> retire_denied(World& world, const Actor& actor, const storage::DeniedId& id, const std::string& reason) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::DeniedRow> {
    auto row = TRY(storage::load_denied(tx, id));
    if (row.retired_at) return core::fail(errors::denied_entry_retired);
    row.retired_by = actor.id;
    row.retired_at = now;
    row.retire_reason = reason;
    TRY(storage::retire_denied(tx, row));
    audit(tx, actor, {"denied_entry_retired", row.id.str(), "", {{"value", row.value}, {"source", row.source}, {"reason", reason}}}, now);
    return row;
  });
}

core::Result<storage::Page<storage::DeniedRow>> list_denied(World& world, const storage::DeniedQuery& query) {
  return world.database.read([&](storage::Transaction& tx) { return storage::list_denied(tx, query); });
}

} // namespace usecases
