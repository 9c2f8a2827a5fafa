#include "policy/rule_set.h"

#include "core/embedded.h"
#include "core/text.h"
#include "policy/errors.h"

#include <algorithm>

namespace policy {
namespace {

using core::Instant;
using core::Result;

/// A rule's value as a whole number, or nothing where it is words.
std::optional<std::int64_t> number_of(const Rule& rule) {
  if (rule.value.empty() || rule.value.size() > 15 || rule.value.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoll(rule.value);
}

std::optional<Limit> limit_of(const Rule& rule) {
  const auto value = number_of(rule);
  if (!value) return std::nullopt;
  if (rule.unit == "s") return Limit{0, std::chrono::seconds{*value}};
  if (rule.unit == "day") return Limit{0, std::chrono::days{*value}};
  if (rule.unit == "month") return Limit{static_cast<int>(*value), {}};
  if (rule.unit == "year") return Limit{static_cast<int>(*value) * 12, {}};
  return std::nullopt;
}

bool binds(const Rule& rule) { return rule.level == Level::must || rule.level == Level::platform || rule.level == Level::product; }

} // namespace

RuleSet::RuleSet(std::string name, RuleTable table) : name_(std::move(name)), table_(std::make_shared<const RuleTable>(std::move(table))) {}

Result<RuleSet> RuleSet::from_tsv(std::string name, std::string_view tsv, std::string_view file_name) {
  return RuleSet(std::move(name), TRY(RuleTable::parse(tsv, file_name)));
}

Result<RuleSet> RuleSet::named(std::string_view name) {
  const std::string path = name == "private" ? "policy/private.tsv" : name == "cabf" ? "policy/cabf_rules.tsv" : "";
  const auto file = core::embedded::file(path);
  if (!file) return core::fail(errors::policy_rule_set_unknown, {{"name", std::string(name)}});
  return from_tsv(std::string(name), core::as_text(*file), path);
}

std::vector<const Rule*> RuleSet::matching(std::string_view profile, std::string_view id, Instant at) const {
  std::vector<const Rule*> out;
  for (const auto* rule : table_->rows(id)) {
    if (rule->level == Level::draft || !rule->active_at(at) || !rule->applies_to(profile)) continue;
    if (rule->operation != Operator::reference) {
      out.push_back(rule);
      continue;
    }
    if (rule->value == id) continue;
    const auto followed = matching(profile, rule->value, at);
    out.insert(out.end(), followed.begin(), followed.end());
  }
  return out;
}

std::optional<AppliedLimit> RuleSet::tightest(std::string_view profile, const std::vector<std::string_view>& ids, Instant at,
                                              bool recommended) const {
  std::optional<AppliedLimit> best;
  for (const auto id : ids)
    for (const auto* rule : matching(profile, id, at)) {
      const auto limit = limit_of(*rule);
      const bool counts = binds(*rule) || (recommended && rule->level == Level::should);
      if (rule->operation != Operator::max || !limit || !counts) continue;
      if (!best || limit->length_from(at) < best->limit.length_from(at)) best = AppliedLimit{*limit, rule};
    }
  return best;
}

std::optional<AppliedLimit> RuleSet::max_limit(std::string_view profile, std::string_view id, Instant at) const {
  return tightest(profile, {id}, at, false);
}

std::optional<std::int64_t> RuleSet::max_number(std::string_view profile, std::string_view id, Instant at) const {
  std::optional<std::int64_t> best;
  for (const auto* rule : matching(profile, id, at))
    if (const auto value = number_of(*rule); value && rule->operation == Operator::max && binds(*rule))
      best = std::min(best.value_or(*value), *value);
  return best;
}

std::optional<std::int64_t> RuleSet::min_number(std::string_view profile, std::string_view id, Instant at) const {
  std::optional<std::int64_t> best;
  for (const auto* rule : matching(profile, id, at))
    if (const auto value = number_of(*rule); value && rule->operation == Operator::min && binds(*rule))
      best = std::max(best.value_or(*value), *value);
  return best;
}

std::optional<std::set<std::string>> RuleSet::allowed_values(std::string_view profile, std::string_view id, Instant at) const {
  std::optional<std::set<std::string>> allowed;
  for (const auto* rule : matching(profile, id, at)) {
    if (rule->operation != Operator::in || !binds(*rule)) continue;
    if (!allowed)
      allowed = rule->choices;
    else
      std::erase_if(*allowed, [&](const std::string& value) { return !rule->choices.contains(value); });
  }
  return allowed;
}

bool RuleSet::forbids(std::string_view profile, std::string_view id, Instant at) const {
  return std::ranges::any_of(matching(profile, id, at), [](const Rule* rule) {
    return rule->operation == Operator::forbid && (rule->level == Level::must_not || rule->level == Level::product);
  });
}

/// `id` and the ids below it (`dcv.tls.m4` → `.allowed`, `.discouraged`, `.sunset`, `.retired`): forbid beats allow,
/// whatever is not allowed is refused. Rows of clock `val` are compared with the validation's instant, the others with
/// the issuance's.
Permission RuleSet::permission(std::string_view profile, std::string_view id, Instant validated, Instant issue) const {
  Permission out;
  const Rule* allowing = nullptr;
  const Rule* warning = nullptr;
  const Rule* forbidding = nullptr;
  for (const auto* rule : table_->family(id)) {
    if (rule->level == Level::draft || !rule->applies_to(profile)) continue;
    const auto at = rule->clock == RuleClock::validation ? validated : issue;
    const bool forbidden = rule->operation == Operator::forbid && rule->level == Level::must_not;
    if (forbidden && rule->from && *rule->from > at && (!out.forbidden_from || *rule->from < *out.forbidden_from))
      out.forbidden_from = rule->from;
    if (!rule->active_at(at)) continue;
    if (forbidden)
      forbidding = rule;
    else if (rule->operation == Operator::forbid)
      warning = rule;
    else if (rule->operation == Operator::allow)
      allowing = rule;
  }
  out.rule = forbidding != nullptr ? forbidding : warning != nullptr ? warning : allowing;
  if (forbidding != nullptr || allowing == nullptr)
    out.verdict = Verdict::refused;
  else
    out.verdict = warning != nullptr ? Verdict::warned : Verdict::allowed;
  return out;
}

std::vector<const Rule*> RuleSet::active(Instant at) const {
  std::vector<const Rule*> out;
  for (const auto& rule : table_->rules())
    if (rule.level != Level::draft && rule.active_at(at)) out.push_back(&rule);
  return out;
}

std::vector<Instant> RuleSet::boundaries() const {
  std::set<Instant> out;
  for (const auto& rule : table_->rules()) {
    if (rule.from) out.insert(*rule.from);
    if (rule.until) out.insert(*rule.until);
  }
  return {out.begin(), out.end()};
}

} // namespace policy
