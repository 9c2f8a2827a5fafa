#pragma once

#include "domain/corroboration.h"
#include "outbound/perspectives.h"
#include "outbound/validation_check.h"
#include "usecases/world.h"

#include <string>
#include <string_view>
#include <vector>

namespace usecases {

/// What the remote network perspectives said about one determination of ours (BR 3.2.2.9). `error` says why it does not count.
struct Corroboration {
  std::vector<domain::Vote> votes;
  std::optional<core::Error> error;
  std::string evidence; ///< a line for each perspective, and the quorum: `perspectives: 3/4`
};

/// Asks all perspectives at once to look for themselves. Where none are configured and the rules ask for none, that is no error.
Corroboration corroborate(World& world, const outbound::Look& look, std::string_view profile);
/// The same for the mail address of a contact (BR 3.2.2.4.13, 14): who found other addresses only does not corroborate.
Corroboration corroborate_contact(World& world, const outbound::ContactLook& look, const std::string& contact, std::string_view profile);

/// Lets a confirmed outcome stand only where the perspectives corroborate it; its evidence tells of both.
Corroboration corroborate_outcome(World& world, const outbound::Look& look, std::string_view profile, outbound::ValidationOutcome& outcome);

/// How many perspectives the operator has configured.
std::size_t perspective_count(const World& world);

} // namespace usecases
