#pragma once

#include "usecases/order.h"

#include <optional>

namespace usecases {

struct ResendRequest {
  std::optional<std::string> recipient_name;
  std::optional<std::string> recipient_email;
};
BOOST_DESCRIBE_STRUCT(ResendRequest, (), (recipient_name, recipient_email))

/// C03: a new code in place of the old one, to the same or another recipient. It also lets an applicant back into an
/// application that was begun with an earlier code. The orderer gets it sent to the recipient on record only; staff
/// may name another, and whoever was in by an earlier code is then out (new_recipient.h).
core::Result<Order> resend_access_code(World& world, const Actor& actor, const storage::OrderId& id, const ResendRequest& request);
/// C03: the issued code stops working; `access_code_none` where there is none.
core::Result<void> revoke_access_code(World& world, const Actor& actor, const storage::OrderId& id);

} // namespace usecases
