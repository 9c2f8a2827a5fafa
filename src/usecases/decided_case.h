#pragma once

#include "storage/cases.h"
#include "usecases/world.h"

#include <boost/json.hpp>

#include <string>

/// The decisions about a case as they are kept: who, when, why (C09).
namespace usecases {

struct DecisionToKeep {
  storage::CaseId case_id;
  std::string kind;   ///< recommended | approved | returned | rejected | reopened | step_reopened
  std::string reason; ///< in words
  boost::json::object facts;
};
core::Result<void> record_decision(storage::Transaction& tx, const Actor& actor, const DecisionToKeep& decision, core::Instant now);

/// A decision that somebody took before the asker did.
struct EarlierDecision {
  std::string decided_by; ///< id of the user
  std::string decision;   ///< in the asker's language
  core::Instant at;
};
/// A refusal that tells of it: `code` with name, decision and at.
core::Result<core::Error> tell_decision(storage::Transaction& tx, const World& world, const core::ErrorCode& code,
                                        const EarlierDecision& earlier);

/// The refusal of one who came too late, as one that tells who decided and when; any other refusal as it is.
core::Error tell_who_decided(World& world, const Actor& actor, const storage::CaseId& id, const core::Error& refused);

} // namespace usecases
