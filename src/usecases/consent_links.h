#pragma once

#include "usecases/consent_affair.h"

namespace usecases {

/// The secret of a link: 256 bits that only this installation can make from the link's id, so that a reminder repeats it while the
/// database keeps nothing but its hash.
std::string consent_token(const World& world, const storage::ConsentLinkId& id);

/// Asks everybody whose consent the product's level wants for it; a person with several roles gets one mail and one page.
core::Result<void> ask_for_consents(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application,
                                    core::Instant now);
/// An application asks people by mail at most so many times a day, whomever: `consent_asked_too_often` with the instant from which on
/// it may again.
core::Result<void> check_asked_rarely(storage::Transaction& tx, const World& world, const storage::ApplicationId& application,
                                      core::Instant now);
/// Asks one person for these roles by a link of its own.
core::Result<void> ask_person(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                              const std::vector<storage::ContactRow>& roles, core::Instant now);
/// Asks again for these, which are one person's and pending, by a new link; the links they were under die.
core::Result<void> ask_again(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                             const std::vector<storage::ConsentRow>& consents, core::Instant now);
/// The mail with the link, again or for the first time.
core::Result<void> mail_consent_link(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                     const storage::ConsentLinkRow& link, outbound::MailTemplate mail);

} // namespace usecases
