#pragma once

#include "usecases/identity.h"
#include "usecases/new_session.h"
#include "usecases/world.h"

#include <optional>
#include <string>
#include <vector>

namespace usecases {

/// What a request shows: a token, where it was shown, and which group of pages it belongs to.
struct ShownToken {
  std::string_view token;
  bool is_bearer = false;
  std::string_view entry; ///< order | cms | desk; a bearer's session is one of `order` or `link`
  std::string_view remote_address = {};
  bool in_background = false; ///< asked by an unattended page, which is no use of its session
};

/// What API keys begin with, so that leaked ones can be found by scanners.
inline constexpr std::string_view api_key_prefix = "shk_";

/// The holder of a cookie or bearer token, with the session's idle time begun anew unless asked in the background; `session_unknown`
/// otherwise.
/// `api_key_address_refused`, and an audit record, where a key is shown from outside its IP ranges.
core::Result<Identity> authenticate(World& world, const ShownToken& shown);

} // namespace usecases
