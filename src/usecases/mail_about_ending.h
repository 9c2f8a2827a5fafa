#pragma once

#include "storage/applications.h"
#include "storage/endings.h"
#include "usecases/end_application.h"
#include "usecases/mail_queue.h"

namespace usecases {

/// What an applicant is told of an application that ended: what happened, and what to do next.
struct EndingWords {
  std::string what;
  std::string next;
};
EndingWords ending_words(const Ending& ending, bool new_code, core::Language language);

core::Result<void> mail_rejected(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                 const EndingWords& words);
core::Result<void> mail_withdrawn(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                  const EndingWords& words);
core::Result<void> mail_lapsed(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row, const EndingWords& words,
                               core::Instant waiting_since);

} // namespace usecases
