#include "support/site.h"

#include "portal/api.h"
#include "portal/authentication.h"
#include "storage/accounts.h"
#include "storage/issuance.h"
#include "storage/migrations.h"
#include "support/database.h"
#include "support/log_in.h"
#include "usecases/mail_queue.h"

namespace support {
namespace {

std::string pem_of(const std::string& path) { return read_file(path); }

/// A root and an issuer that the openssl program makes.
void make_hierarchy(const std::string& in) {
  const auto extension = [&](const std::string& name, const std::string& text) { write_file(in + "/" + name, text); };
  extension("ca.cnf", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n");
  run_or_throw({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-nodes", "-keyout", in + "/root.key",
                "-out", in + "/root.pem", "-days", "3650", "-subj", "/C=JP/O=Test/CN=Test Root"});
  run_or_throw({"openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", in + "/ov.key", "-out",
                in + "/ov.csr", "-subj", "/C=JP/O=Test/CN=Test OV"});
  run_or_throw({"openssl", "x509", "-req", "-in", in + "/ov.csr", "-CA", in + "/root.pem", "-CAkey", in + "/root.key", "-set_serial", "17",
                "-days", "3000", "-extfile", in + "/ca.cnf", "-out", in + "/ov.pem"});
}

storage::IssuerRow issuer_row(const std::string& purpose, const std::string& pem, std::optional<storage::IssuerId> parent) {
  const auto certificate = must(pki::Certificate::parse_pem(pem));
  return {
      storage::IssuerId::make(), purpose, purpose, std::move(parent), "private", core::to_bytes(certificate.der()), certificate.not_after(),
      certificate.not_before()};
}

} // namespace

Site::Site() : clock_(must(core::parse_rfc3339("2026-11-24T01:00:00Z"))) {
  knot_.add_zone("example.jp", "www A 203.0.113.7\n");
  knot_.start();
  start_world();
  start_server();
}

Site::~Site() {
  server_->drain(std::chrono::seconds{2});
  server_.reset();
}

Site& Site::shared() {
  static Site site;
  return site;
}

void Site::start_world() {
  config_ = must(core::parse_config("", directory_.path()));
  config_.mail.smtp_url = "smtp://127.0.0.1:" + std::to_string(postfix_.port());
  config_.mail.from = "desk@shomei.test";
  config_.desk.call_days_ahead = 3650; // tests book days whose holidays they know
  config_.seller.registration_number = "T3987654321098";
  catalogue_ = must(domain::Catalogue::built_in());
  rules_ = must(policy::RuleSet::named("private"));
  secrets_ = must(usecases::Secrets::load_or_make(directory_.path()));
  database_ = must(storage::Database::open(config_.database_url()));
  must(storage::migrate(*database_));
  make_hierarchy(directory_.path());
  must(database_->write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto root = issuer_row("root", pem_of(directory_ / "root.pem"), std::nullopt);
    TRY(storage::insert_issuer(tx, root));
    return storage::insert_issuer(tx, issuer_row("ov", pem_of(directory_ / "ov.pem"), root.id));
  }));
  issuers_ = must(usecases::IssuerDirectory::load(*database_));
  outbound::DnsSettings dns;
  dns.stubs = knot_.stubs();
  dns.trust_anchor_file = knot_.trust_anchor_file();
  dns.cache_time = std::chrono::seconds{0};
  dns.negative_cache_time = std::chrono::seconds{0};
  resolver_ = must(outbound::Resolver::create(dns));
  caa_.emplace(*resolver_, clock_, std::vector<std::string>{"ca.shomei.test"});
  guard_.emplace(*resolver_, outbound::TestMap{{"web.example.jp:80", nginx_.port()}, {"other.example.jp:80", nginx_.port()}});
  web_.emplace(*guard_);
  signer_ = std::make_unique<outbound::SignerClient>(directory_.path() / "no-signer");
  throttle_.emplace(10, std::chrono::minutes{15});
  world_.emplace(usecases::World{*database_, clock_, config_, *catalogue_, *rules_, calendar_, bad_keys_, *secrets_, *issuers_, *resolver_,
                                 *caa_, *web_, *signer_, *throttle_, mailings_, known_keys_});
  jobs_ = std::make_unique<usecases::JobRunner>(*world_, outbound::SmtpClient(usecases::smtp_settings(config_)),
                                                usecases::standard_jobs(*world_));
}

void Site::start_server() {
  saved_ = std::make_unique<portal::SavedReplies>(*world_);
  auto endpoints = portal::all_endpoints(*world_);
  for (auto& endpoint : endpoints) endpoint.spec.rate = {}; // thousands of calls come from one address here
  api_ = std::make_unique<http::Api>(
      http::ApiHooks{.clock = clock_,
                     .authenticate = [this](const http::Credentials& shown) { return portal::authenticate(*world_, shown); },
                     .idempotency = saved_.get()},
      std::move(endpoints));
  public_router_ = std::make_unique<http::Router>(http::Listener::public_site);
  desk_router_ = std::make_unique<http::Router>(http::Listener::desk);
  api_->add_to(*public_router_);
  api_->add_to(*desk_router_);
  http::ServerOptions options;
  options.listen = {{"127.0.0.1:0", public_router_.get()}, {"127.0.0.1:0", desk_router_.get()}};
  server_ = must(http::Server::start(std::move(options)));
  addresses_ = server_->addresses();
}

HttpClient Site::staff(const std::string& role) { return log_in(*database_, clock_.now(), desk_visitor(), {"desk", role, ""}); }
HttpClient Site::customer(const std::string& role, const std::string& account_id) {
  return log_in(*database_, clock_.now(), visitor(), {"cms", role, account_id});
}

std::string Site::new_account(const std::string& time_zone) {
  const auto id = storage::AccountId::make();
  must(database_->write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_account(tx, {id, "retail", "株式会社青空商事", "ja", time_zone, clock_.now()}));
    return storage::insert_client(tx, {storage::ClientId::make(), id, "株式会社青空商事", true, clock_.now()});
  }));
  return id.str();
}

ReceivedMail Site::mail(const std::string& to, const std::string& subject_part) {
  while (jobs_->run_due() > 0) {
  }
  return postfix_.wait_for(to, subject_part);
}

} // namespace support
