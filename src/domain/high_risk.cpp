#include "domain/high_risk.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/errors.h"
#include "domain/look_alike.h"
#include "domain/name_likeness.h"

#include <algorithm>

namespace domain {
namespace {

constexpr std::array<std::string_view, 9> kind_names{"denied_name",   "denied_domain",       "denied_country",
                                                     "denied_person", "denied_number",       "mixed_script",
                                                     "look_alike",    "revoked_certificate", "rejected_case"};
constexpr std::array<std::string_view, 3> decision_names{"false_positive", "accepted", "confirmed"};

/// The best of several spellings of one thing.
struct Best {
  std::string subject;
  int score = 0;
  void offer(std::string candidate, int likeness) {
    if (likeness <= score) return;
    subject = std::move(candidate);
    score = likeness;
  }
};

Best meet(const ScreenedSubject& subject, const DeniedEntry& entry) {
  Best best;
  switch (entry.kind) {
  case DeniedKind::name:
    for (const auto& name : subject.organization_names)
      if (const int likeness = name_likeness(entry.value, name); likeness >= name_hit) best.offer(name, likeness);
    break;
  case DeniedKind::domain:
    for (const auto& name : subject.names) best.offer(shown_name(name), domain_likeness(DomainName::stored(entry.key), name));
    break;
  case DeniedKind::country:
    if (subject.countries.contains(entry.key)) best.offer(entry.key, 100);
    break;
  case DeniedKind::person:
    for (const auto& person : subject.people)
      if (is_same_person_name(entry.value, person)) best.offer(person, 100);
    break;
  case DeniedKind::number:
    for (const auto& number : subject.numbers)
      if (denied_key(DeniedKind::number, number).value_or("") == entry.key) best.offer(number, 100);
    break;
  case DeniedKind::protected_domain:
    break;
  }
  return best;
}

HitKind kind_of(DeniedKind kind) { return kind == DeniedKind::protected_domain ? HitKind::look_alike : static_cast<HitKind>(kind); }

/// Names that look like a protected domain, or like a denied one.
Best look(const ScreenedSubject& subject, const DeniedEntry& entry) {
  Best best;
  if (entry.kind != DeniedKind::domain && entry.kind != DeniedKind::protected_domain) return best;
  for (const auto& name : subject.names) best.offer(shown_name(name), look_likeness(DomainName::stored(entry.key), name));
  return best;
}

/// Each once.
std::set<DomainName> registrable(const std::vector<DomainName>& names) {
  std::set<DomainName> bases;
  for (const auto& name : names) bases.insert(name.base_domain());
  return bases;
}

/// The first of the names whose registrable domain is also one of the others'.
std::optional<DomainName> shared_domain(const std::vector<DomainName>& names, const std::vector<DomainName>& others) {
  const auto bases = registrable(others);
  const auto found = std::ranges::find_if(names, [&](const DomainName& name) { return bases.contains(name.base_domain()); });
  return found == names.end() ? std::nullopt : std::optional(*found);
}

bool is_same_organization(const ScreenedSubject& subject, const EarlierAbuse& abuse) {
  if (subject.numbers.contains(abuse.corporate_number)) return true;
  return std::ranges::any_of(subject.organization_names, [&](const std::string& name) {
    return !name.empty() && company_name_key(latin_look(name)) == company_name_key(latin_look(abuse.organization));
  });
}

} // namespace

std::string shown_name(const DomainName& name) {
  const auto unicode = name.unicode();
  return unicode == name.str() ? unicode : unicode + " (" + name.str() + ")";
}

std::string_view to_string(HitKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view to_string(HitDecision decision) { return decision_names[static_cast<std::size_t>(decision)]; }
std::optional<HitDecision> parse_hit_decision(std::string_view text) {
  const auto found = std::ranges::find(decision_names, text);
  if (found == decision_names.end()) return std::nullopt;
  return static_cast<HitDecision>(found - decision_names.begin());
}

bool is_cleared(std::string_view decision, const std::string& decided_by, const FourEyes& people) {
  const auto known = parse_hit_decision(decision);
  return known && *known != HitDecision::confirmed && check_four_eyes(people, decided_by);
}

core::Result<void> check_hit_decider(std::string_view decision, const std::string& decided_by, const FourEyes& people,
                                     const std::string& user) {
  TRY(check_four_eyes(people, user));
  if (parse_hit_decision(decision) == HitDecision::confirmed && decided_by == user) return core::fail(errors::own_confirmed_hit);
  return {};
}

core::Result<void> check_hit_decision(std::string_view before, HitDecision decision) {
  if (decision == HitDecision::confirmed && parse_hit_decision(before) == decision) return core::fail(errors::hit_confirmed_already);
  return {};
}

std::vector<Hit> match_denied(const ScreenedSubject& subject, const std::vector<DeniedEntry>& entries) {
  std::vector<Hit> hits;
  for (const auto& entry : entries) {
    if (auto best = meet(subject, entry); best.score > 0)
      hits.push_back({kind_of(entry.kind), std::move(best.subject), entry.value, entry.id, entry.source, best.score});
    else if (auto alike = look(subject, entry); alike.score > 0)
      hits.push_back({HitKind::look_alike, std::move(alike.subject), entry.value, entry.id, entry.source, alike.score});
  }
  return hits;
}

std::vector<Hit> match_looks(const ScreenedSubject& subject, const std::vector<DomainName>& domains_of_others) {
  std::vector<Hit> hits;
  std::vector<std::string> looks;
  for (const auto& name : subject.names) {
    const auto fault = script_fault(name);
    if (fault != ScriptFault::none)
      hits.push_back({HitKind::mixed_script, shown_name(name), fault == ScriptFault::mixed ? "mixed" : "whole_script", "", "UTS 39", 100});
    looks.push_back(look_key(name));
  }
  for (const auto& base : registrable(domains_of_others)) {
    const auto other = look_key(base);
    for (std::size_t i = 0; i < looks.size(); ++i)
      if (looks[i] == other && subject.names[i].base_domain() != base)
        hits.push_back({HitKind::look_alike, shown_name(subject.names[i]), shown_name(base), "", "validated_domains", 100});
  }
  return hits;
}

std::vector<Hit> match_history(const ScreenedSubject& subject, const std::vector<EarlierAbuse>& history) {
  std::vector<Hit> hits;
  for (const auto& abuse : history) {
    const auto add = [&](std::string what, int score) {
      hits.push_back({abuse.kind, std::move(what), abuse.organization, abuse.id, abuse.source, score});
    };
    if (!abuse.key_sha256.empty() && abuse.key_sha256 == subject.key_sha256)
      add(subject.key_sha256, 100);
    else if (abuse.key_only)
      continue;
    else if (is_same_organization(subject, abuse))
      add(subject.organization_names.front(), 100);
    else if (const auto shared = shared_domain(subject.names, abuse.names))
      add(shown_name(*shared), 80);
  }
  return hits;
}

} // namespace domain
