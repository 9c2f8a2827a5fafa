#pragma once

#include "domain/due_date.h"
#include "storage/applications.h"
#include "usecases/mail_queue.h"

namespace usecases {

/// The technical contact of an application as a recipient, with the language of the application.
struct TechnicalContact {
  std::string email;
  outbound::MailRecipient recipient;
  core::Language language = core::Language::ja;
  storage::ApplicationRow application;
};
core::Result<TechnicalContact> technical_contact(storage::Transaction& tx, const storage::ApplicationId& id);

/// The mail with a specialist's words, as it would be queued.
core::Result<MailOrder> message_to_applicant(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                             const std::string& message);
/// A specialist's words to the applicant.
core::Result<void> mail_message_to_applicant(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                             const std::string& message);

/// That the due dates have moved, since the applicant was awaited (C10).
core::Result<void> mail_due_dates_moved(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                        const domain::DueDates& due);

} // namespace usecases
