#pragma once

#include "usecases/authenticate.h"

#include <boost/describe.hpp>

namespace usecases {

struct SessionUser {
  std::string id;
  std::string name;
  std::string email;
  std::string role;
  std::optional<std::string> account_id;
  std::optional<std::string> account_name;
  core::Language language = core::Language::ja;
};
BOOST_DESCRIBE_STRUCT(SessionUser, (), (id, name, email, role, account_id, account_name, language))

struct SessionUserState {
  SessionUser user;
  bool must_change_password = false;
  bool totp_confirmed = false;
};
/// The person of a session, as a page greets them.
core::Result<SessionUserState> view_session_user(World& world, const storage::UserId& id);
/// The time zone in which an account reads times, by its IANA name.
core::Result<std::string> account_time_zone(World& world, const storage::AccountId& account);
struct SessionTimes {
  core::Instant expires_at{};          ///< unless it is used before
  core::Instant ends_at{};             ///< however much it is used
  core::Instant second_factor_until{}; ///< the epoch where none was shown
};
/// Of the session behind a hash; `session_unknown`.
core::Result<SessionTimes> view_session_times(World& world, std::string_view hash);

} // namespace usecases
