#pragma once

#include "usecases/customer.h"
#include "usecases/world.h"

namespace usecases {

/// What the form of an account's further order begins with.
struct OrderDefaults {
  Customer customer;
  MailPerson recipient;
};
BOOST_DESCRIBE_STRUCT(OrderDefaults, (), (customer, recipient))

/// As in the account's newest order, with the signed-in user as the contact; where there is none, the account's name and that user.
core::Result<OrderDefaults> view_order_defaults(World& world, const Actor& actor);

} // namespace usecases
