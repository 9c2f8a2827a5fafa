#include "policy/table.h"

#include "core/crypto.h"
#include "core/text.h"
#include "core/time.h"
#include "policy/errors.h"
#include "policy/table_words.h"

#include <algorithm>
#include <array>

namespace policy {
namespace {

using core::Result;

constexpr std::string_view header = "id\tscope\tlevel\top\tvalue\tunit\tclock\tfrom\tuntil\tauth\tsection\tconf\tnote";
constexpr std::size_t column_count = 13;

/// Where in the file a reading is, for its refusals.
struct Place {
  std::string_view file;
  int line = 0;
  core::Failure refuse(std::string reason) const {
    return core::fail(errors::policy_table_invalid,
                      {{"file", std::string(file)}, {"line", std::to_string(line)}, {"reason", std::move(reason)}});
  }
};

template <class Words>
auto meaning_of(const Words& words, std::string_view word, std::string_view column, const Place& place)
    -> Result<typename Words::value_type::second_type> {
  for (const auto& [known, meaning] : words)
    if (known == word) return meaning;
  return place.refuse("unknown " + std::string(column) + " \"" + std::string(word) + "\"");
}

Result<std::optional<core::Instant>> midnight_of(const std::string& text, const Place& place) {
  if (text.empty()) return std::optional<core::Instant>{};
  const auto date = core::parse_date(text);
  if (!date) return place.refuse("\"" + text + "\" is not a date");
  return std::optional{core::Instant{std::chrono::sys_days{*date}}};
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 15 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

bool is_duration(std::string_view unit) { return unit == "s" || unit == "day" || unit == "month" || unit == "year"; }

Result<void> check_rule(const Rule& rule, const Place& place) {
  const bool limits = rule.operation == Operator::max || rule.operation == Operator::min;
  const bool fixed = rule.level != Level::draft && is_duration(rule.unit);
  if (limits && fixed && !is_number(rule.value)) return place.refuse("\"" + rule.value + "\" is not a whole number of " + rule.unit);
  if (rule.from && rule.until && *rule.until <= *rule.from) return place.refuse("until does not lie after from");
  if (rule.authority.empty()) return place.refuse("the authority is missing");
  return {};
}

Result<Rule> parse_row(const std::vector<std::string>& columns, const Place& place) {
  Rule rule;
  rule.line = place.line;
  rule.id = columns[0];
  if (!is_id(rule.id)) return place.refuse("\"" + rule.id + "\" is not a rule id");
  rule.scopes = core::split(columns[1], ',');
  for (const auto& scope : rule.scopes)
    if (scope.empty() || scope.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.*") != std::string::npos)
      return place.refuse("\"" + columns[1] + "\" is not a list of scopes");
  rule.level = TRY(meaning_of(level_words, columns[2], "level", place));
  rule.operation = TRY(meaning_of(operator_words, columns[3], "operator", place));
  rule.value = columns[4];
  if (rule.operation == Operator::in)
    for (const auto& part : core::split(rule.value.substr(0, rule.value.find(';')), ',')) rule.choices.insert(core::trim(part));
  rule.unit = columns[5];
  rule.clock = TRY(meaning_of(clock_words, columns[6], "clock", place));
  rule.from = TRY(midnight_of(columns[7], place));
  rule.until = TRY(midnight_of(columns[8], place));
  rule.authority = columns[9];
  rule.section = columns[10];
  if (columns[11].size() != 1 || columns[11][0] < '1' || columns[11][0] > '9') return place.refuse("the confidence is not one digit");
  rule.confidence = columns[11][0] - '0';
  rule.note = columns[12];
  TRY(check_rule(rule, place));
  return rule;
}

bool overlap(const Rule& a, const Rule& b) {
  return (!a.until || !b.from || *b.from < *a.until) && (!b.until || !a.from || *a.from < *b.until);
}

/// One id, scope and authority has at most one row at a time.
Result<void> check_overlaps(const std::vector<Rule>& rules, const std::vector<std::size_t>& rows, std::string_view file) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      const auto &a = rules[rows[i]], &b = rules[rows[j]];
      if (a.scopes == b.scopes && a.authority == b.authority && overlap(a, b))
        return Place{file, b.line}.refuse("the dates overlap those of line " + std::to_string(a.line));
    }
  return {};
}

} // namespace

Result<RuleTable> RuleTable::parse(std::string_view tsv, std::string_view file_name) {
  if (!core::is_utf8(tsv)) return Place{file_name, 0}.refuse("the file is not UTF-8");
  RuleTable table;
  table.sha256_ = core::sha256_hex(core::as_bytes(tsv));
  Place place{file_name, 0};
  for (auto line : core::split(tsv, '\n')) {
    ++place.line;
    if (line.ends_with('\r')) line.pop_back();
    if (place.line == 1) {
      if (line != header) return place.refuse("the header line is not the expected one");
      continue;
    }
    if (line.empty() || line.starts_with('#')) continue;
    const auto columns = core::split(line, '\t');
    if (columns.size() != column_count) return place.refuse("a row has 13 columns, this one " + std::to_string(columns.size()));
    auto rule = TRY(parse_row(columns, place));
    table.by_id_[rule.id].push_back(table.rules_.size());
    table.rules_.push_back(std::move(rule));
  }
  if (table.rules_.empty()) return place.refuse("there are no rules");
  for (auto& [id, rows] : table.by_id_) {
    TRY(check_overlaps(table.rules_, rows, file_name));
    std::ranges::sort(rows, {}, [&](std::size_t row) { return std::pair(table.rules_[row].from.value_or(core::Instant::min()), row); });
  }
  for (const auto& rule : table.rules_)
    if (rule.operation == Operator::reference && !table.by_id_.contains(rule.value))
      return Place{file_name, rule.line}.refuse("the rule \"" + rule.value + "\" does not exist");
  return table;
}

std::vector<const Rule*> RuleTable::rows(std::string_view id) const {
  std::vector<const Rule*> out;
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return out;
  for (const auto index : found->second) out.push_back(&rules_[index]);
  return out;
}

std::vector<const Rule*> RuleTable::family(std::string_view id) const {
  std::vector<const Rule*> out;
  for (auto at = by_id_.lower_bound(id); at != by_id_.end() && at->first.starts_with(id); ++at) {
    if (at->first.size() > id.size() && at->first[id.size()] != '.') continue;
    for (const auto index : at->second) out.push_back(&rules_[index]);
  }
  return out;
}

} // namespace policy
