#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"
#include "outbound/resolver.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace outbound {

/// One CAA property (RFC 8659 4.1); the tag in lower case.
struct CaaRecord {
  std::uint8_t flags = 0;
  std::string tag;
  std::string value;
  bool critical() const { return (flags & 0x80) != 0; }
  std::string describe() const; ///< `0 issue "ca.example.jp"`
  friend bool operator==(const CaaRecord&, const CaaRecord&) = default;
};
/// RDATA of one record; `caa_malformed` when it is none.
core::Result<CaaRecord> parse_caa(core::ByteView rdata);

/// The value of issue and issuewild (RFC 8659 4.2).
struct CaaIssueValue {
  std::string domain; ///< empty: nobody may issue
  std::vector<std::pair<std::string, std::string>> parameters;
};
std::optional<CaaIssueValue> parse_issue_value(std::string_view value);

/// What a certificate is to name: a host by `issue` and `issuewild` (RFC 8659), the domain of a mailbox by `issuemail` (RFC 9495).
enum class CaaSubject : std::uint8_t { host, mailbox };

/// Who asks and for what.
struct CaaQuestion {
  std::string name;        ///< `www.example.jp` or `*.example.jp`
  std::string account_uri; ///< RFC 8657 3; empty when the request has no account
  std::string method;      ///< RFC 8657 4: `ca-tbr-7`, `ca-tbr-18`, `dns-01`…; empty when unknown
  CaaSubject subject = CaaSubject::host;
  friend bool operator==(const CaaQuestion&, const CaaQuestion&) = default;
};

/// What a closest set of records says to a question. Pure; fuzzed.
struct CaaDecision {
  bool permitted = false;
  std::optional<core::Error> error; ///< why not
  std::vector<std::string> iodef;   ///< where the domain's owner wants to be told (RFC 8659 4.4)
};
CaaDecision evaluate_caa(std::span<const CaaRecord> records, const CaaQuestion& question, std::span<const std::string> issuer_domains);

/// The Relevant Resource Record Set of a name (RFC 8659 3): that of the closest ancestor that has one.
struct CaaSet {
  std::string owner; ///< where it was found; empty when there is none
  std::vector<CaaRecord> records;
  bool malformed = false; ///< a record that cannot be read: refuse
  std::string failure;    ///< a look-up that failed without being permission
  core::Instant fetched_at;
  core::Instant fresh_until; ///< fetched_at + max(TTL, 8 h) (BR 4.2.2.1)
  std::string evidence;      ///< the queries made and their answers, one a line
};

/// A decision with what it rests on, for the audit record (BR 5.4.1).
struct CaaResult {
  CaaDecision decision;
  std::string evidence;
  std::string owner = {};         ///< where the records were found; empty when there are none
  core::Instant fresh_until = {}; ///< until when it may be relied on
  bool permitted() const { return decision.permitted; }
};

/// Checks CAA for each name of a certificate, with a cache (BR 4.2.2.1; C06). Thread-safe; a hit costs under 2 µs.
class CaaChecker {
public:
  CaaChecker(Resolver& resolver, const core::Clock& clock, std::vector<std::string> issuer_domains);

  /// From the cache where that permits and is fresh; asks again before it refuses.
  CaaResult check(const CaaQuestion& question);
  /// The evidence where the answers at hand permit all names whoever asks and however the names were proven; nothing else is asked.
  std::optional<std::string> known_permission(std::span<const std::string> names) const;
  const std::vector<std::string>& issuer_domains() const { return issuer_domains_; }
  void forget();

private:
  using SetPointer = std::shared_ptr<const CaaSet>;
  SetPointer cached(const std::string& name, core::Instant now) const;
  SetPointer relevant_set(const std::string& name, bool use_cache);
  SetPointer look_up(const std::string& name, bool use_cache);
  core::Result<DnsAnswer> ask(const std::string& name, std::string& evidence);
  bool proven_insecure(const std::string& name, std::string& evidence);

  Resolver& resolver_;
  const core::Clock& clock_;
  std::vector<std::string> issuer_domains_;
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, SetPointer> sets_;
};

} // namespace outbound
