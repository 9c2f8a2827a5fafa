#pragma once

#include "storage/validation_mails.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace usecases {

/// What the holder of a domain is asked (C06); open to whoever has the mail's address.
struct DomainApproval {
  std::string status; ///< open | approved | declined | closed | expired
  std::string domain;
  std::vector<std::string> names;
  std::string organization;
  std::string application_number;
  std::string technical_contact;
  std::string address; ///< to which the mail went
  core::Instant expires_at{};
  std::optional<core::Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(DomainApproval, (),
                      (status, domain, names, organization, application_number, technical_contact, address, expires_at, answered_at))

/// Changes nothing. `not_found` for a value that was never mailed.
core::Result<DomainApproval> view_domain_approval(World& world, std::string_view value);
/// The holder approves, which proves the domain, or declines, which ends the validation and tells the applicant. The first answer stands.
/// `validation_cname_changed`, and nothing done, where the name no longer leads to the domain whose holder approves.
core::Result<DomainApproval> answer_domain_approval(World& world, const Actor& actor, std::string_view value, bool approves);

} // namespace usecases
