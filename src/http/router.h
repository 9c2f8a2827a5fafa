#pragma once

#include "core/i18n.h"
#include "http/message.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

using PathParameters = std::vector<std::pair<std::string_view, std::string>>;
using Handler = std::function<Answer(const Request&, PathParameters&&)>;

/// Where a handler runs: on the connection's thread (must not block) or on the worker pool.
/// `inline_first` begins on the connection's thread and goes on to a worker where the handler answers `OnWorker`. Only on a worker may
/// it answer `Later`.
enum class Runs : std::uint8_t { on_worker, inline_, inline_first };

struct RouteOptions {
  Runs runs = Runs::on_worker;
  std::size_t body_limit = 0; ///< bytes; a larger body is refused with 413 before the handler runs
};

/// What the server does with a request, decided from its head alone.
struct Plan {
  RouteOptions options;
  const Handler* handler = nullptr;
  PathParameters parameters;
};

/// Finds the handler of a method and a path. Built once, then read by all threads.
class Router {
public:
  explicit Router(Listener listener, core::Language fallback_language = core::Language::ja);
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  Listener listener() const { return listener_; }
  /// Adds a route. Patterns are literal segments, `{name}` for one decoded segment, `{name*}` at the end for the rest
  /// of the path, undecoded and with its slashes. Literals win over parameters. A pattern added twice is a bug.
  void add(Method method, std::string_view pattern, RouteOptions options, Handler handler);
  /// Answers GET for paths that no route knows (pages); without it, and for `/api/…`, they are 404.
  void set_fallback(Handler handler);
  /// Never fails: unknown paths, wrong methods (405 with Allow, also for OPTIONS) and undecodable paths have handlers
  /// too. HEAD takes GET's route.
  Plan plan(Method method, std::string_view path) const;

private:
  struct Node;
  Listener listener_;
  std::unique_ptr<Node> root_;
  Handler fallback_;
  Handler not_found_;
  Handler wrong_method_;
  Handler undecodable_;
};

} // namespace http
