#pragma once

#include "core/result.h"
#include "outbound/resolver.h"

#include <optional>
#include <string>
#include <string_view>

namespace outbound {

/// Where a name's own CNAME record points (BR 3.2.2.4: once), in lower case without the last dot; nothing where it has none.
core::Result<std::optional<std::string>> look_up_cname(Resolver& resolver, std::string_view name);

/// Whether a proof of `name` may stand at `domain` now (BR 3.2.2.4): at or above the name, or at or above the target of its CNAME;
/// `validation_cname_changed` otherwise. A look-up is told in `evidence`.
core::Result<void> check_proof_place(Resolver& resolver, const std::string& name, const std::string& domain, std::string& evidence);

} // namespace outbound
