#pragma once

#include "usecases/order.h"

namespace usecases {

struct RecipientChange {
  MailPerson recipient;
};
BOOST_DESCRIBE_STRUCT(RecipientChange, (), (recipient))

struct RecipientChangeAsked {
  std::string confirm_at; ///< the orderer's mail address, masked
  core::Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(RecipientChangeAsked, (), (confirm_at, expires_at))

/// C03: the orderer wants the codes to go to somebody else. Nothing changes yet: an order's number and a mail address open its page,
/// so the change is confirmed by a code that is mailed to the orderer.
core::Result<RecipientChangeAsked> ask_recipient_change(World& world, const Actor& actor, const storage::OrderId& id,
                                                        const RecipientChange& change);
/// The change takes effect: earlier codes die with what they opened, a paid order's new recipient gets a
/// new one, and the earlier recipient is told.
core::Result<Order> confirm_recipient_change(World& world, const Actor& actor, const storage::OrderId& id, std::string_view code);

} // namespace usecases
