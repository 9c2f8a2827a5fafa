#include "http/api.h"

#include "core/log.h"
#include "http/errors.h"
#include "http/guard.h"
#include "http/openapi.h"
#include "http/problem.h"
#include "http/url.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace http {
namespace {

constexpr std::string_view api_headers = "Cache-Control: no-store\r\n"
                                         "X-Content-Type-Options: nosniff\r\n"
                                         "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                                         "Referrer-Policy: no-referrer\r\n"
                                         "Cross-Origin-Resource-Policy: same-origin\r\n";

using Stopwatch = std::chrono::steady_clock;

/// What the function returns, or `internal_error` where a bug made it throw.
auto or_bug(auto&& function) -> decltype(function()) {
  try {
    return function();
  } catch (const std::exception& bug) {
    return core::fail(core::errors::internal_error, {}, bug.what());
  }
}

/// Measurements and the rate limit of one endpoint.
struct Series {
  std::array<Counter*, 6> by_class{};
  Histogram* seconds = nullptr;
  std::unique_ptr<RateLimiter> limiter;
};

Series make_series(Metrics* metrics, const EndpointSpec& spec) {
  Series series;
  if (spec.rate.burst > 0) series.limiter = std::make_unique<RateLimiter>(spec.rate.burst, spec.rate.per_minute);
  if (metrics == nullptr) return series;
  const std::string id(spec.id);
  for (std::size_t i = 1; i < series.by_class.size(); ++i)
    series.by_class[i] = &metrics->counter("shomei_api_requests_total", "Requests by operation and class of status",
                                           {{"operation", id}, {"status", std::to_string(i) + "xx"}});
  series.seconds = &metrics->histogram("shomei_api_request_seconds", "Time to answer, without the network", {{"operation", id}});
  return series;
}

} // namespace

const std::string& CallContext::parameter(std::string_view name) const {
  const auto found = std::ranges::find(path_parameters, name, [](const auto& entry) { return entry.first; });
  assert(found != path_parameters.end());
  return found->second;
}

core::Result<void> CallContext::check_version(std::int64_t current) const {
  if (if_match && *if_match != current) return core::fail(core::errors::version_stale);
  return {};
}

namespace detail {

Response empty_response(int status) { return Response(status); }

Response json_response(int status, std::string json) {
  Response response(status);
  response.content("application/json", std::move(json));
  return response;
}

Response file_response(int status, const File& file) {
  Response response(status);
  response.content(file.content_type, file.content);
  if (!file.file_name.empty())
    response.header("Content-Disposition",
                    "attachment; filename*=UTF-8''" + percent_encode(file.file_name)); // RFC 6266
  return response;
}

void add_version(Response& response, std::int64_t version) { response.header("ETag", "\"v" + std::to_string(version) + '"'); }

} // namespace detail

class Api::Support {
public:
  Support(ApiHooks given, std::vector<Endpoint> rows) : hooks(std::move(given)), endpoints(std::move(rows)) {
    for (const auto& row : endpoints) series.push_back(make_series(hooks.metrics, row.spec));
    document = openapi_document(endpoints, {hooks.title, hooks.version, hooks.base_path});
  }

  Answer serve(std::size_t index, const Request& request, PathParameters&& parameters) const;

  ApiHooks hooks;
  std::vector<Endpoint> endpoints;
  std::vector<Series> series;
  std::string document;

private:
  core::Result<Outcome> answer(std::size_t index, CallContext& context) const;
  Response complete(std::size_t index, const CallContext& context, Stopwatch::time_point started, core::Result<Response> result) const;
  core::Result<Principal> authenticate(const Credentials& credentials) const;
  core::Result<void> check_rate(std::size_t index, const CallContext& context) const;
  core::Result<Response> answer_once(const Endpoint& endpoint, CallContext&& context) const;
  void record(std::size_t index, const CallContext& context, const AccessRecord& entry) const;
};

core::Result<Principal> Api::Support::authenticate(const Credentials& credentials) const {
  if (credentials.bearer.empty() && credentials.session.empty()) return Principal{};
  auto principal = hooks.authenticate(credentials);
  const bool unknown = !principal && principal.error().code.kind == core::ErrorKind::unauthenticated;
  if (unknown && credentials.bearer.empty()) return Principal{}; // an expired cookie must not break public pages
  return principal;
}

core::Result<void> Api::Support::check_rate(std::size_t index, const CallContext& context) const {
  const auto& limiter = series[index].limiter;
  if (!limiter) return {};
  const auto key = context.principal.is_anonymous() ? std::string(context.request.remote_address) : context.principal.actor();
  if (const auto wait = limiter->take(key)) return core::fail(errors::rate_limited, {{"seconds", std::to_string(wait->count())}});
  return {};
}

core::Result<Outcome> Api::Support::answer(std::size_t index, CallContext& context) const {
  const auto& endpoint = endpoints[index];
  const auto& request = context.request;
  const auto credentials = credentials_of(request);
  context.principal = TRY(authenticate(credentials));
  TRY(check_permission(endpoint.spec.permission, context.principal));
  TRY(check_csrf(request, context.principal, credentials));
  TRY(check_second_factor(endpoint.spec, context.principal, context.now));
  TRY(check_rate(index, context));
  TRY(check_content(endpoint, request));
  context.if_match = TRY(read_if_match(endpoint.spec, request));
  context.idempotency_key = TRY(read_idempotency_key(endpoint.spec, request));
  if (endpoint.query == nullptr) TRY(parse_query<None>(request.query));
  const bool keeps_answer = context.idempotency_key && !endpoint.spec.knows_repetitions && hooks.idempotency != nullptr;
  if (keeps_answer) return Outcome(TRY(answer_once(endpoint, CallContext(context))));
  return endpoint.invoke(CallContext(context));
}

core::Result<Response> Api::Support::answer_once(const Endpoint& endpoint, CallContext&& context) const {
  const auto key = *context.idempotency_key;
  const auto entry = idempotency_entry(endpoint.spec, context.request, context.principal, key);
  if (const auto saved = TRY(hooks.idempotency->reserve(entry))) return open_reply(*saved, key);
  struct Release {
    IdempotencyStore& store;
    const IdempotencyEntry& entry;
    bool armed = true;
    ~Release() {
      if (armed) store.release(entry);
    }
  } release{*hooks.idempotency, entry};
  auto response = std::get<Response>(TRY(endpoint.invoke(std::move(context))));
  release.armed = false;
  if (const auto kept = hooks.idempotency->save(entry, seal_reply(response, key)); !kept)
    core::log::error("idempotent_reply_not_saved", kept.error());
  return response;
}

void Api::Support::record(std::size_t index, const CallContext& context, const AccessRecord& entry) const {
  const auto& measured = series[index];
  if (auto* counter = measured.by_class[static_cast<std::size_t>(entry.status / 100)]) counter->add();
  if (measured.seconds != nullptr) measured.seconds->observe(std::chrono::duration<double>(entry.took).count());
  if (!hooks.access_log) return;
  auto full = entry;
  full.request_id = context.request_id;
  full.operation_id = endpoints[index].spec.id;
  full.method = context.request.method_name;
  full.path = context.request.path;
  full.remote_address = context.request.remote_address;
  full.actor = context.principal.actor();
  hooks.access_log(full);
}

Answer Api::Support::serve(std::size_t index, const Request& request, PathParameters&& parameters) const {
  const auto started = Stopwatch::now();
  CallContext context(request);
  context.now = hooks.clock.now();
  context.language = core::negotiate_language(request.header("Accept-Language").value_or(""), hooks.fallback_language);
  context.request_id = new_request_id();
  context.path_parameters = std::move(parameters);
  auto outcome = or_bug([&] { return answer(index, context); });
  if (!outcome) return complete(index, context, started, core::Failure(std::move(outcome).error()));
  if (auto* response = std::get_if<Response>(&*outcome)) return complete(index, context, started, std::move(*response));
  auto& later = std::get<Later<core::Result<Response>>>(*outcome);
  return Later<Response>{std::move(later.begin), std::move(later.waits),
                         [this, index, started, context = std::move(context), finish = std::move(later.finish)]() mutable {
                           return complete(index, context, started, or_bug(finish));
                         }};
}

Response Api::Support::complete(std::size_t index, const CallContext& context, Stopwatch::time_point started,
                                core::Result<Response> result) const {
  auto response = result ? std::move(*result) : problem(result.error(), {context.language, context.request_id});
  response.append_head(api_headers);
  response.header("X-Request-Id", context.request_id);
  record(index, context,
         {.status = response.status,
          .error_code = result ? std::string_view() : result.error().code.name,
          .cause = result ? std::string_view() : std::string_view(result.error().cause),
          .took = std::chrono::duration_cast<std::chrono::microseconds>(Stopwatch::now() - started)});
  return response;
}

Api::Api(ApiHooks hooks, std::vector<Endpoint> endpoints) : support_(std::make_unique<Support>(std::move(hooks), std::move(endpoints))) {}
Api::~Api() = default;

void Api::add_to(Router& router) const {
  const auto& support = *support_;
  for (std::size_t i = 0; i < support.endpoints.size(); ++i) {
    const auto& spec = support.endpoints[i].spec;
    if (!spec.listeners.contains(router.listener())) continue;
    router.add(
        spec.method, support.hooks.base_path + std::string(spec.path), {Runs::on_worker, spec.body_limit},
        [&support, i](const Request& request, PathParameters&& parameters) { return support.serve(i, request, std::move(parameters)); });
  }
  router.add(Method::get, support.hooks.base_path + "/openapi.json", {.runs = Runs::inline_}, [&support](const Request&, PathParameters&&) {
    Response response;
    response.content_view("application/json", support.document);
    response.append_head(api_headers);
    return response;
  });
}

const std::vector<Endpoint>& Api::endpoints() const { return support_->endpoints; }
const std::string& Api::openapi() const { return support_->document; }

} // namespace http
