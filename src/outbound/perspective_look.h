#pragma once

#include "core/clock.h"
#include "outbound/perspective.h"
#include "outbound/resolver.h"
#include "outbound/web_fetch.h"

namespace outbound {

/// What a look is made with.
struct Eyes {
  Resolver& resolver;
  WebFetch& web;
  const core::Clock& clock;
};

/// Looks, here and now: nothing of an earlier look is used but what the resolver keeps for seconds (BR 3.2.2.9).
std::vector<Sighting> perform(const Look& look, const Eyes& eyes);

} // namespace outbound
