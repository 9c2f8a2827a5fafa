#pragma once

#include "storage/applications.h"
#include "usecases/customer.h"
#include "usecases/mail_queue.h"

namespace usecases {

/// A mail to those who care for an application, one for each address: the technical contact (once named), the access code's recipient,
/// who fills in the form, and the orderer.
core::Result<std::vector<MailOrder>> mails_to_applicants(storage::Transaction& tx, const storage::ApplicationRow& row,
                                                         outbound::MailTemplate mail, const core::Params& params);
/// The one of them who reads that address.
core::Result<std::optional<MailPerson>> find_applicant(storage::Transaction& tx, const storage::ApplicationRow& row,
                                                       const std::string& email);
/// Queues them.
core::Result<void> mail_applicants(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                   outbound::MailTemplate mail, const core::Params& params);
/// Number, product and names of an application, as most mails about it want them.
core::Params application_params(const World& world, const storage::ApplicationRow& row);

} // namespace usecases
