#pragma once

#include "storage/audit_names.h"
#include "storage/case_file.h"
#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

/// A line of a case's history: who did what to whom, and in which words.
struct HistoryLine {
  storage::HistoryRow row;
  storage::ActorName actor = {};
  std::string text = {};                       ///< the note, question, answer, reason or mail's subject; the number, the addresses
  std::string subject = {};                    ///< whom or what it is about: a person, a number, a file, a domain
  std::vector<std::string> subject_roles = {}; ///< of the person in the case
  std::int64_t count = 1;                      ///< how many times: savings of a draft are told once
  std::string difference = {};                 ///< the sheet's row that was decided on
  std::optional<bool> accepted = std::nullopt; ///< how
};
/// Everything that happened to a case, newest first: assignment, records, calls, questions, answers, notes, files, decisions, mails.
core::Result<storage::Page<HistoryLine>> view_case_history(World& world, const storage::CaseId& id, const std::string& after,
                                                           std::int64_t limit);

} // namespace usecases
