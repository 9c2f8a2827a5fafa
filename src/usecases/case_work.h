#pragma once

#include "domain/vetting.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "usecases/world.h"

#include <boost/json.hpp>

/// What the use cases of the vetting desk share.
namespace usecases {

/// Ended without a certificate: nobody waits for word any more.
bool is_over(const storage::CaseRow& row);
/// The case for an act of the actor on it: every act begins here, so that no member of the staff works on an application of their own
/// (`own_application`).
core::Result<storage::CaseRow> load_case_for(storage::Transaction& tx, const storage::CaseId& id, const Actor& actor);
/// The same, where the case is still open for evidence; `illegal_transition` otherwise.
core::Result<storage::CaseRow> load_open_case_for(storage::Transaction& tx, const storage::CaseId& id, const Actor& actor);
/// Refuses when the caller saw another version (If-Match).
core::Result<void> check_case_version(const storage::CaseRow& row, std::optional<std::int64_t> seen);

struct NewRecord {
  domain::Step step{};
  std::string kind; ///< register | domain | call | document | decision
  std::string subject;
  std::string source;
  std::string method;
  std::string outcome; ///< passed | failed | inconclusive
  boost::json::object facts;
};
/// Writes an evidence record of the case (its SHA-256 is over the facts as stored) and returns its id.
core::Result<storage::RecordId> add_record(storage::Transaction& tx, const storage::CaseRow& row, const Actor& actor,
                                           const NewRecord& record, core::Instant now);
/// A case event for the audit log.
void audit_case(storage::Transaction& tx, const Actor& actor, const storage::CaseRow& row, std::string_view action,
                boost::json::object details, core::Instant now);

} // namespace usecases
