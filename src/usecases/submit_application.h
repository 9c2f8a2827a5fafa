#pragma once

#include "usecases/application.h"

namespace usecases {

struct Submission {
  std::string agreement_version;
  bool accepted = false;
};
BOOST_DESCRIBE_STRUCT(Submission, (), (agreement_version, accepted))

/// C04: judges the whole draft at once (every problem with its field below `/draft`), then hands it to vetting: organization,
/// contacts and verified CSR on record, the agreement accepted in its exact words, the case opened (C05), the due date told (C10).
core::Result<Application> submit_application(World& world, const Actor& actor, const storage::ApplicationId& id,
                                             const Submission& submission, std::optional<std::int64_t> seen);

} // namespace usecases
