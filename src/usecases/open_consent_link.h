#pragma once

#include "usecases/consent_page.h"
#include "usecases/new_session.h"

namespace usecases {

struct OpenedConsentLink {
  ConsentPage page;
  SessionGrant session;
};
/// A mailed link's secret opens a short session for its page; the link itself stays as it is until its questions are answered, and
/// opens after that until the call to its person is made, so that the call's time can be changed. Wrong
/// secrets are counted by address.
core::Result<OpenedConsentLink> open_consent_link(World& world, const Actor& actor, std::string_view token);

} // namespace usecases
