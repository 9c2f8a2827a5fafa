#pragma once

#include "domain/denied_list.h"
#include "domain/four_eyes.h"

#include <array>
#include <set>
#include <string>
#include <vector>

namespace domain {

/// Why an application is examined as one of high risk (BR 4.2.1, EVG 3.2.2.12).
enum class HitKind : std::uint8_t {
  denied_name,
  denied_domain,
  denied_country,
  denied_person,
  denied_number,
  mixed_script,
  look_alike,
  revoked_certificate,
  rejected_case
};
std::string_view to_string(HitKind kind);

/// What a second specialist makes of a hit.
enum class HitDecision : std::uint8_t { false_positive, accepted, confirmed };
std::string_view to_string(HitDecision decision);
std::optional<HitDecision> parse_hit_decision(std::string_view text);

struct Hit {
  HitKind kind{};
  std::string subject;  ///< of the application
  std::string matched;  ///< what it met
  std::string entry_id; ///< of the denied list, certificate or case; empty for what the name itself tells
  std::string source;
  int score = 0;
  friend bool operator==(const Hit&, const Hit&) = default;
};

/// An entry that is in force.
struct DeniedEntry {
  std::string id;
  DeniedKind kind{};
  std::string value;
  std::string key;
  std::string source;
};

/// What is looked at of an application.
struct ScreenedSubject {
  std::vector<std::string> organization_names; ///< in every script
  std::set<std::string> numbers;               ///< under which it is registered
  std::set<std::string> countries;             ///< of its place of business and its jurisdiction of incorporation
  std::vector<std::string> people;             ///< full names, each in every script
  std::vector<DomainName> names;
  std::string key_sha256;
};

/// A certificate or case of before that ended badly.
struct EarlierAbuse {
  std::string id;
  HitKind kind = HitKind::revoked_certificate;
  std::string organization;
  std::string corporate_number;
  std::vector<DomainName> names;
  std::string key_sha256;
  bool key_only = false; ///< a compromised key says nothing about who held it
  std::string source;
};

/// `日本語.jp (xn--wgv71a119e.jp)`; a plain name once.
std::string shown_name(const DomainName& name);

/// Whether a decision clears the hit: not confirmed, and by somebody who still is a second pair of eyes (C09).
bool is_cleared(std::string_view decision, const std::string& decided_by, const FourEyes& people);

/// Who may decide on a hit: a second pair of eyes, and on one that was confirmed another than who confirmed it: `four_eyes`,
/// `own_confirmed_hit`.
core::Result<void> check_hit_decider(std::string_view decision, const std::string& decided_by, const FourEyes& people,
                                     const std::string& user);
/// What may follow a decision: no second confirmation, which would let the first one's author lift it: `hit_confirmed_already`.
core::Result<void> check_hit_decision(std::string_view before, HitDecision decision);

/// Each entry that something of the subject meets, with its best score.
std::vector<Hit> match_denied(const ScreenedSubject& subject, const std::vector<DeniedEntry>& entries);
/// Odd scripts, and look-alikes of domains that other customers have proven.
std::vector<Hit> match_looks(const ScreenedSubject& subject, const std::vector<DomainName>& domains_of_others);
/// The same organization, registrable domain or key as one that ended badly.
std::vector<Hit> match_history(const ScreenedSubject& subject, const std::vector<EarlierAbuse>& history);

} // namespace domain
