#pragma once

#include "storage/applications.h"
#include "storage/validation_mails.h"
#include "usecases/validation.h"
#include "usecases/validation_offer.h"

namespace usecases {

/// Whom to ask for the approval of a validation.
struct HolderMails {
  const storage::ApplicationRow& application;
  const storage::ValidationRow& validation;
  const std::vector<OfferedAddress>& addresses;
  const std::string& evidence; ///< of the look-ups that gave the addresses
};
/// Mails each address that has no mail of this validation yet, each with a random value of its own that only the mail holds: stored is
/// its hash (BR 3.2.2.4.4, 13, 14).
core::Result<void> mail_domain_holder(storage::Transaction& tx, const World& world, const Actor& actor, const HolderMails& mails);

/// C06: the unanswered mails of a pending validation once more, unchanged. Not more often than every ten minutes.
core::Result<Validation> resend_domain_mails(World& world, const Actor& actor, const storage::ValidationId& id);

/// The validation, for its applicant, its account's users and staff; `not_found` otherwise.
core::Result<storage::ValidationRow> load_own_validation(storage::Transaction& tx, const Actor& actor, const storage::ValidationId& id);

} // namespace usecases
