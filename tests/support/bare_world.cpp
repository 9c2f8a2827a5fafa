#include "support/bare_world.h"

#include "support/database.h"
#include "usecases/mail_queue.h"

namespace support {

struct BareWorld::Parts {
  outside::TemporaryDirectory directory;
  core::MovableClock clock{must(core::parse_rfc3339("2026-11-24T01:00:00Z"))};
  core::Config config;
  domain::Catalogue catalogue;
  policy::RuleSet rules;
  core::BusinessCalendar calendar = core::BusinessCalendar::japan();
  pki::BadKeys bad_keys;
  usecases::Secrets secrets;
  usecases::IssuerDirectory issuers;
  std::unique_ptr<outbound::Resolver> resolver;
  outbound::CaaChecker caa;
  outbound::Guard guard;
  outbound::WebFetch web;
  outbound::SignerClient signer;
  usecases::Throttle throttle{10, std::chrono::minutes{15}};
  usecases::Throttle mailings{usecases::mailings_per_day, std::chrono::days{1}};
  usecases::KnownKeys known_keys;
  usecases::World world;

  explicit Parts(storage::Database& database)
      : config(must(core::parse_config("", directory.path()))), catalogue(must(domain::Catalogue::built_in())),
        rules(must(policy::RuleSet::named("private"))), secrets(must(usecases::Secrets::load_or_make(directory.path()))),
        issuers(must(usecases::IssuerDirectory::load(database))), resolver(must(outbound::Resolver::create({}))),
        caa(*resolver, clock, std::vector<std::string>{"ca.shomei.test"}), guard(*resolver, outbound::TestMap{}), web(guard),
        signer(directory.path() / "no-signer"), world{database, clock,     config, catalogue, rules,  calendar, bad_keys, secrets,
                                                      issuers,  *resolver, caa,    web,       signer, throttle, mailings, known_keys} {}
};

BareWorld::BareWorld(storage::Database& database) : parts_(std::make_unique<Parts>(database)) {}
BareWorld::~BareWorld() = default;
usecases::World& BareWorld::world() { return parts_->world; }
core::MovableClock& BareWorld::clock() { return parts_->clock; }

outbound::SmtpClient BareWorld::smtp(std::uint16_t port) {
  auto config = parts_->config;
  config.mail.smtp_url = "smtp://127.0.0.1:" + std::to_string(port);
  return outbound::SmtpClient(usecases::smtp_settings(config));
}

} // namespace support
