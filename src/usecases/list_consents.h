#pragma once

#include "usecases/consent_affair.h"

namespace usecases {

/// Where the consent of one role stands, for applicant, account and staff.
struct ConsentState {
  std::string role;
  std::string person;
  std::string email;
  std::string status; ///< pending | consented | declined
  core::Instant asked_at{};
  std::optional<core::Instant> expires_at; ///< of the link that is out
  std::optional<core::Instant> opened_at;
  std::optional<core::Instant> reminded_at;
  std::optional<core::Instant> decided_at;
  std::string reason;
  bool may_resend = false;
  bool may_replace = false;
};
BOOST_DESCRIBE_STRUCT(ConsentState, (),
                      (role, person, email, status, asked_at, expires_at, opened_at, reminded_at, decided_at, reason, may_resend,
                       may_replace))
struct ConsentList {
  bool required = false; ///< whether approval waits for them (EV)
  std::vector<ConsentState> consents;
};
BOOST_DESCRIBE_STRUCT(ConsentList, (), (required, consents))

core::Result<ConsentList> list_consents(World& world, const Actor& actor, const storage::ApplicationId& id);
core::Result<ConsentList> compose_consents(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application);

/// Sends the role's person a new link; the old one dies. `consent_not_asked` where nothing is pending,
/// `consent_link_sent_just_now`, `consent_asked_too_often`.
core::Result<ConsentList> resend_consent(World& world, const Actor& actor, const storage::ApplicationId& id, const std::string& role);

/// Names another person for a role until the decision: the rules run again, the person is asked, whoever vouched for the old one is asked
/// anew, and calls to or about the old one are to be made anew. A case under review goes back to the desk.
/// `consent_asked_too_often`.
core::Result<ConsentList> replace_contact(World& world, const Actor& actor, const storage::ApplicationId& id, const std::string& role,
                                          const DraftPerson& person);

} // namespace usecases
