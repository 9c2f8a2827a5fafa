#include "policy/errors.h"
#include "policy/rule_set.h"

#include <fmt/format.h>

#include <algorithm>

// What the rest of the program asks of a rule set, by the names of the tables' rules.
namespace policy {
namespace {

using core::Instant;
using core::Result;
using std::chrono::seconds;

using Ids = std::vector<std::string_view>;

Ids validity_ids(std::string_view profile) {
  if (profile.starts_with("tls")) return {"tls.validity.max", "ev.validity.max"};
  if (profile.starts_with("smime")) return {"smime.validity.max"};
  if (profile == "ca.root") return {"ca.root.validity.max", "ca.root.validity.max.ms"};
  return {"ca.sub.validity.max"};
}

Ids domain_reuse_ids(std::string_view profile, std::string_view method) {
  if (profile.starts_with("smime")) return {"smime.reuse.domain"};
  if (method == "m22") return {"tls.reuse.domain", "ev.reuse.domain", "tls.reuse.domain.m22"};
  return {"tls.reuse.domain", "ev.reuse.domain"};
}

Ids identity_ids(std::string_view profile, IdentityDatum datum) {
  const bool title = datum == IdentityDatum::name_and_title;
  if (profile.starts_with("smime")) return {title ? "smime.reuse.authority" : "smime.reuse.org"};
  return {"tls.reuse.identity", title ? "ev.reuse.nametitle" : "ev.reuse.legal"};
}

std::string method_rule(std::string_view profile, std::string_view method) {
  return fmt::format("dcv.{}.{}", profile.starts_with("smime") ? "smime" : "tls", method);
}

/// The earliest instant from `start` on at which `fresh` fails. Between two boundaries of the table the rules stand
/// still, so the test fails either at a boundary or one second past the end that a limit gives.
template <class Fresh, class End>
std::optional<Instant> first_failure(const std::vector<Instant>& boundaries, Instant start, const Fresh& fresh, const End& end_at) {
  Instant from = start;
  for (std::size_t next = 0;; ++next) {
    while (next < boundaries.size() && boundaries[next] <= from) ++next;
    if (!fresh(from)) return from;
    const std::optional<Instant> end = end_at(from);
    const auto last = next < boundaries.size() ? std::optional{boundaries[next]} : std::nullopt;
    if (end && (!last || *end + seconds{1} < *last)) return *end + seconds{1};
    if (!last) return std::nullopt;
    from = *last;
  }
}

} // namespace

std::optional<seconds> RuleSet::max_validity(std::string_view profile, Instant issue) const {
  if (profile.ends_with(".legacy") && forbids(profile, "smime.generation.legacy", issue)) return std::nullopt;
  const auto limit = tightest(profile, validity_ids(profile), issue, false);
  if (!limit) return std::nullopt;
  return limit->limit.length_from(issue);
}

std::optional<seconds> RuleSet::recommended_validity(std::string_view profile, Instant issue) const {
  const auto most = max_validity(profile, issue);
  if (!most) return std::nullopt;
  const auto advised = tightest(profile, {"tls.validity.rec", "ca.sub.validity.rec"}, issue, true);
  return advised ? std::min(*most, advised->limit.length_from(issue)) : *most;
}

Result<void> RuleSet::check_validity(std::string_view profile, Instant issue, Instant not_before, Instant not_after) const {
  const auto most = max_validity(profile, issue);
  const auto period = not_after - not_before + seconds{1}; // RFC 5280 4.1.2.5: both ends are inside
  if (most && period <= *most) return {};
  const auto days = [](seconds s) { return std::to_string((s.count() + 86399) / 86400); };
  return core::fail(errors::validity_too_long,
                    {{"days", days(period)}, {"max_days", most ? days(*most) : "0"}, {"profile", std::string(profile)}});
}

seconds RuleSet::not_before_skew(std::string_view profile, Instant issue) const {
  const auto limit = tightest(profile, {"tls.notbefore.skew", "ca.notbefore.backdate"}, issue, false);
  return limit ? limit->limit.length_from(issue) : std::chrono::hours{48};
}

Permission RuleSet::dcv_method(std::string_view profile, std::string_view method, Instant at) const {
  return permission(profile, method_rule(profile, method), at, at);
}

std::optional<AppliedLimit> RuleSet::domain_reuse(std::string_view profile, Instant issue, std::string_view method) const {
  return tightest(profile, domain_reuse_ids(profile, method), issue, false);
}

bool RuleSet::domain_reuse_fresh(std::string_view profile, Instant completed, Instant issue, std::string_view method) const {
  if (issue < completed || permission(profile, method_rule(profile, method), completed, issue).verdict == Verdict::refused) return false;
  const auto limit = domain_reuse(profile, issue, method);
  return limit && limit->limit.allows(completed, issue);
}

std::optional<Instant> RuleSet::domain_reuse_ends(std::string_view profile, Instant completed, std::string_view method) const {
  return first_failure(
      boundaries(), completed, [&](Instant t) { return domain_reuse_fresh(profile, completed, t, method); },
      [&](Instant t) { return std::optional{domain_reuse(profile, t, method)->limit.end_from(completed)}; });
}

seconds RuleSet::random_value_life(std::string_view profile, Instant at) const {
  const auto id = profile.starts_with("smime") ? "smime.email.randomvalue.ttl" : "dcv.randomvalue.ttl";
  const auto limit = max_limit(profile, id, at);
  return limit ? limit->limit.length_from(at) : std::chrono::days{30};
}

std::int64_t RuleSet::random_value_bits(std::string_view profile, Instant at) const {
  return min_number(profile, "dcv.randomvalue.entropy", at).value_or(112);
}

std::optional<AppliedLimit> RuleSet::identity_reuse(std::string_view profile, Instant issue, IdentityDatum datum) const {
  return tightest(profile, identity_ids(profile, datum), issue, false);
}

bool RuleSet::identity_reuse_fresh(std::string_view profile, Instant collected, Instant issue, IdentityDatum datum) const {
  const auto limit = identity_reuse(profile, issue, datum);
  return issue >= collected && limit && limit->limit.allows(collected, issue);
}

std::optional<Instant> RuleSet::identity_reuse_ends(std::string_view profile, Instant collected, IdentityDatum datum) const {
  return first_failure(
      boundaries(), collected, [&](Instant t) { return identity_reuse_fresh(profile, collected, t, datum); },
      [&](Instant t) { return std::optional{identity_reuse(profile, t, datum)->limit.end_from(collected)}; });
}

std::int64_t RuleSet::retention_years(Instant at) const {
  const auto years = [&](std::string_view id) { return min_number("tls.ov", id, at).value_or(2); };
  return std::max(years("log.retention"), years("log.documents"));
}

MpicRequirement RuleSet::mpic(std::string_view profile, Instant at) const {
  return {static_cast<int>(min_number(profile, "mpic.remote.min", at).value_or(0)),
          static_cast<int>(min_number(profile, "mpic.rir.min", at).value_or(0)),
          std::ranges::any_of(matching(profile, "mpic.blocking", at), [](const Rule* rule) { return rule->value == "1"; })};
}

bool RuleSet::mpic_passes(std::string_view profile, const MpicResult& result, Instant at) const {
  const auto asked = mpic(profile, at);
  if (!asked.blocking) return true;
  const int may_disagree = result.remotes >= 6 ? 2 : 1; // BR 3.2.2.9, quorum table (mpic.quorum)
  return result.remotes >= asked.remotes && result.remotes - result.corroborating <= may_disagree &&
         result.rir_regions >= asked.rir_regions;
}

std::int64_t RuleSet::min_rsa_bits(std::string_view profile, Instant at) const {
  return min_number(profile, "key.rsa.min", at).value_or(2048);
}

std::set<std::string> RuleSet::ec_curves(std::string_view profile, Instant at) const {
  return allowed_values(profile, "key.ec.curves", at).value_or(std::set<std::string>{"P-256", "P-384"});
}

Permission RuleSet::client_auth(std::string_view profile, Instant issue) const {
  auto out = permission(profile, "eku.clientAuth", issue, issue);
  if (out.rule != nullptr && out.rule->id == "eku.clientAuth.chrome.applicant") {
    // This row binds hierarchies that apply for inclusion only; the one that binds everybody decides.
    out.verdict = forbids(profile, "eku.clientAuth.chrome", issue) ? Verdict::refused : Verdict::warned;
  }
  return out;
}

std::int64_t RuleSet::max_names(std::string_view profile, Instant issue) const {
  return max_number(profile, "san.count.max", issue).value_or(250);
}

std::int64_t RuleSet::serial_entropy_bits(std::string_view profile, Instant issue) const {
  return min_number(profile, "serial.entropy", issue).value_or(64);
}

std::int64_t RuleSet::sct_count(seconds period, Instant issue) const {
  const bool is_long = period > std::chrono::days{180};
  return min_number("tls.ov", is_long ? "ct.sct.embedded.long" : "ct.sct.embedded", issue).value_or(0);
}

seconds RuleSet::crl_interval(bool certificates_name_ocsp, Instant at) const {
  const auto limit = max_limit("crl.sub", certificates_name_ocsp ? "crl.interval.ocsp" : "crl.interval.noocsp", at);
  return limit ? limit->limit.length_from(at) : std::chrono::days{7};
}

seconds RuleSet::crl_next_update(Instant at) const {
  const auto limit = max_limit("crl.sub", "crl.nextupdate.sub", at);
  return limit ? limit->limit.length_from(at) : std::chrono::days{10};
}

seconds RuleSet::ocsp_interval(Instant at) const {
  const auto limit = tightest("ocsp.resp", {"ocsp.interval.max", "ocsp.interval.max.ms"}, at, false);
  return limit ? limit->limit.length_from(at) : std::chrono::days{7};
}

std::set<int> RuleSet::revocation_reasons(bool self_service, Instant at) const {
  const auto values =
      self_service ? allowed_values("tls.ov", "crl.reason.selfservice", at) : allowed_values("crl.sub", "crl.reason.allowed", at);
  std::set<int> out{0}; // unspecified is always there: the extension is left out
  for (const auto& value : values.value_or(std::set<std::string>{"1", "3", "4", "5"}))
    if (value.size() == 1 && value[0] >= '0' && value[0] <= '9') out.insert(value[0] - '0');
  return out;
}

} // namespace policy
