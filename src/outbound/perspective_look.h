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

/// The contacts that a domain publishes for validation (BR 3.2.2.4.13, 14, 16, 17; App. A), as they stand there.
struct PublishedContacts {
  std::vector<std::string> found;
  std::optional<core::Error> error;
  std::string evidence;
};
PublishedContacts published_contacts(const ContactLook& look, const Eyes& eyes);

} // namespace outbound
