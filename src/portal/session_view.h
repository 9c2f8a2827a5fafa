#pragma once

#include "http/dto.h"
#include "http/endpoint.h"
#include "usecases/view_session.h"

namespace portal {

/// Who is asking, and what a page needs to know to show itself.
struct Session {
  std::optional<usecases::SessionUser> user;
  std::string kind; ///< anonymous | order | tracker | applicant | customer | staff
  std::optional<std::string> csrf_token;
  bool must_change_password = false;
  bool must_enrol_totp = false;
  std::optional<std::string> order_id;
  std::optional<std::string> application_id;
  std::vector<std::string> permissions;
  std::string environment; ///< production | test
  std::string time_zone;   ///< in which pages show times: the account's, or Tokyo's; an IANA name
  core::Instant now{};
  std::optional<core::Instant> expires_at;          ///< unless it is used before; absent without a session
  std::optional<core::Instant> ends_at;             ///< however much it is used
  std::optional<core::Instant> second_factor_until; ///< until then it need not be shown again; absent if never shown
};
BOOST_DESCRIBE_STRUCT(Session, (),
                      (user, kind, csrf_token, must_change_password, must_enrol_totp, order_id, application_id, permissions, environment,
                       time_zone, now, expires_at, ends_at, second_factor_until))

core::Result<Session> view_session(usecases::World& world, const http::CallContext& call, const http::Principal& who);

} // namespace portal
