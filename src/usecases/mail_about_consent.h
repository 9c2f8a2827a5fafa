#pragma once

#include "usecases/consent_affair.h"

namespace usecases {

/// Tells those who care for the application, and can name somebody else, that a person declined; `params`: role, person, reason.
core::Result<void> mail_consent_declined(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                         const core::Params& params);

/// How and when somebody gave the last answer.
struct AnsweredIn {
  core::Language language = core::Language::ja;
  core::Instant at{};
};
/// Sends a person a copy of their answers as they were given, in the language of the last one, with the agreement where they signed it.
core::Result<void> mail_consent_done(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                     const std::vector<storage::ConsentRow>& consents, const AnsweredIn& answered);

} // namespace usecases
