#include "portal/authentication.h"

#include "domain/second_factor.h"
#include "usecases/authenticate.h"

namespace portal {
namespace {

http::Pending pending_of(const storage::UserRow& user) {
  if (user.must_change_password) return http::Pending::password_change;
  return !user.account_id && !user.totp_confirmed ? http::Pending::totp_enrolment : http::Pending::nothing;
}

http::PrincipalKind kind_of(const usecases::Identity& identity) {
  if (identity.key) return http::PrincipalKind::api_key;
  if (identity.user) return identity.user->account_id ? http::PrincipalKind::customer : http::PrincipalKind::staff;
  if (identity.session->consent_link_id) return http::PrincipalKind::link;
  if (identity.session->application_id) return http::PrincipalKind::applicant;
  return identity.session->quote_id ? http::PrincipalKind::order : http::PrincipalKind::tracker;
}

template <class Id>
std::string text_of(const std::optional<Id>& id) {
  return id ? id->str() : std::string();
}

void add_session(const storage::SessionRow& session, http::Principal& principal) {
  principal.order_id = text_of(session.order_id);
  principal.application_id = text_of(session.application_id);
  principal.link_id = text_of(session.consent_link_id);
  principal.quote_id = text_of(session.quote_id);
  principal.session_hash = session.token_hash;
  principal.csrf_token = session.csrf_token;
}

} // namespace

core::Result<http::Principal> authenticate(usecases::World& world, const http::Credentials& credentials) {
  const bool bearer = !credentials.bearer.empty();
  const auto identity = TRY(usecases::authenticate(world, {.token = bearer ? credentials.bearer : credentials.session,
                                                           .is_bearer = bearer,
                                                           .entry = http::to_string(credentials.entry),
                                                           .remote_address = credentials.remote_address,
                                                           .in_background = credentials.in_background}));
  http::Principal principal;
  principal.kind = kind_of(identity);
  principal.account_id = identity.account_id;
  if (identity.session) add_session(*identity.session, principal);
  if (identity.user) {
    principal.user_id = identity.user->id.str();
    principal.role = http::parse_role(identity.user->role);
    if (identity.session) principal.second_factor_until = domain::second_factor_until(identity.session->verified_at);
  }
  if (identity.key) {
    principal.key_id = identity.key->id.str();
    principal.scopes = identity.key->scopes;
  } else if (identity.user) {
    principal.pending = pending_of(*identity.user);
  }
  return principal;
}

} // namespace portal
