#pragma once

#include "usecases/consent_page.h"

namespace usecases {

struct ConsentAnswer {
  std::string decision;                        ///< consent | decline
  std::optional<std::string> reason;           ///< of a decline
  std::optional<std::string> title;            ///< a higher authority states the own one
  std::optional<std::string> signature;        ///< a contract signer's own name, as typed
  std::optional<std::string> agreement_sha256; ///< a contract signer's: the words that were read
};
BOOST_DESCRIBE_STRUCT(ConsentAnswer, (), (decision, reason, title, signature, agreement_sha256))

/// A person, known by link and code, consents in one role or declines with a reason. The answer becomes evidence of the case; a decline
/// is told to the applicant. The link is used up with its last question, and the person gets a copy of all answers.
core::Result<ConsentPage> decide_consent(World& world, const Actor& actor, const storage::ConsentId& id, const ConsentAnswer& answer);

} // namespace usecases
