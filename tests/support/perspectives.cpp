#include "support/perspectives.h"

#include "core/crypto.h"
#include "support/database.h"

#include <array>
#include <stdexcept>

namespace support {
namespace {

using namespace outside;

struct Place {
  const char* name;
  const char* region;
  const char* location;
};
constexpr std::array<Place, 6> places{{{"tokyo", "APNIC", "35.68, 139.77"},
                                       {"frankfurt", "RIPE", "50.11, 8.68"},
                                       {"virginia", "ARIN", "39.04, -77.49"},
                                       {"singapore", "APNIC", "1.35, 103.82"},
                                       {"sao-paulo", "LACNIC", "-23.55, -46.63"},
                                       {"cape-town", "AFRINIC", "-33.92, 18.42"}}};

/// As docs/operations/perspectives.md has it.
void make_certificate(const std::string& certificate, const std::string& key) {
  run_or_throw({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
                certificate, "-days", "3650", "-subj", "/CN=perspective"});
}

std::string pin_of(const std::string& certificate) {
  const auto der = run_or_throw(
      {"sh", "-c", "openssl x509 -in \"$1\" -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64",
       "sh", certificate});
  return "sha256//" + der.substr(0, der.find('\n'));
}

} // namespace

std::size_t RemotePerspectives::start(const PerspectiveDns& dns, const std::vector<std::string>& test_map) {
  const auto& place = places.at(running_.size());
  const auto in = [&](const char* suffix) { return directory_ / (std::string(place.name) + suffix); };
  make_certificate(in(".pem"), in("-tls.key"));
  write_file(in(".key"), core::to_hex(core::random_bytes(32)) + "\n");
  const auto port = free_port();
  std::vector<std::string> command{std::string(SHOMEI_BINARY_DIR) + "/shomei",
                                   "perspective",
                                   "--listen",
                                   "127.0.0.1:" + std::to_string(port),
                                   "--name",
                                   place.name,
                                   "--region",
                                   place.region,
                                   "--key-file",
                                   in(".key"),
                                   "--tls-certificate",
                                   in(".pem"),
                                   "--tls-key",
                                   in("-tls.key"),
                                   "--trust-anchor",
                                   dns.trust_anchor};
  for (const auto& stub : dns.stubs) command.insert(command.end(), {"--dns-stub", stub});
  for (const auto& entry : test_map) command.insert(command.end(), {"--test-map", entry});
  running_.push_back(
      {{place.name, "https://127.0.0.1:" + std::to_string(port), place.region, pin_of(in(".pem")), in(".key"), place.location},
       ChildProcess(command, in(".log"))});
  if (!wait_until([&] { return port_accepts(port); })) throw std::runtime_error(read_file(in(".log")));
  return running_.size() - 1;
}

std::vector<core::Config::Perspective> RemotePerspectives::config() const {
  std::vector<core::Config::Perspective> out;
  for (const auto& one : running_) out.push_back(one.config);
  return out;
}

std::vector<outbound::PerspectiveAddress> RemotePerspectives::addresses() const {
  std::vector<outbound::PerspectiveAddress> out;
  for (const auto& [config, process] : running_)
    out.push_back({config.name, config.region, config.url, config.pin,
                   must(outbound::parse_perspective_key(read_file(config.key_file), config.key_file))});
  return out;
}

} // namespace support
