#include "portal/actor.h"

#include "core/crypto.h"

namespace portal {

usecases::Actor actor_of(const http::CallContext& call) {
  const auto& who = call.principal;
  return {.id = who.kind == http::PrincipalKind::api_key ? who.key_id
                : !who.link_id.empty()                   ? who.link_id
                : !who.user_id.empty()                   ? who.user_id
                : !who.application_id.empty()            ? who.application_id
                : !who.order_id.empty()                  ? who.order_id
                : !who.quote_id.empty()                  ? who.quote_id
                                                         : "visitor",
          .origin = std::string(call.request.remote_address),
          .account_id = who.account_id,
          .order_id = who.order_id,
          .application_id = who.application_id,
          .is_staff = who.kind == http::PrincipalKind::staff,
          .is_tracker = who.kind == http::PrincipalKind::tracker,
          .is_customer = who.kind == http::PrincipalKind::customer,
          .language = call.language,
          .user_id = who.user_id,
          .quote_id = who.quote_id,
          .session_hash = who.session_hash,
          .consent_link_id = who.link_id,
          .second_factor_until = who.second_factor_until};
}

std::optional<core::Bytes> request_key_of(const http::CallContext& call) {
  if (!call.idempotency_key) return std::nullopt;
  return core::to_bytes(core::sha256(core::as_bytes(call.principal.actor() + '\n' + *call.idempotency_key)));
}

} // namespace portal
