#include "portal/session_view.h"

#include <array>

namespace portal {
namespace {

using http::Role;
using namespace http::allow;

/// What a page offers, by the permission of the endpoints behind it.
struct Offer {
  std::string_view name;
  http::Permission permission;
};
constexpr std::array<Offer, 19> offers{{{"certificates:read", any_customer | any_staff},
                                        {"certificates:issue", customer(Role::super_admin, Role::sub_admin)},
                                        {"certificates:revoke", staff(Role::support, Role::officer)},
                                        {"domains:read", any_customer},
                                        {"domains:validate", customer(Role::super_admin, Role::sub_admin)},
                                        {"api-keys:manage", customer(Role::super_admin)},
                                        {"orders:read", any_customer | staff(Role::finance, Role::support)},
                                        {"orders:place", customer(Role::super_admin, Role::sub_admin)},
                                        {"payments:record", staff(Role::finance)},
                                        {"access-codes:resend", staff(Role::support, Role::finance)},
                                        {"access-codes:revoke", staff(Role::support)},
                                        {"cases:read", staff(Role::specialist, Role::staff_auditor)},
                                        {"cases:work", staff(Role::specialist)},
                                        {"cases:approve", staff(Role::approving_specialist)},
                                        {"denied:read", staff(Role::specialist) | staff(Role::officer, Role::staff_auditor)},
                                        {"denied:keep", staff(Role::approving_specialist, Role::officer)},
                                        {"records:destroy", staff(Role::officer)},
                                        {"samples:read", staff(Role::staff_auditor, Role::officer)},
                                        {"audit:read", staff(Role::staff_auditor, Role::officer)}}};

std::optional<std::string> none_if_empty(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

void add_times(const usecases::SessionTimes& times, Session& session) {
  session.expires_at = times.expires_at;
  session.ends_at = times.ends_at;
  if (times.second_factor_until > core::Instant{}) session.second_factor_until = times.second_factor_until;
}

} // namespace

core::Result<Session> view_session(usecases::World& world, const http::CallContext& call, const http::Principal& who) {
  Session session{.user = {},
                  .kind = std::string(to_string(who.kind)),
                  .csrf_token = none_if_empty(who.csrf_token),
                  .must_change_password = false,
                  .must_enrol_totp = false,
                  .order_id = none_if_empty(who.order_id),
                  .application_id = none_if_empty(who.application_id),
                  .permissions = {},
                  .environment = dynamic_cast<const core::MovableClock*>(&world.clock) != nullptr ? "test" : "production",
                  .time_zone = "Asia/Tokyo",
                  .now = call.now,
                  .expires_at = {},
                  .ends_at = {},
                  .second_factor_until = {}};
  if (!who.session_hash.empty()) add_times(TRY(usecases::view_session_times(world, who.session_hash)), session);
  if (!who.user_id.empty()) {
    const auto state = TRY(usecases::view_session_user(world, TRY(storage::UserId::parse(who.user_id))));
    session.user = state.user;
    session.must_change_password = state.must_change_password;
    session.must_enrol_totp = !state.user.account_id && !state.totp_confirmed;
  }
  const auto account = session.user ? session.user->account_id.value_or("") : who.account_id;
  if (!account.empty()) session.time_zone = TRY(usecases::account_time_zone(world, TRY(storage::AccountId::parse(account))));
  for (const auto& offer : offers)
    if (offer.permission.names(who)) session.permissions.emplace_back(offer.name);
  return session;
}

} // namespace portal
