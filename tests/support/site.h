#pragma once

#include "http/api.h"
#include "http/server.h"
#include "outside/knot.h"
#include "outside/nginx.h"
#include "outside/postfix.h"
#include "outside/process.h"
#include "portal/saved_replies.h"
#include "support/http_client.h"
#include "usecases/job_runner.h"
#include "usecases/world.h"

#include <memory>
#include <optional>
#include <string>

namespace support {

using namespace outside;

/// A whole installation but the signer, in this process: a fresh SQLite database, both listeners on free ports, a clock
/// that tests move, and real servers for what goes out: Knot for DNS (zone `example.jp`), nginx for every host of
/// `web_hosts`, Postfix for mail.
class Site {
public:
  Site();
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  /// One for all tests of a program; tests keep apart by their own names and addresses.
  static Site& shared();

  usecases::World& world() { return *world_; }
  core::MovableClock& clock() { return clock_; }
  void advance(std::chrono::seconds time) { clock_.set(clock_.now() + time); }
  const std::vector<http::Endpoint>& endpoints() const { return api_->endpoints(); }
  /// Paths are below this.
  static std::string api(const std::string& path) { return "/api/v1" + path; }
  HttpClient visitor() const { return HttpClient(addresses_.at(0)); }
  HttpClient desk_visitor() const { return HttpClient(addresses_.at(1)); }
  /// A member of the staff, logged in with a second factor.
  HttpClient staff(const std::string& role);
  /// A user of a fresh customer's account, logged in.
  HttpClient customer(const std::string& role, const std::string& account_id);
  std::string new_account(const std::string& time_zone = "Asia/Tokyo");

  /// Does the jobs that are due, a batch at a time, and sends the mail that is due.
  void run_jobs() {
    for (int batches = 0; batches < 20 && jobs_->run_due() > 0; ++batches) continue;
  }
  ReceivedMail mail(const std::string& to, const std::string& subject_part = {});
  Knot& knot() { return knot_; }
  Nginx& nginx() { return nginx_; }
  Postfix& postfix() { return postfix_; }
  const Postfix& mails() const { return postfix_; }

private:
  void start_world();
  void start_server();

  TemporaryDirectory directory_;
  Knot knot_;
  Nginx nginx_;
  Postfix postfix_;
  core::MovableClock clock_;
  core::Config config_;
  std::optional<domain::Catalogue> catalogue_;
  std::optional<policy::RuleSet> rules_;
  core::BusinessCalendar calendar_ = core::BusinessCalendar::japan();
  pki::BadKeys bad_keys_;
  std::optional<usecases::Secrets> secrets_;
  std::optional<storage::Database> database_;
  std::optional<usecases::IssuerDirectory> issuers_;
  std::unique_ptr<outbound::Resolver> resolver_;
  std::optional<outbound::CaaChecker> caa_;
  std::optional<outbound::Guard> guard_;
  std::optional<outbound::WebFetch> web_;
  std::unique_ptr<outbound::SignerClient> signer_;
  std::optional<usecases::Throttle> throttle_;
  usecases::Throttle mailings_{usecases::mailings_per_day, std::chrono::days{1}};
  usecases::KnownKeys known_keys_;
  std::optional<usecases::World> world_;
  std::unique_ptr<portal::SavedReplies> saved_;
  std::unique_ptr<http::Api> api_;
  std::unique_ptr<http::Router> public_router_;
  std::unique_ptr<http::Router> desk_router_;
  std::unique_ptr<http::Server> server_;
  std::vector<std::string> addresses_;
  std::unique_ptr<usecases::JobRunner> jobs_;
};

} // namespace support
