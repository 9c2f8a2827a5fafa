#pragma once

#include "http/api.h"
#include "http/endpoint.h"
#include "usecases/new_session.h"

#include <optional>

namespace portal {

/// Whether the caller is a page, which gets its session as a cookie.
inline bool is_page(const http::CallContext& call) { return call.request.header("X-Session") == "cookie"; }

/// The secret as the answer's body tells it: to scripts only; what a page's scripts cannot read they cannot lose.
inline std::optional<std::string> told_token(const http::CallContext& call, const usecases::SessionGrant& session) {
  return is_page(call) ? std::nullopt : std::optional(session.token);
}

/// An answer with the cookie of the session just given, where the caller is a page (`X-Session: cookie`).
template <class T>
http::Reply<T> with_session(T body, const http::CallContext& call, const usecases::SessionGrant& session, http::Entry entry) {
  http::Reply<T> reply(std::move(body));
  if (is_page(call)) reply.header("Set-Cookie", http::set_session_cookie(entry, session.token));
  return reply;
}
template <class T>
http::Reply<T> with_order_session(T body, const http::CallContext& call, const usecases::SessionGrant& session) {
  return with_session(std::move(body), call, session, http::Entry::order);
}

} // namespace portal
