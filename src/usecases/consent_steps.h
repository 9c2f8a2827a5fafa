#pragma once

#include "domain/vetting.h"
#include "usecases/consent_page.h"

#include <vector>

namespace usecases {

/// The calls that vetting makes to the page's person, in the steps' order; none to somebody who declined.
std::vector<domain::Step> call_steps_of(const OpenLink& open);
/// Whether one of these calls is yet to be made, so that its time can be chosen or changed.
core::Result<bool> awaits_call(storage::Transaction& tx, const OpenLink& open);

} // namespace usecases
