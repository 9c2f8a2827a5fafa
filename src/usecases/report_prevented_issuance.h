#pragma once

#include "outbound/caa.h"
#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

/// An issuance that CAA records kept from happening (BR 4.2.2.1).
struct PreventedIssuance {
  std::string account_id;
  outbound::CaaQuestion question;
  std::string owner; ///< where the records stand; empty: unknown
  core::Error error;
  std::string evidence;
  std::vector<std::string> iodef; ///< where the domain's owner wants to be told (RFC 8659 4.4)
};

/// Puts it into the audit log, and, unless the operator has switched that off, mails the addresses of `iodef` at most once a day for each
/// domain. The mail does not say who asked.
core::Result<void> report_prevented_issuance(World& world, const Actor& actor, const PreventedIssuance& prevented);

} // namespace usecases
