#include "cli/node.h"

#include "core/log.h"
#include "outbound/smtp.h"
#include "portal/api.h"
#include "portal/authentication.h"
#include "status/operations.h"
#include "status/routes.h"
#include "usecases/issue_approved_application.h"
#include "usecases/issue_waiting.h"
#include "usecases/mail_queue.h"
#include "usecases/recover_issuance.h"
#include "usecases/refresh_crls.h"

#include <algorithm>
#include <thread>

namespace cli {
namespace {

constexpr auto drain_time = std::chrono::seconds{10};
constexpr unsigned least_workers = 32; // they mostly wait for the disk and the signer, and a commit carries all that wait

void log_access(const http::AccessRecord& record) {
  core::log::info("request", {{"id", std::string(record.request_id)},
                              {"operation", std::string(record.operation_id)},
                              {"actor", record.actor},
                              {"from", std::string(record.remote_address)},
                              {"status", std::to_string(record.status)},
                              {"code", std::string(record.error_code)},
                              {"cause", std::string(record.cause)},
                              {"us", std::to_string(record.took.count())}});
}

/// The jobs that need the signer, beside those of every installation.
std::vector<usecases::JobKind> all_jobs(usecases::World& world) {
  auto kinds = usecases::standard_jobs(world);
  kinds.push_back({"refresh_crl",
                   [&world](const storage::JobRow& job) -> core::Result<void> {
                     return usecases::refresh_crl(world, TRY(storage::IssuerId::parse(job.subject)));
                   },
                   {}});
  kinds.push_back(
      {"refresh_due_crls", [&world](const storage::JobRow&) { return usecases::refresh_due_crls(world); }, std::chrono::hours{1}});
  kinds.push_back({"recover_issuance",
                   [&world](const storage::JobRow&) -> core::Result<void> {
                     static_cast<void>(TRY(usecases::recover_issuance(world, std::nullopt)));
                     return {};
                   },
                   std::chrono::minutes{1}});
  kinds.push_back({"issue_application",
                   [&world](const storage::JobRow& job) -> core::Result<void> {
                     static_cast<void>(TRY(usecases::issue_approved_application(world, usecases::system_actor("issue_application"),
                                                                                TRY(storage::ApplicationId::parse(job.subject)))));
                     return {};
                   },
                   {}});
  kinds.push_back({"issue_waiting", [&world](const storage::JobRow&) { return usecases::issue_waiting(world); }, std::chrono::hours{1}});
  return kinds;
}

unsigned worker_count(const core::Config& config) {
  if (config.server.workers > 0) return static_cast<unsigned>(config.server.workers);
  return std::max(least_workers, std::thread::hardware_concurrency());
}

http::Handler pages(const http::StaticSite& site) {
  return [&site](const http::Request& request, http::PathParameters&&) { return site.serve(request); };
}

} // namespace

Node::Node(Installation& installation)
    : installation_(installation), saved_replies_(installation.world()), holidays_(installation.world()) {}

core::Result<std::unique_ptr<Node>> Node::start(Installation& installation, const NodeOptions& options) {
  std::unique_ptr<Node> node(new Node(installation));
  auto& world = installation.world();
  // A signer that cannot be reached now does not keep the pages from being served: the jobs try again.
  if (const auto recovered = usecases::recover_issuance(world, world.node); !recovered)
    core::log::error("issuance_not_recovered", recovered.error());
  if (options.jobs)
    node->jobs_ =
        std::make_unique<usecases::JobRunner>(world, outbound::SmtpClient(usecases::smtp_settings(world.config)), all_jobs(world));
  static_cast<void>(TRY(node->holidays_.refresh()));
  node->holidays_.start();
  node->add_routes(options);
  TRY(node->listen(options));
  // Only now, because a signer that has just been started has its keys to open first.
  if (options.jobs) {
    if (const auto fresh = usecases::refresh_due_crls(world); !fresh) {
      core::log::error("crls_not_refreshed", fresh.error());
      TRY(world.database.write(
          [&](storage::Transaction& tx) { return storage::upsert_job(tx, {"refresh_due_crls", "all", "{}", world.clock.now()}); }));
    }
    node->jobs_->start();
  }
  return node;
}

void Node::add_routes(const NodeOptions& options) {
  auto& world = installation_.world();
  status::add_operations_routes(public_router_, world, metrics_);
  status::add_operations_routes(desk_router_, world, metrics_);
  if (auto* clock = installation_.test_clock()) {
    const auto moved = [&world](core::Instant now) { static_cast<void>(world.signer.set_clock(now)); };
    status::add_test_clock_route(public_router_, *clock, moved);
    status::add_test_clock_route(desk_router_, *clock, moved);
  }
  if (options.status) {
    ocsp_.emplace(world);
    status::add_status_routes(public_router_, world, *ocsp_);
  }
  if (!options.web) return;
  api_.emplace(http::ApiHooks{.clock = world.clock,
                              .authenticate = [&world](const http::Credentials& shown) { return portal::authenticate(world, shown); },
                              .idempotency = &saved_replies_,
                              .access_log = log_access,
                              .metrics = &metrics_},
               portal::all_endpoints(world));
  api_->add_to(public_router_);
  api_->add_to(desk_router_);
  const bool https = world.config.server.public_url.starts_with("https://");
  public_site_.emplace(http::web_assets(), http::StaticSiteOptions{{{"/cms", "/cms.html"}, {"/", "/order.html"}}, options.web_root, https});
  desk_site_.emplace(http::web_assets(), http::StaticSiteOptions{{{"/", "/desk.html"}}, options.web_root, https});
  public_router_.set_fallback(pages(*public_site_));
  desk_router_.set_fallback(pages(*desk_site_));
}

core::Result<void> Node::listen(const NodeOptions& options) {
  const auto& config = installation_.world().config;
  http::ServerOptions server;
  server.listen.push_back({options.listen, &public_router_});
  if (!options.desk_listen.empty()) server.listen.push_back({options.desk_listen, &desk_router_});
  if (!options.tls_listen.empty())
    server.listen.push_back({options.tls_listen, &public_router_, http::TlsFiles{config.server.tls_certificate, config.server.tls_key}});
  server.workers = worker_count(config);
  server.metrics = &metrics_;
  server_ = TRY(http::Server::start(std::move(server)));
  return {};
}

Node::~Node() {
  if (server_) server_->drain(drain_time);
  if (jobs_) jobs_->stop();
}

} // namespace cli
