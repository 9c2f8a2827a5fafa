#include "usecases/case_clock.h"

#include "storage/case_file.h"

namespace usecases {

core::Result<domain::DueDates> due_dates_of(storage::Transaction& tx, const World& world, const storage::CaseId& id,
                                            core::Instant submitted) {
  std::vector<domain::WaitingTime> waits;
  for (const auto& question : TRY(storage::list_questions(tx, id)))
    waits.push_back({question.asked_at, question.closed_at.value_or(world.clock.now())});
  return domain::due_dates(submitted, waits, world.calendar);
}

} // namespace usecases
