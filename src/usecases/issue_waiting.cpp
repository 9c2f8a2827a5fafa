#include "usecases/issue_waiting.h"

#include "storage/applications.h"
#include "storage/jobs.h"

namespace usecases {
namespace {

constexpr std::int64_t most_at_once = 500;

bool is_at_work(const std::optional<storage::JobRow>& job) { return job && (job->status == "queued" || job->status == "leased"); }

} // namespace

core::Result<void> issue_waiting(World& world) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    for (const auto& row : TRY(storage::list_applications_in(tx, "approved", most_at_once)))
      if (!is_at_work(TRY(storage::find_job(tx, "issue_application", row.id.str()))))
        TRY(storage::upsert_job(tx, {"issue_application", row.id.str(), "{}", now}));
    return {};
  });
}

} // namespace usecases
