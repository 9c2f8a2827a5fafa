#pragma once

#include "outside/process.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace outside {

/// A real Knot DNS server on a free loopback port, authoritative for the zones given to it.
///
/// ```
/// outside::Knot knot;
/// knot.add_zone("aozora.test", "www A 203.0.113.7\n_shomei-validation TXT \"abc\"\n");   // unsigned
/// knot.add_signed_zone("midori.test", "@ CAA 0 issue \"ca.shomei.test\"\n");             // DNSSEC, anchored
/// knot.add_tampered_zone("akane.test", "@ TXT \"x\"\n");                                 // signatures do not match
/// knot.start();
/// outbound::DnsSettings settings{.stubs = knot.stubs(), .trust_anchor_file = knot.trust_anchor_file()};
/// knot.set_zone("aozora.test", "…");   // later: new content, live (an unsigned or signed zone)
/// ```
/// Records are zone-file lines relative to the zone; SOA and NS are added. TTL 60 unless a line says another.
class Knot {
public:
  Knot();
  void add_zone(const std::string& zone, const std::string& records);
  void add_signed_zone(const std::string& zone, const std::string& records);
  /// Signed, then every TXT, CAA and A record altered.
  void add_tampered_zone(const std::string& zone, const std::string& records);
  /// Signed, and its signatures have run out.
  void add_expired_zone(const std::string& zone, const std::string& records);
  /// Signed, with NSEC3 (RFC 5155) in place of NSEC.
  void add_nsec3_zone(const std::string& zone, const std::string& records);
  /// A zone that the server knows and cannot serve: every question is answered SERVFAIL.
  void add_broken_zone(const std::string& zone);
  void start();
  /// Replaces the records of a zone and waits until they are served.
  void set_zone(const std::string& zone, const std::string& records);
  void stop();

  std::uint16_t port() const { return port_; }
  /// For config `dns.stubs`: this server is asked about everything.
  std::vector<std::string> stubs() const;
  std::string address() const { return "127.0.0.1@" + std::to_string(port_); }
  /// DS lines of the signed and tampered zones (an unrelated anchor when there is none).
  std::string trust_anchor_file() const { return directory_ / "anchors"; }

private:
  enum class Kind { plain, is_signed, tampered, expired, nsec3, broken };
  void add(Kind kind, const std::string& zone, const std::string& records);
  void write_zone(const std::string& zone, const std::string& records);
  void sign_zone(const std::string& zone);
  void write_config();

  TemporaryDirectory directory_;
  std::uint16_t port_;
  std::map<std::string, Kind> zones_;
  std::map<std::string, std::string> keys_;
  unsigned serial_ = 1;
  ChildProcess process_;
};

} // namespace outside
