#include "core/config.h"

#include "core/config_fields.h"
#include "core/errors.h"
#include "core/text.h"
#include "core/toml.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace core {
namespace {

Failure wrong_type(const ConfigField& field, const Toml& value) {
  return fail(errors::config_wrong_type, {{"key", field.key},
                                          {"expected", std::string(kind_of(field))},
                                          {"found", std::string(toml_kind(value))},
                                          {"line", std::to_string(value.line)}});
}

Result<std::vector<std::string>> strings_of(const ConfigField& field, const Toml& value) {
  if (value.array() == nullptr) return wrong_type(field, value);
  std::vector<std::string> out;
  for (const auto& element : *value.array()) {
    if (element.string() == nullptr) return wrong_type(field, element);
    out.push_back(*element.string());
  }
  return out;
}

Result<std::map<std::string, std::string>> map_of(const ConfigField& field, const Toml& value) {
  if (value.table() == nullptr) return wrong_type(field, value);
  std::map<std::string, std::string> out;
  for (const auto& [key, element] : *value.table()) {
    if (element.string() == nullptr) return wrong_type(field, element);
    out.emplace(key, *element.string());
  }
  return out;
}

Result<void> assign(const ConfigField& field, const Toml& value) {
  if (auto* const* text = std::get_if<std::string*>(&field.target)) {
    if (value.string() == nullptr) return wrong_type(field, value);
    **text = *value.string();
  } else if (auto* const* number = std::get_if<std::int64_t*>(&field.target)) {
    if (value.integer() == nullptr) return wrong_type(field, value);
    **number = *value.integer();
  } else if (auto* const* list = std::get_if<std::vector<std::string>*>(&field.target)) {
    **list = TRY(strings_of(field, value));
  } else if (auto* const* map = std::get_if<std::map<std::string, std::string>*>(&field.target)) {
    **map = TRY(map_of(field, value));
  }
  return check(field);
}

Failure unknown_key(const std::string& key, const std::vector<ConfigField>& fields) {
  const auto nearest = std::ranges::min_element(fields, {}, [&](const ConfigField& field) { return edit_distance(field.key, key); });
  return fail(errors::config_unknown_key, {{"key", key}, {"nearest", nearest->key}});
}

Result<void> assign_all(const TomlTable& table, const std::string& prefix, const std::vector<ConfigField>& fields) {
  for (const auto& [name, value] : table) {
    const auto key = prefix + name;
    const auto field = std::ranges::find(fields, key, &ConfigField::key);
    if (field != fields.end()) {
      TRY(assign(*field, value));
      continue;
    }
    const auto is_section = std::ranges::any_of(fields, [&](const ConfigField& known) { return known.key.starts_with(key + '.'); });
    if (!is_section) return unknown_key(key, fields);
    if (value.table() == nullptr)
      return fail(errors::config_wrong_type,
                  {{"key", key}, {"expected", "table"}, {"found", std::string(toml_kind(value))}, {"line", std::to_string(value.line)}});
    TRY(assign_all(*value.table(), key + '.', fields));
  }
  return {};
}

/// `[[perspectives]]`: each entry is whole, and no name comes twice.
Result<std::vector<Config::Perspective>> perspectives_of(const Toml& list) {
  std::vector<Config::Perspective> out;
  if (list.array() == nullptr)
    return fail(errors::config_wrong_type, {{"key", "perspectives"},
                                            {"expected", "array of tables"},
                                            {"found", std::string(toml_kind(list))},
                                            {"line", std::to_string(list.line)}});
  for (const auto& entry : *list.array()) {
    auto& perspective = out.emplace_back();
    const auto fields = perspective_fields(perspective);
    if (entry.table() == nullptr) return wrong_type(fields.front(), entry);
    TRY(assign_all(*entry.table(), "perspectives.", fields));
    for (const auto& field : fields) TRY(check(field));
    if (std::ranges::count(out, perspective.name, &Config::Perspective::name) > 1)
      return fail(errors::config_invalid_value,
                  {{"key", "perspectives.name"}, {"value", perspective.name}, {"expected", "a name that no other perspective has"}});
  }
  return out;
}

std::string print_perspectives(const std::vector<Config::Perspective>& perspectives) {
  std::string out;
  for (auto perspective : perspectives) {
    out += "\n[[perspectives]]\n";
    for (const auto& field : perspective_fields(perspective))
      out += fmt::format("# {}\n{} = {}\n", field.help, field.key.substr(field.key.rfind('.') + 1), value_text(field));
  }
  return out;
}

} // namespace

std::string Config::database_url() const { return database.url.empty() ? "sqlite:" + (directory / "shomei.db").string() : database.url; }

Result<Config> parse_config(std::string_view toml, const std::filesystem::path& directory) {
  Config config;
  config.directory = directory;
  auto table = TRY(parse_toml(toml, "shomei.toml"));
  if (const auto listed = table.extract("perspectives"); !listed.empty()) config.perspectives = TRY(perspectives_of(listed.mapped()));
  TRY(assign_all(table, "", config_fields(config)));
  return config;
}

Result<Config> load_config(const std::filesystem::path& directory) {
  const auto path = directory / "shomei.toml";
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return fail(errors::file_unreadable, {{"path", path.string()}});
  return parse_config(text.str(), directory);
}

std::string print_config(const Config& config) {
  auto copy = config;
  std::string out, section;
  for (const auto& field : config_fields(copy)) {
    const auto dot = field.key.rfind('.');
    const auto parent = dot == std::string::npos ? std::string{} : field.key.substr(0, dot);
    if (parent != section) out += fmt::format("\n[{}]\n", section = parent);
    out += fmt::format("# {}\n{} = {}\n", field.help, field.key.substr(dot == std::string::npos ? 0 : dot + 1), value_text(field));
  }
  return out + print_perspectives(config.perspectives);
}

std::vector<Error> config_warnings(const Config& config) {
  std::vector<Error> out;
  if (config.csr.bad_keys_file.empty()) out.push_back({errors::config_bad_keys_file_absent, {}, {}, {}});
  if (config.seller.registration_number.empty()) out.push_back({errors::config_registration_number_absent, {}, {}, {}});
  if (config.desk.holidays.empty()) out.push_back({errors::config_holidays_absent, {}, {}, {}});
  return out;
}

} // namespace core
