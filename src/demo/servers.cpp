#include "demo/servers.h"

namespace demo {

namespace {
// One zone for everything below jp, so that CAA look-ups climb to the top without asking the outside (RFC 8659 3).
constexpr std::string_view zone = "jp";
constexpr std::string_view records = "aozora.example A 192.0.2.10\nwww.aozora.example A 192.0.2.10\nmidori.example A 192.0.2.20\n";
} // namespace

Servers::Servers() {
  dns.add_zone(std::string(zone), std::string(records));
  dns.start();
}

void Servers::publish_txt(const std::string& name, const std::string& value) {
  dns.set_zone(std::string(zone), std::string(records) + name + ". TXT \"" + value + "\"\n");
}

void Servers::configure(core::Config& config) const {
  config.dns.stubs = dns.stubs();
  config.dns.trust_anchor = dns.trust_anchor_file();
  config.mail.smtp_url = "smtp://127.0.0.1:" + std::to_string(mail.port());
}

} // namespace demo
