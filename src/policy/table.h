#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "policy/rule.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace policy {

/// A validated table of dated rules and the hash that is stamped into every issuance record.
class RuleTable {
public:
  /// Tab-separated with the header line of docs/policy.md; `policy_table_invalid` names file, line and reason.
  /// Refuses unknown levels, operators and clocks, impossible dates, non-numeric limits, dangling `ref`s and two rows
  /// of one id, scope and authority whose dates overlap.
  static core::Result<RuleTable> parse(std::string_view tsv, std::string_view file_name);

  const std::vector<Rule>& rules() const { return rules_; }
  /// The rows of an id, oldest first.
  std::vector<const Rule*> rows(std::string_view id) const;
  /// The rows of an id and of those below it: `dcv.tls.m4` with `dcv.tls.m4.sunset`.
  std::vector<const Rule*> family(std::string_view id) const;
  /// SHA-256 of the file's bytes, in hexadecimal.
  const std::string& sha256() const { return sha256_; }

private:
  std::vector<Rule> rules_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_id_; ///< oldest first
  std::string sha256_;
};

} // namespace policy
