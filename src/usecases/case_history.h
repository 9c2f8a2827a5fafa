#pragma once

#include "storage/case_file.h"
#include "usecases/world.h"

#include <map>
#include <string>

namespace usecases {

/// A line of a case's history: who did what, and in which words.
struct HistoryLine {
  storage::HistoryRow row;
  std::string actor_name; ///< of a member of the staff; empty for the applicant and the program itself
  std::string text;       ///< the note, question, answer, reason, file name or mail's subject
};
/// Everything that happened to a case, newest first: assignment, records, calls, questions, answers, notes, files, decisions, mails.
core::Result<storage::Page<HistoryLine>> view_case_history(World& world, const storage::CaseId& id, const std::string& after,
                                                           std::int64_t limit);

} // namespace usecases
