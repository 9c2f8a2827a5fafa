#pragma once

#include "http/api.h"
#include "http/endpoint.h"
#include "usecases/new_session.h"

namespace portal {

/// An answer with the cookie of the session just given, where the caller is a page (`X-Session: cookie`).
template <class T>
http::Reply<T> with_order_session(T body, const http::CallContext& call, const usecases::SessionGrant& session) {
  http::Reply<T> reply(std::move(body));
  if (call.request.header("X-Session") == "cookie") reply.header("Set-Cookie", http::set_session_cookie(http::Entry::order, session.token));
  return reply;
}

} // namespace portal
