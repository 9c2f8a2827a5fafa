#pragma once

#include "usecases/application.h"

namespace usecases {

struct Withdrawal {
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (reason))

/// The applicant or orderer takes an application back, until issuing begins; the paid order gets a new access code, and both are told.
core::Result<Application> withdraw_application(World& world, const Actor& actor, const storage::ApplicationId& id,
                                               const Withdrawal& withdrawal, std::optional<std::int64_t> seen);
/// Staff does so at the customer's wish.
core::Result<void> withdraw_case(World& world, const Actor& actor, const storage::CaseId& id, const Withdrawal& withdrawal,
                                 std::optional<std::int64_t> seen);

} // namespace usecases
