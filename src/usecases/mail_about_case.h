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

/// The mails with a specialist's words, as they would be queued; at least one.
core::Result<std::vector<MailOrder>> messages_to_applicants(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                                            const std::string& message);
/// A specialist's words to those who care for the application.
core::Result<void> mail_message_to_applicants(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                              const std::string& message);

/// That the due dates have moved, since the applicant was awaited (C10).
core::Result<void> mail_due_dates_moved(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                        const domain::DueDates& due);

} // namespace usecases
