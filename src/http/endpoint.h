#pragma once

#include "core/clock.h"
#include "core/i18n.h"
#include "core/id.h"
#include "core/result.h"
#include "http/dto.h"
#include "http/errors.h"
#include "http/message.h"
#include "http/principal.h"

#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

/// No body, no query, or no answer.
struct None {};
BOOST_DESCRIBE_STRUCT(None, (), ())

/// Bytes as an answer (a PDF, a certificate).
struct File {
  std::string content_type;
  std::string content;
  std::string file_name; ///< for Content-Disposition; empty leaves it out
};

/// Which listeners serve an endpoint; it is 404 on the others. There is no default one.
class Listeners {
public:
  constexpr explicit Listeners(unsigned mask) : mask_(mask) {}
  constexpr bool contains(Listener listener) const { return (mask_ >> static_cast<unsigned>(listener) & 1U) != 0; }

private:
  unsigned mask_;
};
namespace on {
inline constexpr Listeners public_site{1};
inline constexpr Listeners desk{2};
inline constexpr Listeners both{3};
} // namespace on

/// Calls that one asker (or one address, while anonymous) may make: a token bucket.
struct RateLimit {
  int burst = 0; ///< 0 = no limit of its own
  double per_minute = 0;
};

/// The fixed part of an endpoint's row. `permission` and `listeners` have no default: a row without them does not
/// compile.
struct EndpointSpec {
  std::string_view id; ///< operationId: `createQuote`
  Method method;
  std::string_view path; ///< below the API's base: `/quotes/{id}`
  std::string_view summary;
  Permission permission;
  Listeners listeners;
  std::string_view tag = {};
  int status = 200;               ///< of success
  bool creates = false;           ///< honours Idempotency-Key
  bool knows_repetitions = false; ///< the handler itself recognizes a key's repetition, in the transaction that creates
  bool needs_if_match = false;
  bool needs_second_factor = false; ///< of users: shown within the last minutes, by their own session
  std::size_t body_limit = std::size_t{1} << 20U;
  RateLimit rate = {};
  std::string_view description = {};
};

/// What every call brings, whatever its body.
class CallContext {
public:
  const Request& request;
  Principal principal;
  core::Instant now{};
  core::Language language = core::Language::ja;
  std::string request_id;
  std::optional<std::string> idempotency_key;
  std::optional<std::int64_t> if_match; ///< the version named; none without the header or with `*`
  std::vector<std::pair<std::string_view, std::string>> path_parameters;

  explicit CallContext(const Request& from) : request(from) {}
  /// A path parameter, decoded; asking for one that the path does not have is a bug.
  const std::string& parameter(std::string_view name) const;
  /// A path parameter as an id; another kind's id reads as not found.
  template <class Id>
  core::Result<Id> id(std::string_view name = "id") const {
    return Id::parse(parameter(name));
  }
  /// Refuses with `version_stale` when If-Match named another version.
  core::Result<void> check_version(std::int64_t current) const;
};

/// A call of an endpoint: its context, its body and its query, each already checked.
template <class Body = None, class Query = None>
class Call : public CallContext {
public:
  explicit Call(CallContext&& context) : CallContext(std::move(context)) {}
  Body body{};
  Query query{};
};

/// A successful answer. Its ETag is `"v<version>"` when given here or when the DTO has a `version`.
template <class T>
struct Reply {
  T body{};
  std::optional<std::int64_t> version{};
  int status = 0; ///< 0 = the row's
  std::vector<std::pair<std::string, std::string>> headers{};

  Reply() = default;
  template <class U = T>
    requires std::convertible_to<U&&, T> && (!std::same_as<std::remove_cvref_t<U>, Reply>)
  Reply(U&& value) : body(std::forward<U>(value)) {}
  Reply& header(std::string name, std::string value) & {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

/// A successful answer that is not there yet (message.h). Only for endpoints whose answer is not saved (`creates` without
/// `knows_repetitions`).
template <class T>
using LaterReply = Later<core::Result<Reply<T>>>;

/// How the support gets from a checked request to an answer, without the types.
using Outcome = std::variant<Response, Later<core::Result<Response>>>;
using Invoke = std::function<core::Result<Outcome>(CallContext&&)>;

/// One endpoint: its row and its handler, types erased. Everything else (router, permission check, OpenAPI, sweep test)
/// is made from these.
struct Endpoint {
  EndpointSpec spec;
  ShapeOf body = nullptr; ///< none without a body
  ShapeOf query = nullptr;
  ShapeOf response = nullptr; ///< none for a file or for no content
  bool returns_file = false;
  Invoke invoke;
};

namespace detail {

Response empty_response(int status);
Response json_response(int status, std::string json);
Response file_response(int status, const File& file);
void add_version(Response& response, std::int64_t version);

template <class T>
Response to_response(const EndpointSpec& spec, Reply<T>&& reply) {
  const int status = reply.status != 0 ? reply.status : spec.status;
  Response response;
  if constexpr (std::same_as<T, None>)
    response = empty_response(status);
  else if constexpr (std::same_as<T, File>)
    response = file_response(status, reply.body);
  else
    response = json_response(status, to_json(reply.body));
  if (reply.version) {
    add_version(response, *reply.version);
  } else if constexpr (requires {
                         { reply.body.version } -> std::convertible_to<std::int64_t>;
                       }) {
    add_version(response, reply.body.version);
  }
  for (const auto& [name, value] : reply.headers) response.header(name, value);
  return response;
}

template <class T>
Outcome to_outcome(const EndpointSpec& spec, Reply<T>&& reply) {
  return to_response<T>(spec, std::move(reply));
}
template <class T>
Outcome to_outcome(const EndpointSpec& spec, LaterReply<T>&& later) {
  auto finish = [spec, finish = std::move(later.finish)]() mutable -> core::Result<Response> {
    return to_response<T>(spec, TRY(finish()));
  };
  return Later<core::Result<Response>>{std::move(later.begin), std::move(later.waits), std::move(finish)};
}

template <class T>
ShapeOf shape_or_none() {
  if constexpr (std::same_as<T, None> || std::same_as<T, File>)
    return nullptr;
  else
    return &shape<T>;
}

template <class Body, class Query, class T, class Handler>
Endpoint make_endpoint(const EndpointSpec& spec, Handler handler) {
  Invoke invoke = [spec, handler = std::move(handler)](CallContext&& context) -> core::Result<Outcome> {
    Call<Body, Query> call(std::move(context));
    if constexpr (!std::same_as<Query, None>) call.query = TRY(parse_query<Query>(call.request.query));
    if constexpr (!std::same_as<Body, None>) call.body = TRY(parse<Body>(call.request.body));
    return to_outcome<T>(spec, TRY(handler(std::as_const(call))));
  };
  return Endpoint{spec, shape_or_none<Body>(), shape_or_none<Query>(), shape_or_none<T>(), std::same_as<T, File>, std::move(invoke)};
}

template <class F>
struct HandlerTypes : HandlerTypes<decltype(&F::operator())> {};
template <class T, class B, class Q>
struct HandlerTypes<core::Result<Reply<T>> (*)(const Call<B, Q>&)> {
  using Body = B;
  using Query = Q;
  using Answer = T;
};
template <class T, class B, class Q>
struct HandlerTypes<core::Result<LaterReply<T>> (*)(const Call<B, Q>&)> : HandlerTypes<core::Result<Reply<T>> (*)(const Call<B, Q>&)> {};
template <class C, class R, class B, class Q>
struct HandlerTypes<R (C::*)(const Call<B, Q>&) const> : HandlerTypes<R (*)(const Call<B, Q>&)> {};

} // namespace detail

/// Makes a row with a handler `Result<Reply<Answer>>(const Call<Body, Query>&)` or one of a LaterReply, a lambda or a function.
template <class Handler>
Endpoint endpoint(const EndpointSpec& spec, Handler handler) {
  using Types = detail::HandlerTypes<Handler>;
  return detail::make_endpoint<typename Types::Body, typename Types::Query, typename Types::Answer>(spec, std::move(handler));
}

/// Makes a row with a function that also takes the door's own context: `Result<Reply<Answer>>(Portal&, const
/// Call<Body>&)`.
template <class Context, class R, class Body, class Query>
Endpoint endpoint(const EndpointSpec& spec, Context& context, R (*handler)(Context&, const Call<Body, Query>&)) {
  return endpoint(spec, [&context, handler](const Call<Body, Query>& call) { return handler(context, call); });
}

} // namespace http
