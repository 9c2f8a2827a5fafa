#include "ca/hierarchy.h"

#include "ca/errors.h"
#include "ca/files.h"
#include "core/toml.h"

#include <algorithm>

namespace ca {
namespace {

core::Failure invalid(std::string_view key) {
  return core::fail(errors::signer_config_invalid, {{"file", "hierarchy.toml"}, {"key", std::string(key)}});
}

core::Result<std::string> text_at(const core::TomlTable& table, std::string_view key) {
  const auto found = table.find(key);
  const auto* text = found == table.end() ? nullptr : found->second.string();
  if (text == nullptr) return invalid(key);
  return *text;
}

core::Result<AuthorityEntry> read_authority(const core::TomlTable& table) {
  AuthorityEntry out;
  auto& entry = out.entry;
  for (const auto& [key, member] :
       std::initializer_list<std::pair<std::string_view, std::string*>>{{"slug", &entry.slug},
                                                                        {"purpose", &entry.purpose},
                                                                        {"parent", &entry.parent_slug},
                                                                        {"key", &out.key_name},
                                                                        {"crl_url", &entry.crl_url},
                                                                        {"ocsp_url", &entry.ocsp_url},
                                                                        {"ca_issuers_url", &entry.ca_issuers_url},
                                                                        {"cps_url", &entry.cps_url}})
    *member = TRY(text_at(table, key));
  const auto encoded = TRY(text_at(table, "certificate"));
  entry.der = TRY(core::from_base64(encoded));
  const auto oids = table.find(std::string_view("policy_oids"));
  const auto* list = oids == table.end() ? nullptr : oids->second.array();
  if (list == nullptr) return invalid("policy_oids");
  for (const auto& item : *list) {
    if (item.string() == nullptr) return invalid("policy_oids");
    out.policy_oids.push_back(*item.string());
  }
  return out;
}

void print_pair(std::string& out, std::string_view key, std::string_view value) {
  out.append(key).append(" = ").append(core::toml_quote(value)).append("\n");
}

std::string print(const AuthorityEntry& authority) {
  const auto& entry = authority.entry;
  std::string out = "\n[[authority]]\n";
  print_pair(out, "slug", entry.slug);
  print_pair(out, "purpose", entry.purpose);
  print_pair(out, "parent", entry.parent_slug);
  print_pair(out, "key", authority.key_name);
  print_pair(out, "crl_url", entry.crl_url);
  print_pair(out, "ocsp_url", entry.ocsp_url);
  print_pair(out, "ca_issuers_url", entry.ca_issuers_url);
  print_pair(out, "cps_url", entry.cps_url);
  out += "policy_oids = [";
  for (const auto& oid : authority.policy_oids) out += (out.back() == '[' ? "" : ", ") + core::toml_quote(oid);
  out += "]\n";
  print_pair(out, "certificate", core::to_base64(entry.der));
  return out;
}

} // namespace

core::Result<std::optional<HierarchyFile>> HierarchyFile::read(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return std::optional<HierarchyFile>();
  const auto text = TRY(read_file(path));
  const auto table = TRY(core::parse_toml(core::as_text(text), path.string()));
  HierarchyFile file;
  file.rules = TRY(text_at(table, "rules"));
  file.key_store = TRY(text_at(table, "key_store"));
  const auto list = table.find(std::string_view("authority"));
  const auto* authorities = list == table.end() ? nullptr : list->second.array();
  if (authorities == nullptr) return invalid("authority");
  for (const auto& item : *authorities) {
    if (item.table() == nullptr) return invalid("authority");
    file.authorities.push_back(TRY(read_authority(*item.table())));
  }
  return std::optional(std::move(file));
}

core::Result<void> HierarchyFile::write(const std::filesystem::path& path) const {
  std::string out = "# Made by shomei-signer when it made this hierarchy; not for editing.\n";
  print_pair(out, "rules", rules);
  print_pair(out, "key_store", key_store);
  for (const auto& authority : authorities) out += print(authority);
  return write_durably(path, core::as_bytes(out));
}

core::Result<std::unique_ptr<Hierarchy>> Hierarchy::load(HierarchyFile file, std::unique_ptr<KeyStore> keys, Record& record,
                                                         const std::filesystem::path& directory) {
  auto rules = TRY(policy::RuleSet::named(file.rules));
  std::unique_ptr<Hierarchy> made(new Hierarchy(std::move(rules)));
  made->keys_ = std::move(keys);
  for (auto& entry : file.authorities) {
    auto authority = TRY(Authority::load(std::move(entry), *made->keys_));
    TRY(authority->load_responder(made->workshop(record, directory)));
    made->authorities_.push_back(std::move(authority));
  }
  return made;
}

Authority* Hierarchy::find(std::string_view slug) const {
  const auto found = std::ranges::find_if(authorities_, [&](const auto& authority) { return authority->slug() == slug; });
  return found == authorities_.end() ? nullptr : found->get();
}

} // namespace ca
