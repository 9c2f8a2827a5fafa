#include "outbound/caa.h"

#include "outbound/errors.h"

#include <algorithm>
#include <mutex>

namespace outbound {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t most_sets = 200'000;
constexpr auto least_freshness = 8h;
/// A refusal rests on an answer at most this old, so that a mended zone counts at once.
constexpr auto refusal_age = 5s;

std::string parent_of(const std::string& name) {
  const auto dot = name.find('.');
  return dot == std::string::npos ? std::string{} : name.substr(dot + 1);
}

std::string_view looked_up_name(std::string_view name) {
  if (name.starts_with("*.")) name.remove_prefix(2);
  if (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

void read_records(const DnsAnswer& answer, CaaSet& set) {
  set.owner = answer.name;
  for (const auto& rdata : answer.records) {
    auto record = parse_caa(rdata);
    if (!record) {
      set.malformed = true;
      set.evidence += "  (unreadable) " + core::to_hex(rdata) + "\n";
      continue;
    }
    set.evidence += "  " + record->describe() + "\n";
    set.records.push_back(std::move(*record));
  }
}

CaaDecision decide(const CaaSet& set, const CaaQuestion& question, std::span<const std::string> issuer_domains) {
  CaaDecision refusal;
  if (!set.failure.empty()) {
    refusal.error = core::Error{errors::caa_lookup_failed, {{"name", question.name}, {"answer", set.failure}}, set.evidence, {}};
    return refusal;
  }
  auto decision = evaluate_caa(set.records, question, issuer_domains);
  if (!set.malformed) return decision;
  refusal.iodef = std::move(decision.iodef);
  refusal.error = core::Error{errors::caa_malformed, {{"name", set.owner}}, set.evidence, {}};
  return refusal;
}

} // namespace

CaaChecker::CaaChecker(Resolver& resolver, const core::Clock& clock, std::vector<std::string> issuer_domains)
    : resolver_(resolver), clock_(clock), issuer_domains_(std::move(issuer_domains)) {}

CaaResult CaaChecker::check(const CaaQuestion& question) {
  const std::string name(looked_up_name(question.name));
  const auto now = clock_.now();
  auto set = cached(name, now);
  if (set) {
    auto decision = decide(*set, question, issuer_domains_);
    if (decision.permitted || now - set->fetched_at < refusal_age)
      return {std::move(decision), set->evidence, set->owner, set->fresh_until};
  }
  set = look_up(name, !set);
  return {decide(*set, question, issuer_domains_), set->evidence, set->owner, set->fresh_until};
}

std::optional<std::string> CaaChecker::known_permission(std::span<const std::string> names) const {
  const auto now = clock_.now();
  std::string evidence;
  CaaQuestion anybody; // RFC 8657 only narrows: what lets a question without account and method pass lets every question pass
  for (const auto& name : names) {
    const auto set = cached(std::string(looked_up_name(name)), now);
    if (!set) return std::nullopt;
    anybody.name = name;
    if (!decide(*set, anybody, issuer_domains_).permitted) return std::nullopt;
    evidence += set->evidence;
  }
  return evidence;
}

void CaaChecker::forget() {
  const std::unique_lock lock(mutex_);
  sets_.clear();
}

CaaChecker::SetPointer CaaChecker::cached(const std::string& name, core::Instant now) const {
  const std::shared_lock lock(mutex_);
  const auto found = sets_.find(name);
  if (found == sets_.end() || now >= found->second->fresh_until || now < found->second->fetched_at) return nullptr;
  return found->second;
}

/// The set of a name by RFC 8659 3, from its own records or its parent's set; `set` of a failed look-up is not kept.
CaaChecker::SetPointer CaaChecker::look_up(const std::string& name, bool use_cache) {
  CaaSet set;
  set.fetched_at = clock_.now();
  set.fresh_until = set.fetched_at + least_freshness;
  const auto keep = [&](CaaSet&& made) {
    auto pointer = std::make_shared<const CaaSet>(std::move(made));
    if (!pointer->failure.empty()) return pointer;
    const std::unique_lock lock(mutex_);
    if (sets_.size() >= most_sets) sets_.clear();
    sets_[name] = pointer;
    return pointer;
  };
  if (name.empty()) return std::make_shared<const CaaSet>(std::move(set));
  const auto answer = ask(name, set.evidence);
  if (!answer) {
    set.failure = answer.error().params.empty() ? std::string(answer.error().code.name) : answer.error().params.front().second;
    return keep(std::move(set));
  }
  set.fresh_until = set.fetched_at + std::max<std::chrono::seconds>(least_freshness, std::chrono::seconds{answer->ttl});
  if (!answer->records.empty()) {
    read_records(*answer, set);
    return keep(std::move(set));
  }
  const auto above = relevant_set(parent_of(name), use_cache);
  set.owner = above->owner;
  set.records = above->records;
  set.malformed = above->malformed;
  set.failure = above->failure;
  set.fetched_at = std::min(set.fetched_at, above->fetched_at);
  set.fresh_until = std::min(set.fresh_until, above->fresh_until);
  set.evidence += above->evidence;
  return keep(std::move(set));
}

CaaChecker::SetPointer CaaChecker::relevant_set(const std::string& name, bool use_cache) {
  if (use_cache)
    if (auto known = cached(name, clock_.now())) return known;
  return look_up(name, use_cache);
}

/// One answer; asked twice when the first fails. A failure counts as "no record" only where the zone is proven
/// insecure (BR 4.2.2.1, RFC 4035 4.3); bogus data never does.
core::Result<DnsAnswer> CaaChecker::ask(const std::string& name, std::string& evidence) {
  auto answer = TRY(resolver_.caa(name));
  evidence += answer.describe() + "\n";
  if (answer.answered()) return answer;
  answer = TRY(resolver_.caa(name));
  evidence += "retried: " + answer.describe() + "\n";
  if (answer.answered()) return answer;
  const auto failure = answer.describe();
  if (answer.security == DnsSecurity::bogus || !proven_insecure(name, evidence))
    return core::fail(errors::caa_lookup_failed, {{"answer", failure}});
  DnsAnswer none;
  none.name = name;
  none.type = DnsType::caa;
  none.rcode = 0;
  none.security = DnsSecurity::insecure;
  return none;
}

/// By the closest ancestor about which the parent side answers: no DS there, and the zone itself not signed below a
/// trust anchor of its own.
bool CaaChecker::proven_insecure(const std::string& name, std::string& evidence) {
  for (auto zone = name; !zone.empty(); zone = parent_of(zone)) {
    const auto answer = resolver_.query(zone, DnsType::ds);
    if (!answer || answer->security == DnsSecurity::bogus) return false;
    evidence += answer->describe() + (answer->insecure_delegation ? ", a delegation without DS" : "") + "\n";
    if (!answer->answered()) continue;
    // A secure answer without a delegation lies in a signed zone.
    if (answer->security == DnsSecurity::secure) return answer->insecure_delegation;
    const auto anchored = resolver_.query(zone, DnsType::soa);
    return anchored && anchored->security != DnsSecurity::bogus && !(anchored->answered() && anchored->security == DnsSecurity::secure);
  }
  return false;
}

} // namespace outbound
