#pragma once

#include "domain/validation.h"
#include "storage/validations.h"
#include "usecases/world.h"

#include <boost/json.hpp>

#include <string>

namespace usecases {

domain::ValidationFacts facts_of(const storage::ValidationRow& row);

/// What a proof rests on, for its evidence record (BR 5.4.1).
struct ProofEvidence {
  std::string source;             ///< dns | web | mail
  std::string text;               ///< the queries and answers, or the answer to a mail
  boost::json::object facts = {}; ///< beyond name, authorization domain, method and its number
  std::string found = {};         ///< for the applicant
};
/// A pending validation becomes valid: evidence record of its case, step `domains` of every case that it speaks in, audit event. False, and
/// nothing done, where it is no longer pending.
core::Result<bool> complete_validation(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ValidationRow& row,
                                       const ProofEvidence& evidence, core::Instant now);

/// A pending validation ends without a proof: `expired` or `failed`. The technical contact is told why, and what to do. False, and
/// nothing done, where it is no longer pending.
core::Result<bool> end_validation(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ValidationRow& row,
                                  domain::ValidationStatus status, const core::Error& reason, core::Instant now);

/// The pending ones whose value is too old end, a few hundred at a time (C06: 30 days).
core::Result<void> expire_validations(World& world, const Actor& actor);

} // namespace usecases
