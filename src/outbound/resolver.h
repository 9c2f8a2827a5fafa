#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace outbound {

/// Where and how names are looked up (config section `[dns]`).
struct DnsSettings {
  /// `address@port` of a recursive resolver to ask; empty means recursion from the root.
  std::string resolver;
  /// `zone=address@port`: servers that are authoritative for a zone and everything below it (`.` is all).
  std::vector<std::string> stubs;
  /// A file of DS or DNSKEY lines; the default is Debian's `dns-root-data`.
  std::string trust_anchor_file = "/usr/share/dns/root.key";
  std::chrono::milliseconds timeout{10'000};
  /// How long libunbound may keep an answer: short, so that an applicant who mends a record need not wait.
  std::chrono::seconds cache_time{5};
  std::chrono::seconds negative_cache_time{1};
};

enum class DnsType : std::uint16_t { a = 1, ns = 2, cname = 5, soa = 6, txt = 16, aaaa = 28, ds = 43, caa = 257 };
std::string_view to_string(DnsType type);

/// RFC 4035 4.3. `bogus` never permits and never confirms anything.
enum class DnsSecurity : std::uint8_t { secure, insecure, bogus };
std::string_view to_string(DnsSecurity security);

/// What the DNS said, after validation. RCODE 2 (SERVFAIL) also stands for bogus data and for silence.
struct DnsAnswer {
  std::string name;
  DnsType type{};
  int rcode = 2;
  DnsSecurity security = DnsSecurity::bogus;
  std::uint32_t ttl = 0;
  std::string canonical_name;       ///< where CNAMEs led; empty without one
  std::vector<core::Bytes> records; ///< RDATA of the asked type
  bool insecure_delegation = false; ///< a validated NSEC shows a zone cut here without DS (RFC 4035 5.2)
  std::string failure;              ///< why it is bogus or there is none, for logs and evidence

  bool answered() const { return (rcode == 0 || rcode == 3) && security != DnsSecurity::bogus; }
  /// `example.jp TXT: NOERROR, secure, 2 records, TTL 300`.
  std::string describe() const;
};

/// A validating resolver (RFC 4033–4035, 5155; BR 4.2.2.2, SC-085) over one libunbound context.
/// Thread-safe; calls block, so they belong on worker threads.
class Resolver {
public:
  static core::Result<std::unique_ptr<Resolver>> create(const DnsSettings& settings);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  /// Fails only for a name that is none; a server's failure is an answer with `rcode` 2.
  core::Result<DnsAnswer> query(std::string_view name, DnsType type);
  /// TXT strings, each record's parts joined (RFC 7208 3.3). A failed look-up is `dns_lookup_failed` or
  /// `dns_answer_bogus`; a missing name or record is an empty list.
  core::Result<std::vector<std::string>> txt(std::string_view name);
  core::Result<DnsAnswer> caa(std::string_view name) { return query(name, DnsType::caa); }
  /// IPv4 then IPv6 addresses as text; `dns_name_missing` when there is none.
  core::Result<std::vector<std::string>> address(std::string_view name);

private:
  struct Context;
  explicit Resolver(std::unique_ptr<Context> context);
  std::unique_ptr<Context> context_;
};

/// The joined strings of one TXT record's RDATA.
std::string txt_text(core::ByteView rdata);
/// A failed answer as an error that says so to a person; success otherwise.
core::Result<void> require_answer(const DnsAnswer& answer);

} // namespace outbound
