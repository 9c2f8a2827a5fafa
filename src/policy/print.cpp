#include "policy/rule_set.h"

#include "core/time.h"

#include <fmt/format.h>

#include <array>

namespace policy {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> authorities{{
    {"BR", "CA/Browser Forum Baseline Requirements"},
    {"EVG", "CA/Browser Forum EV Guidelines"},
    {"SBR", "CA/Browser Forum S/MIME Baseline Requirements"},
    {"NCSSR", "CA/Browser Forum Network and Certificate System Security Requirements"},
    {"MRSP", "Mozilla Root Store Policy"},
    {"CHROME", "Chrome Root Program Policy"},
    {"APPLE", "Apple Root Program Policy"},
    {"MSTRP", "Microsoft Trusted Root Program"},
    {"CCADB", "CCADB Policy"},
    {"RFC", "RFC"},
    {"PRODUCT", "Shomei"},
    {"PRIVATE", "Shomei, private rule set"},
}};

std::string date_of(const std::optional<core::Instant>& instant) { return instant ? core::to_rfc3339(*instant).substr(0, 10) : ""; }

} // namespace

std::string authority_name(std::string_view authority) {
  std::string out;
  for (;;) {
    const auto comma = authority.find(',');
    const auto one = authority.substr(0, comma);
    const auto known = std::ranges::find(authorities, one, [](const auto& entry) { return entry.first; });
    out += (out.empty() ? "" : ", ") + std::string(known == authorities.end() ? one : known->second);
    if (comma == std::string_view::npos) return out;
    authority.remove_prefix(comma + 1);
  }
}

std::string print(const std::vector<const Rule*>& rules) {
  std::string out;
  for (const auto* rule : rules) {
    std::string scopes;
    for (const auto& scope : rule->scopes) scopes += (scopes.empty() ? "" : ",") + scope;
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", rule->id, scopes, to_string(rule->level), to_string(rule->operation),
                       rule->value, rule->unit, date_of(rule->from), date_of(rule->until), rule->citation());
  }
  return out;
}

} // namespace policy
