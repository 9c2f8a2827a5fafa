#pragma once

#include "storage/orders.h"
#include "usecases/customer.h"
#include "usecases/mail_queue.h"
#include "usecases/world.h"

namespace usecases {

/// What follows when an order's access codes go to another mailbox than before, whoever changed it: the earlier recipient and the
/// orderer are told, and whoever came in by an earlier code is out. Nothing where the mailbox is the same.
core::Result<void> hand_over(storage::Transaction& tx, const World& world, const storage::OrderRow& before, const storage::OrderRow& after);

/// A mail about an order to one person.
MailOrder mail_about_order(const storage::OrderRow& order, outbound::MailTemplate mail, const MailPerson& person, core::Params params);
/// `高橋 一郎 t@example.jp`.
std::string shown(const MailPerson& person);

} // namespace usecases
