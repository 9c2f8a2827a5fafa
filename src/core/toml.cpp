#include "core/toml.h"

#include "core/errors.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 1
#include <toml++/toml.h>

#include <array>
#include <sstream>

namespace core {
namespace {

Toml convert(const toml::node& node);

TomlTable convert_table(const toml::table& table) {
  TomlTable out;
  for (const auto& [key, value] : table) out.emplace(std::string(key.str()), convert(value));
  return out;
}

TomlArray convert_array(const toml::array& array) {
  TomlArray out;
  for (const auto& value : array) out.push_back(convert(value));
  return out;
}

template <class Date>
std::string date_text(const Date& date) {
  std::ostringstream out;
  out << date;
  return out.str();
}

Toml convert(const toml::node& node) {
  Toml out{std::string{}, static_cast<int>(node.source().begin.line)};
  if (const auto* text = node.as_string())
    out.value = text->get();
  else if (const auto* integer = node.as_integer())
    out.value = integer->get();
  else if (const auto* real = node.as_floating_point())
    out.value = real->get();
  else if (const auto* boolean = node.as_boolean())
    out.value = boolean->get();
  else if (const auto* array = node.as_array())
    out.value = convert_array(*array);
  else if (const auto* table = node.as_table())
    out.value = convert_table(*table);
  else if (const auto* date = node.as_date())
    out.value = date_text(date->get());
  else if (const auto* time = node.as_time())
    out.value = date_text(time->get());
  else if (const auto* instant = node.as_date_time())
    out.value = date_text(instant->get());
  return out;
}

} // namespace

const Toml* Toml::find(std::string_view key) const {
  const auto* members = table();
  if (members == nullptr) return nullptr;
  const auto found = members->find(key);
  return found == members->end() ? nullptr : &found->second;
}

std::string_view toml_kind(const Toml& value) {
  constexpr std::array<std::string_view, 6> kinds{"string", "integer", "number", "boolean", "array", "table"};
  return kinds[value.value.index()];
}

Result<TomlTable> parse_toml(std::string_view text, std::string_view file_name) {
  const auto parsed = toml::parse(text, file_name);
  if (!parsed) {
    const auto& error = parsed.error();
    return fail(errors::toml_syntax, {{"file", std::string(file_name)},
                                      {"line", std::to_string(error.source().begin.line)},
                                      {"reason", std::string(error.description())}});
  }
  return convert_table(parsed.table());
}

std::string toml_quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + '"';
}

} // namespace core
