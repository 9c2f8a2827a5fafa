#include "usecases/destroy_records.h"

#include "core/time.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "usecases/audit.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

core::Result<void> check_retention(const RetainedCase& retained) {
  if (retained.row.destroyed_at) return core::fail(errors::destruction_done);
  if (retained.may_destroy) return {};
  if (!retained.keep_until) return core::fail(errors::retention_case_open);
  return core::fail(errors::retention_not_over, {{"until", core::to_string(core::TimeZone::tokyo().date_of(*retained.keep_until))}});
}

core::Result<RetainedCase> load(const World& world, storage::Transaction& tx, const storage::CaseId& id, core::Instant now) {
  return judge_retention(world, TRY(storage::load_retained(tx, id)), now);
}

/// Which records went, by their hashes.
core::Result<boost::json::array> hashes_of(storage::Transaction& tx, const storage::CaseId& id) {
  boost::json::array hashes;
  for (const auto& record : TRY(storage::list_records(tx, id)))
    hashes.push_back(boost::json::object{{"record", record.id.str()}, {"sha256", record.evidence_sha256}});
  return hashes;
}

} // namespace

core::Result<void> may_ask_destruction(const RetainedCase& retained) {
  TRY(check_retention(retained));
  if (retained.row.destruction_id) return core::fail(errors::destruction_asked);
  return {};
}

core::Result<void> may_approve_destruction(const RetainedCase& retained, const std::string& user) {
  TRY(check_retention(retained));
  if (!retained.row.destruction_id) return core::fail(errors::destruction_not_asked);
  if (retained.row.destruction_asked_by == user) return core::fail(errors::second_officer);
  return {};
}

core::Result<storage::DestructionRow> ask_destruction(World& world, const Actor& actor, const storage::CaseId& id,
                                                      const std::string& reason) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::DestructionRow> {
    const auto vetting_case = TRY(storage::load_case(tx, id));
    TRY(may_ask_destruction(TRY(load(world, tx, id, now))));
    storage::DestructionRow row{storage::DestructionId::make(), id, reason, actor.id, now, {}, std::nullopt, 0};
    TRY(storage::insert_destruction(tx, row));
    audit(tx, actor, {"destruction_asked", id.str(), vetting_case.account_id.str(), {{"destruction", row.id.str()}, {"reason", reason}}},
          now);
    return row;
  });
}

core::Result<storage::DestructionRow> approve_destruction(World& world, const Actor& actor, const storage::DestructionId& id) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::DestructionRow> {
    auto row = TRY(storage::load_destruction(tx, id));
    const auto vetting_case = TRY(storage::load_case(tx, row.case_id));
    TRY(may_approve_destruction(TRY(load(world, tx, row.case_id, now)), actor.id));
    auto hashes = TRY(hashes_of(tx, row.case_id));
    row.approved_by = actor.id;
    row.approved_at = now;
    row.records = TRY(storage::blank_case(tx, row.case_id, vetting_case.application_id));
    TRY(storage::approve_destruction(tx, row));
    audit(tx, actor,
          {"records_destroyed",
           row.case_id.str(),
           vetting_case.account_id.str(),
           {{"destruction", id.str()}, {"askedBy", row.asked_by}, {"reason", row.reason}, {"records", std::move(hashes)}}},
          now);
    return row;
  });
}

} // namespace usecases
