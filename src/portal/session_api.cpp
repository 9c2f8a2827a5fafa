#include "http/api.h"
#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "portal/session_view.h"
#include "usecases/change_password.h"
#include "usecases/log_in.h"
#include "usecases/totp.h"
#include "usecases/verify_second_factor.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using usecases::World;

struct LoginRequest {
  std::string email;
  std::string password;
  std::optional<std::string> totp;
  static constexpr std::array rules{http::Rule{.field = "email", .min_length = 1, .max_length = 300},
                                    http::Rule{.field = "password", .min_length = 1, .max_length = 300},
                                    http::Rule{.field = "totp", .max_length = 10}};
};
BOOST_DESCRIBE_STRUCT(LoginRequest, (), (email, password, totp))

struct PasswordRequest : usecases::PasswordChange {
  static constexpr std::array rules{http::Rule{.field = "current", .min_length = 1, .max_length = 300},
                                    http::Rule{.field = "next", .min_length = 1, .max_length = 300}};
};
BOOST_DESCRIBE_STRUCT(PasswordRequest, (usecases::PasswordChange), ())

struct TotpCode {
  std::string code;
  static constexpr std::array rules{http::Rule{.field = "code", .min_length = 1, .max_length = 10}};
};
BOOST_DESCRIBE_STRUCT(TotpCode, (), (code))

http::Entry entry_of(const http::CallContext& call) {
  return call.request.listener == http::Listener::desk ? http::Entry::desk : http::Entry::cms;
}

/// The entry of the session that the caller has.
http::Entry own_entry(const http::Principal& who) {
  if (who.kind == http::PrincipalKind::staff) return http::Entry::desk;
  if (who.kind == http::PrincipalKind::link) return http::Entry::link;
  return who.kind == http::PrincipalKind::customer ? http::Entry::cms : http::Entry::order;
}

/// The session as it is now, with the cookie of its new secret.
core::Result<Reply<Session>> renewed(World& world, const http::CallContext& call, const usecases::SessionGrant& grant,
                                     http::Principal who) {
  who.session_hash = usecases::token_hash(grant.token);
  Reply<Session> reply(TRY(view_session(world, call, who)));
  reply.header("Set-Cookie", http::set_session_cookie(own_entry(who), grant.token));
  return reply;
}

core::Result<Reply<Session>> get_session(World& world, const Call<>& call) { return TRY(view_session(world, call, call.principal)); }

core::Result<Reply<Session>> login(World& world, const Call<LoginRequest>& call) {
  auto actor = actor_of(call);
  if (actor.user_id.empty()) actor.session_hash.clear(); // an order's session is another one
  const auto entry = entry_of(call);
  const auto in =
      TRY(usecases::log_in(world, actor, {call.body.email, call.body.password, call.body.totp, std::string(http::to_string(entry))}));
  http::Principal who;
  who.kind = in.user.account_id ? http::PrincipalKind::customer : http::PrincipalKind::staff;
  who.user_id = in.user.id.str();
  who.role = http::parse_role(in.user.role);
  who.csrf_token = in.session.csrf_token;
  return renewed(world, call, in.session, who);
}

core::Result<Reply<None>> logout(World& world, const Call<>& call) {
  TRY(usecases::log_out(world, actor_of(call)));
  Reply<None> reply{None{}};
  reply.header("Set-Cookie", http::set_session_cookie(own_entry(call.principal), ""));
  return reply;
}

core::Result<Reply<Session>> change_password(World& world, const Call<PasswordRequest>& call) {
  return renewed(world, call, TRY(usecases::change_password(world, actor_of(call), call.body)), call.principal);
}

core::Result<Reply<usecases::TotpSecret>> start_totp(World& world, const Call<>& call) {
  return TRY(usecases::start_totp(world, actor_of(call)));
}

core::Result<Reply<Session>> confirm_totp(World& world, const Call<TotpCode>& call) {
  return renewed(world, call, TRY(usecases::confirm_totp(world, actor_of(call), call.body.code)), call.principal);
}

core::Result<Reply<Session>> verify_second_factor(World& world, const Call<TotpCode>& call) {
  return renewed(world, call, TRY(usecases::verify_second_factor(world, actor_of(call), call.body.code)), call.principal);
}

} // namespace

std::vector<http::Endpoint> session_endpoints(World& world) {
  using enum http::Method;
  using http::allow::any_user;
  constexpr http::RateLimit guesses{.burst = 30, .per_minute = 20};
  return {
      http::endpoint({.id = "getSession",
                      .method = get,
                      .path = "/session",
                      .summary = "Show who is asking",
                      .permission = http::allow::anyone,
                      .listeners = http::on::both,
                      .tag = "session"},
                     world, &get_session),
      http::endpoint({.id = "login",
                      .method = post,
                      .path = "/session",
                      .summary = "Log in",
                      .permission = http::allow::anyone,
                      .listeners = http::on::both,
                      .tag = "session",
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &login),
      http::endpoint({.id = "logout",
                      .method = delete_,
                      .path = "/session",
                      .summary = "Log out",
                      .permission = http::allow::any_session,
                      .listeners = http::on::both,
                      .tag = "session",
                      .status = 204},
                     world, &logout),
      http::endpoint({.id = "changePassword",
                      .method = post,
                      .path = "/session/passwords",
                      .summary = "Set a new password",
                      .permission = any_user,
                      .listeners = http::on::both,
                      .tag = "session",
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &change_password),
      http::endpoint({.id = "startTotp",
                      .method = post,
                      .path = "/session/totp",
                      .summary = "Begin to enrol a second factor",
                      .permission = any_user,
                      .listeners = http::on::both,
                      .tag = "session",
                      .rate = guesses},
                     world, &start_totp),
      http::endpoint({.id = "confirmTotp",
                      .method = post,
                      .path = "/session/totp/confirmations",
                      .summary = "Confirm the second factor",
                      .permission = any_user,
                      .listeners = http::on::both,
                      .tag = "session",
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &confirm_totp),
      http::endpoint({.id = "verifySecondFactor",
                      .method = post,
                      .path = "/session/verifications",
                      .summary = "Show the second factor again",
                      .permission = any_user,
                      .listeners = http::on::both,
                      .tag = "session",
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &verify_second_factor),
  };
}

} // namespace portal
