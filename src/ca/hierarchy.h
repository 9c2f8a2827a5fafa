#pragma once

#include "ca/authority.h"
#include "core/clock.h"
#include "core/result.h"
#include "pki/signer_protocol.h"
#include "policy/rule_set.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ca {

/// What `DIR/signer/hierarchy.toml` holds; the file's appearance is the moment at which a hierarchy exists.
struct HierarchyFile {
  std::string rules;
  std::string key_store;
  std::vector<AuthorityEntry> authorities;

  /// Nothing where the file is absent.
  static core::Result<std::optional<HierarchyFile>> read(const std::filesystem::path& path);
  core::Result<void> write(const std::filesystem::path& path) const;
};

/// The CAs of this signer, by slug.
class Hierarchy {
public:
  /// Loads every CA and its OCSP responder.
  static core::Result<std::unique_ptr<Hierarchy>> load(HierarchyFile file, std::unique_ptr<KeyStore> keys, Record& record,
                                                       const std::filesystem::path& directory);

  const policy::RuleSet& rules() const { return rules_; }
  Authority* find(std::string_view slug) const;
  const std::vector<std::unique_ptr<Authority>>& authorities() const { return authorities_; }
  Workshop workshop(Record& record, const std::filesystem::path& directory) const { return {*keys_, record, directory}; }

private:
  explicit Hierarchy(policy::RuleSet rules) : rules_(std::move(rules)) {}
  policy::RuleSet rules_;
  std::unique_ptr<KeyStore> keys_;
  std::vector<std::unique_ptr<Authority>> authorities_;
};

} // namespace ca
