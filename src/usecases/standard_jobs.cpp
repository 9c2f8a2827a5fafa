#include "storage/access_codes.h"
#include "storage/licences.h"
#include "storage/orders.h"
#include "storage/sessions.h"
#include "storage/settings.h"
#include "usecases/announce_evidence_ends.h"
#include "usecases/announce_order_ends.h"
#include "usecases/apply_denied_entries.h"
#include "usecases/check_validation.h"
#include "usecases/complete_validation.h"
#include "usecases/job_runner.h"
#include "usecases/look_at_caa_early.h"
#include "usecases/remind_applicants.h"
#include "usecases/remind_consents.h"
#include "usecases/remind_of_calls.h"
#include "usecases/validation_job.h"

namespace usecases {
namespace {

using namespace std::chrono_literals;

Actor system_actor(std::string_view origin) {
  Actor actor;
  actor.id = "system";
  actor.origin = std::string(origin);
  actor.is_staff = true;
  return actor;
}

core::Result<void> look_again(World& world, const storage::JobRow& job) {
  const auto id = TRY(storage::ValidationId::parse(job.subject));
  TRY(check_validation(world, system_actor(validation_job), id)); // which queues the next look itself
  return {};
}

core::Result<void> apply_denied(World& world) {
  static_cast<void>(TRY(apply_denied_entries(world.database, system_actor(std::string("apply_denied_entries")), world.clock.now())));
  return {};
}

/// A sweep in one short transaction.
template <class Sweep>
JobKind sweep(World& world, std::string name, std::chrono::seconds every, Sweep sweep) {
  return {std::move(name),
          [&world, sweep](const storage::JobRow&) -> core::Result<void> {
            const auto now = world.clock.now();
            static_cast<void>(TRY(world.database.write([&](storage::Transaction& tx) { return sweep(tx, now); })));
            return {};
          },
          every};
}

/// A round that makes its own transactions.
JobKind round_of(World& world, std::string name, std::chrono::seconds every, core::Result<void> (*run)(World&)) {
  return {std::move(name), [&world, run](const storage::JobRow&) { return run(world); }, every};
}

} // namespace

std::vector<JobKind> standard_jobs(World& world) {
  return {{std::string(validation_job), [&world](const storage::JobRow& job) { return look_again(world, job); }, 0s},
          {std::string(caa_look_job),
           [&world](const storage::JobRow& job) -> core::Result<void> {
             return look_at_caa_early(world, system_actor(caa_look_job), TRY(storage::ApplicationId::parse(job.subject)));
           },
           0s},
          {"remind_of_calls",
           [&world](const storage::JobRow&) -> core::Result<void> {
             static_cast<void>(TRY(remind_of_calls(world)));
             return {};
           },
           15min},
          sweep(world, "expire_access_codes", 5min, storage::expire_access_codes),
          {"expire_validations",
           [&world](const storage::JobRow&) { return expire_validations(world, system_actor(std::string("expire_validations"))); }, 5min},
          {"remind_consents",
           [&world](const storage::JobRow&) -> core::Result<void> {
             static_cast<void>(TRY(remind_consents(world)));
             return {};
           },
           1h},
          {"announce_evidence_ends",
           [&world](const storage::JobRow&) { return announce_evidence_ends(world, system_actor(std::string("announce_evidence_ends"))); },
           1h},
          round_of(world, "apply_denied_entries", 1h, apply_denied),
          round_of(world, "remind_applicants", 15min, remind_applicants),
          round_of(world, "end_old_drafts", 1h, end_old_drafts),
          round_of(world, "announce_order_ends", 1h, announce_order_ends),
          sweep(world, "lapse_quotes", 15min, storage::lapse_quotes),
          sweep(world, "lapse_licences", 15min, storage::lapse_licences),
          sweep(world, "purge_sessions", 15min, storage::delete_expired_sessions),
          sweep(world, "purge_saved_answers", 1h,
                [](storage::Transaction& tx, core::Instant now) { return storage::delete_idempotent_answers(tx, now - 24h); })};
}

} // namespace usecases
