#pragma once

#include "usecases/application.h"
#include "usecases/new_session.h"

namespace usecases {

struct RedeemedCode {
  storage::ApplicationId application_id;
  SessionGrant session;
};
/// C03: an access code opens the order's application, or begins it; once. Wrong codes are counted by address.
core::Result<RedeemedCode> redeem_access_code(World& world, const Actor& actor, std::string_view code);

} // namespace usecases
