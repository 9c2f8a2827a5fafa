#include "outside/knot.h"

#include <sstream>
#include <stdexcept>

namespace outside {
namespace fs = std::filesystem;

Knot::Knot() : port_(free_port()) {
  fs::create_directories(directory_ / "run");
  add_zone(".", ""); // what is no zone of the test does not exist, instead of being refused
}

void Knot::add(Kind kind, const std::string& zone, const std::string& records) {
  zones_[zone] = kind;
  write_zone(zone, records);
}

void Knot::add_zone(const std::string& zone, const std::string& records) { add(Kind::plain, zone, records); }
void Knot::add_signed_zone(const std::string& zone, const std::string& records) { add(Kind::is_signed, zone, records); }
void Knot::add_tampered_zone(const std::string& zone, const std::string& records) { add(Kind::tampered, zone, records); }
void Knot::add_expired_zone(const std::string& zone, const std::string& records) { add(Kind::expired, zone, records); }
void Knot::add_nsec3_zone(const std::string& zone, const std::string& records) { add(Kind::nsec3, zone, records); }

void Knot::add_broken_zone(const std::string& zone) { zones_[zone] = Kind::broken; }

void Knot::start() {
  write_config();
  process_ = ChildProcess({"knotd", "-c", directory_ / "knot.conf"}, directory_ / "log");
  if (!wait_until([this] { return port_accepts(port_); }))
    throw std::runtime_error("knotd did not start: " + read_file(directory_ / "log"));
}

std::vector<std::string> Knot::stubs() const {
  std::vector<std::string> result;
  for (const auto& [zone, kind] : zones_) result.push_back(zone + "=" + address());
  return result;
}

void Knot::stop() { process_.stop(); }

void Knot::set_zone(const std::string& zone, const std::string& records) {
  write_zone(zone, records);
  run_or_throw({"knotc", "-b", "-c", directory_ / "knot.conf", "zone-reload", zone});
}

void Knot::write_zone(const std::string& zone, const std::string& records) {
  std::ostringstream text;
  text << "$ORIGIN " << (zone == "." ? "" : zone) << ".\n$TTL 60\n"
       << "@ SOA ns.name-server.invalid. hostmaster.name-server.invalid. " << ++serial_ << " 3600 600 86400 60\n"
       << "@ NS ns.name-server.invalid.\n"
       << records << "\n";
  const auto file = directory_ / (zone + ".zone");
  write_file(file, text.str());
  if (zones_.at(zone) != Kind::plain) sign_zone(zone);
}

void Knot::sign_zone(const std::string& zone) {
  const auto file = directory_ / (zone + ".zone");
  auto& key = keys_[zone];
  if (key.empty()) {
    const auto made =
        run_or_throw({"sh", "-c", "cd \"$1\" && ldns-keygen -a ECDSAP256SHA256 \"$2\"", "sh", directory_.path().string(), zone});
    key = directory_ / made.substr(0, made.find('\n'));
  }
  std::vector<std::string> command{"ldns-signzone", "-o", zone, "-f", file + ".signed"};
  if (zones_.at(zone) == Kind::nsec3) command.insert(command.end(), {"-n", "-t", "1", "-s", "c0ffee"});
  if (zones_.at(zone) == Kind::expired) command.insert(command.end(), {"-i", "20250101", "-e", "20250201"});
  command.insert(command.end(), {file, key});
  run_or_throw(command);
  fs::rename(file + ".signed", file);
  if (zones_.at(zone) == Kind::tampered)
    run_or_throw({"sed", "-i", "-E", R"(/\sRRSIG\s/!{/\sTXT\s/s/"$/tampered"/;/\sCAA\s/s/"$/.tampered"/;/\sA\s/s/[0-9]+$/99/})", file});
}

void Knot::write_config() {
  std::ostringstream config;
  config << "server:\n  listen: 127.0.0.1@" << port_ << "\n  rundir: " << (directory_ / "run")
         << "\n  udp-workers: 1\n  tcp-workers: 1\n  background-workers: 1\n"
         << "database:\n  storage: " << (directory_ / "db") << "\n"
         << "control:\n  listen: " << (directory_ / "run/knot.sock") << "\n"
         << "log:\n  - target: stderr\n    any: info\n"
         << "template:\n  - id: default\n    storage: " << directory_.path().string()
         << "\n    zonefile-sync: -1\n    journal-content: none\n    zonefile-load: whole\n    semantic-checks: off\nzone:\n";
  std::ostringstream anchors;
  anchors << "unrelated.invalid. 3600 IN DS 60485 8 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A\n";
  for (const auto& [zone, kind] : zones_) config << "  - domain: " << zone << "\n    file: " << zone << ".zone\n";
  for (const auto& [zone, key] : keys_) anchors << read_file(key + ".key");
  write_file(directory_ / "knot.conf", config.str());
  write_file(directory_ / "anchors", anchors.str());
}

} // namespace outside
