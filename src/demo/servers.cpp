#include "demo/servers.h"

namespace demo {

namespace {
// One zone for everything below jp, so that CAA look-ups climb to the top without asking the outside (RFC 8659 3).
constexpr std::string_view zone = "jp";
constexpr std::string_view records = "aozora.example A 192.0.2.10\nwww.aozora.example A 192.0.2.10\nmidori.example A 192.0.2.20\n";
} // namespace

NameServer::NameServer() {
  knot_.add_zone(std::string(zone), std::string(records));
  knot_.start();
}

void NameServer::publish_txt(const std::string& name, const std::string& value) {
  knot_.set_zone(std::string(zone), std::string(records) + name + ". TXT \"" + value + "\"\n");
}

void NameServer::configure(core::Config& config) const {
  config.dns.stubs = knot_.stubs();
  config.dns.trust_anchor = knot_.trust_anchor_file();
}

void Servers::configure(core::Config& config) const {
  names.configure(config);
  config.mail.smtp_url = "smtp://127.0.0.1:" + std::to_string(mail.port());
}

} // namespace demo
