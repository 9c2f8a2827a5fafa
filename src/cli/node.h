#pragma once

#include "cli/installation.h"
#include "http/api.h"
#include "http/server.h"
#include "http/static_assets.h"
#include "portal/saved_replies.h"
#include "status/ocsp_responder.h"
#include "usecases/holiday_follower.h"
#include "usecases/job_runner.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cli {

struct NodeOptions {
  std::string listen;      ///< the public site
  std::string desk_listen; ///< the desk; empty: not served
  std::string tls_listen;  ///< the public site with TLS; empty: none
  bool web = true;         ///< pages and API
  bool status = true;      ///< OCSP, CRLs, CA certificates
  bool jobs = true;        ///< mail, retries, CRLs, recovery
  std::string web_root;    ///< serve pages from this folder (development)
};

/// A running node: doors, status role and job runner over one installation. Stops what it started, in order.
class Node {
public:
  static core::Result<std::unique_ptr<Node>> start(Installation& installation, const NodeOptions& options);
  ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  /// The addresses in use: the public site, the desk, TLS.
  std::vector<std::string> addresses() const { return server_->addresses(); }
  usecases::JobRunner& jobs() { return *jobs_; }

private:
  explicit Node(Installation& installation);
  void add_routes(const NodeOptions& options);
  core::Result<void> listen(const NodeOptions& options);

  Installation& installation_;
  http::Metrics metrics_;
  portal::SavedReplies saved_replies_;
  std::optional<http::Api> api_;
  std::optional<status::OcspResponder> ocsp_;
  std::optional<http::StaticSite> public_site_;
  std::optional<http::StaticSite> desk_site_;
  http::Router public_router_{http::Listener::public_site};
  http::Router desk_router_{http::Listener::desk};
  usecases::HolidayFollower holidays_;
  std::unique_ptr<usecases::JobRunner> jobs_;
  std::unique_ptr<http::Server> server_;
};

} // namespace cli
