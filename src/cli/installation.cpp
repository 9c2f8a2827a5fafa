#include "cli/installation.h"

#include "cli/errors.h"
#include "cli/perspective_settings.h"
#include "core/errors.h"
#include "core/log.h"
#include "storage/migrations.h"

#include <charconv>
#include <fstream>
#include <thread>

namespace cli {
namespace {

constexpr int signer_attempts = 3;
constexpr auto signer_pause = std::chrono::milliseconds{50};

/// The domain that CAA records name us by (RFC 8659 4.2): the host of the CA's base address.
std::string caa_domain(const core::Config& config) {
  std::string_view url = config.ca.base_url;
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return std::string(url.substr(0, url.find_first_of(":/")));
}

outbound::DnsSettings dns_settings(const core::Config& config) {
  outbound::DnsSettings settings;
  settings.resolver = config.dns.resolver;
  settings.stubs = config.dns.stubs;
  settings.trust_anchor_file = config.dns.trust_anchor;
  return settings;
}

/// `[outbound.map]` bends connections to loopback; only a test clock, which no production server has, lets it.
outbound::TestMap test_map(const core::Config& config, bool testing) {
  outbound::TestMap map;
  if (!testing) return map;
  for (const auto& [from, to] : config.outbound.map) {
    std::uint16_t port = 0;
    const auto text = std::string_view(to).substr(to.rfind(':') + 1);
    if (std::from_chars(text.data(), text.data() + text.size(), port).ec == std::errc{}) map[from] = port;
  }
  return map;
}

core::log::Level log_level(std::string_view text) {
  if (text == "debug") return core::log::Level::debug;
  if (text == "warn") return core::log::Level::warn;
  return text == "error" ? core::log::Level::error : core::log::Level::info;
}

core::Result<domain::Catalogue> catalogue_of(const core::Config& config) {
  const auto file = config.directory / "products.toml";
  if (!std::filesystem::exists(file)) return domain::Catalogue::built_in();
  return domain::Catalogue::parse(core::as_text(TRY(read_file(file))), file.string());
}

core::Result<std::optional<policy::RegistrationAgencies>> agencies_of(const core::Config& config) {
  const auto file = config.directory / policy::agencies_file;
  if (!std::filesystem::exists(file)) return std::nullopt;
  return TRY(policy::RegistrationAgencies::parse(core::as_text(TRY(read_file(file))), file.string()));
}

core::Result<pki::BadKeys> bad_keys_of(const core::Config& config) {
  if (config.csr.bad_keys_file.empty()) return pki::BadKeys();
  return pki::BadKeys::load(config.csr.bad_keys_file);
}

core::Result<core::BusinessCalendar> calendar_of(const core::Config& config) {
  auto holidays = core::HolidayCalendar::by_formula();
  if (!config.desk.holidays.empty()) holidays = TRY(core::HolidayCalendar::from_csv(TRY(read_file(config.desk.holidays))));
  const auto clock_time = [](std::string_view text) {
    return std::chrono::hours{(text[0] - '0') * 10 + (text[1] - '0')} + std::chrono::minutes{(text[3] - '0') * 10 + (text[4] - '0')};
  };
  return core::BusinessCalendar(std::move(holidays), TRY(core::TimeZone::named(config.desk.time_zone)), clock_time(config.desk.open),
                                clock_time(config.desk.close));
}

} // namespace

core::Result<core::Bytes> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return core::fail(core::errors::file_unreadable, {{"path", path.string()}});
  return core::Bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

core::Result<void> check_files(const core::Config& config) {
  static_cast<void>(TRY(catalogue_of(config)));
  static_cast<void>(TRY(agencies_of(config)));
  static_cast<void>(TRY(calendar_of(config)));
  static_cast<void>(TRY(bad_keys_of(config)));
  static_cast<void>(TRY(perspective_addresses(config)));
  return {};
}

core::Result<std::unique_ptr<Installation>> Installation::open(const OpenOptions& options) {
  if (!std::filesystem::exists(options.data / "shomei.toml"))
    return core::fail(errors::data_directory_missing, {{"path", options.data.string()}});
  std::unique_ptr<Installation> installation(new Installation);
  // First, because opening its keys takes longer than everything else.
  if (options.signer_socket.empty()) installation->signer_child_.emplace(TRY(SignerChild::start(options.data, options.test_clock)));
  TRY(installation->load(options));
  TRY(installation->connect(options));
  auto& it = *installation;
  it.world_.emplace(usecases::World{*it.database_, it.clock(), it.config_, *it.catalogue_, *it.rules_, *it.calendar_, it.bad_keys_,
                                    *it.secrets_, *it.issuers_, *it.resolver_, *it.caa_, *it.web_, *it.signer_, *it.throttle_, it.mailings_,
                                    it.known_keys_, it.node_name_->text(), it.agencies(), it.perspectives_ ? &*it.perspectives_ : nullptr});
  return installation;
}

core::Result<void> Installation::load(const OpenOptions& options) {
  config_ = TRY(core::load_config(std::filesystem::absolute(options.data)));
  core::log::set_level(log_level(config_.log_level));
  if (!options.warn) core::log::set_level(core::log::Level::error);
  for (const auto& warning : core::config_warnings(config_))
    core::log::warn(warning.code.name, {{"detail", core::describe(warning, core::Language::en)}});
  if (options.test_clock) movable_clock_ = std::make_unique<core::MovableClock>(*options.test_clock);
  catalogue_ = TRY(catalogue_of(config_));
  rules_ = TRY(policy::RuleSet::named(config_.ca.rules));
  agencies_ = TRY(agencies_of(config_));
  for (const auto& warning : perspective_warnings(config_, *rules_, clock().now()))
    core::log::warn(warning.code.name, {{"detail", core::describe(warning, core::Language::en)}});
  calendar_ = TRY(calendar_of(config_));
  bad_keys_ = TRY(bad_keys_of(config_));
  throttle_.emplace(static_cast<std::size_t>(config_.limits.logins_per_quarter_hour), std::chrono::minutes{15});
  secrets_ = TRY(usecases::Secrets::load_or_make(config_.directory));
  node_name_.emplace(TRY(NodeName::take(config_.directory)));
  return {};
}

core::Result<void> Installation::connect(const OpenOptions& options) {
  database_ = TRY(storage::Database::open(config_.database_url()));
  static_cast<void>(TRY(storage::migrate(*database_)));
  const auto socket =
      options.signer_socket.empty() ? SignerChild::socket_of(config_.directory) : std::filesystem::path(options.signer_socket);
  signer_ = std::make_unique<outbound::SignerClient>(socket);
  issuers_ = TRY(usecases::IssuerDirectory::load(*database_));
  TRY(check_issuers());
  resolver_ = TRY(outbound::Resolver::create(dns_settings(config_)));
  caa_.emplace(*resolver_, clock(), std::vector<std::string>{caa_domain(config_)});
  guard_.emplace(*resolver_, test_map(config_, options.test_clock.has_value()));
  web_.emplace(*guard_);
  if (auto addresses = TRY(perspective_addresses(config_)); !addresses.empty()) perspectives_.emplace(std::move(addresses), clock());
  if (signer_child_) TRY(signer_child_->wait());
  return {};
}

core::Result<void> Installation::check_issuers() const {
  if (issuers_->all().empty()) return {}; // `init` has still to make them
  for (const auto& product : catalogue_->products())
    if (!issuers_->for_purpose(product.profile))
      return core::fail(errors::product_without_issuer, {{"product", product.id}, {"purpose", product.profile}});
  return {};
}

core::Result<void> Installation::wait_for_signer() {
  if (!signer_child_) return {};
  // One that was killed is started again; one that cannot open its keys ends again.
  for (int attempt = 1;; ++attempt) {
    const auto status = signer_->status();
    if (status) return {};
    std::this_thread::sleep_for(signer_pause); // it ends some milliseconds after its last connection
    if (attempt < signer_attempts) {
      TRY(signer_child_->revive());
      continue;
    }
    TRY(signer_child_->wait());
    return core::fail(status.error());
  }
}

core::Result<void> Installation::revive_signer() {
  if (!signer_child_) return {};
  return signer_child_->revive();
}

} // namespace cli
