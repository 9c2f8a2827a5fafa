#include "http/router.h"

#include "core/errors.h"
#include "http/errors.h"
#include "http/problem.h"
#include "http/url.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace http {
namespace {

constexpr std::size_t method_count = 7;

struct Route {
  RouteOptions options;
  Handler handler;
  std::vector<std::string> names;
  bool has_tail = false;
};

/// A bug in the program's own table of routes.
[[noreturn]] void refuse(std::string_view why, std::string_view pattern) {
  std::fprintf(stderr, "router: %.*s: %.*s\n", static_cast<int>(why.size()), why.data(), static_cast<int>(pattern.size()), pattern.data());
  std::abort();
}

/// Takes the first segment off a path that is without its leading slash.
std::string_view take_segment(std::string_view& rest) {
  const auto segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(segment.size() + 1, rest.size()));
  return segment;
}

/// A body of ordinary size is read before it is refused, so that the answer is 404 or 405 and not 413.
constexpr RouteOptions refused{.body_limit = 64 * 1024};

Handler refusal(core::ErrorCode code, core::Language fallback) {
  return [code, fallback](const Request& request, PathParameters&& parameters) {
    const auto language = core::negotiate_language(request.header("Accept-Language").value_or(""), fallback);
    auto response = numbered_problem({code, {}, {}, {}}, language);
    if (code == errors::method_not_allowed) response.header("Allow", parameters.front().second);
    response.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
    return response;
  };
}

} // namespace

struct Router::Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
  std::unique_ptr<Node> parameter;
  std::unique_ptr<Node> tail;
  std::array<std::unique_ptr<Route>, method_count> routes;

  using Values = std::vector<std::string_view>;

  Node& literal(std::string_view segment) {
    for (auto& [name, node] : literals)
      if (name == segment) return *node;
    return *literals.emplace_back(std::string(segment), std::make_unique<Node>()).second;
  }

  /// Calls `accept(node)` for each node that the path leads to, literals first, until it returns true.
  bool walk(std::string_view rest, bool at_end, Values& values, const auto& accept) const {
    if (at_end) return accept(*this);
    auto after = rest;
    const auto segment = take_segment(after);
    const bool last = segment.size() == rest.size();
    for (const auto& [name, node] : literals)
      if (name == segment && node->walk(after, last, values, accept)) return true;
    if (parameter && !segment.empty()) {
      values.push_back(segment);
      if (parameter->walk(after, last, values, accept)) return true;
      values.pop_back();
    }
    if (tail && !rest.empty()) {
      values.push_back(rest);
      if (accept(*tail)) return true;
      values.pop_back();
    }
    return false;
  }

  const Route* route(Method method) const {
    const auto& found = routes[static_cast<std::size_t>(method)];
    if (!found && method == Method::head) return routes[static_cast<std::size_t>(Method::get)].get();
    return found.get();
  }
};

Router::Router(Listener listener, core::Language fallback_language)
    : listener_(listener), root_(std::make_unique<Node>()), not_found_(refusal(core::errors::not_found, fallback_language)),
      wrong_method_(refusal(errors::method_not_allowed, fallback_language)),
      undecodable_(refusal(core::errors::malformed_request, fallback_language)) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Method method, std::string_view pattern, RouteOptions options, Handler handler) {
  if (!pattern.starts_with('/') || static_cast<std::size_t>(method) >= method_count) refuse("bad pattern", pattern);
  auto route = std::make_unique<Route>(Route{options, std::move(handler), {}, pattern.ends_with("*}")});
  auto* node = root_.get();
  auto rest = pattern.substr(1);
  for (bool more = true; more;) {
    more = rest.find('/') != std::string_view::npos;
    const auto segment = take_segment(rest);
    if (!segment.starts_with('{')) {
      node = &node->literal(segment);
      continue;
    }
    const bool tail = segment.ends_with("*}");
    if (tail && more) refuse("a tail in the middle", pattern);
    route->names.emplace_back(segment.substr(1, segment.size() - (tail ? 3 : 2)));
    auto& next = tail ? node->tail : node->parameter;
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  auto& slot = node->routes[static_cast<std::size_t>(method)];
  if (slot) refuse("added twice", pattern);
  slot = std::move(route);
}

void Router::set_fallback(Handler handler) { fallback_ = std::move(handler); }

Plan Router::plan(Method method, std::string_view path) const {
  if (!path.starts_with('/')) return {refused, &undecodable_, {}};
  Node::Values values;
  const Route* route = nullptr;
  if (method != Method::other) {
    root_->walk(path.substr(1), false, values, [&](const Node& node) { return (route = node.route(method)) != nullptr; });
  }
  if (route != nullptr) {
    Plan plan{route->options, &route->handler, {}};
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool tail = route->has_tail && i + 1 == values.size();
      auto decoded = tail ? std::optional(std::string(values[i])) : percent_decode(values[i]);
      if (!decoded) return {refused, &undecodable_, {}};
      plan.parameters.emplace_back(route->names[i], std::move(*decoded));
    }
    return plan;
  }
  std::string allowed;
  root_->walk(path.substr(1), false, values, [&](const Node& node) {
    for (std::size_t i = 0; i < method_count; ++i) {
      if (node.route(static_cast<Method>(i)) == nullptr) continue;
      if (const auto name = to_string(static_cast<Method>(i)); allowed.find(name) == std::string::npos)
        allowed += (allowed.empty() ? "" : ", ") + std::string(name);
    }
    return false;
  });
  if (!allowed.empty()) return {refused, &wrong_method_, {{"allow", std::move(allowed)}}};
  if (!fallback_ || path.starts_with("/api/")) return {refused, &not_found_, {}};
  if (method == Method::get || method == Method::head) return {{.runs = Runs::inline_}, &fallback_, {}};
  return {refused, &wrong_method_, {{"allow", "GET, HEAD"}}};
}

} // namespace http
