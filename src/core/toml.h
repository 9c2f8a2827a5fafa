#pragma once

#include "core/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace core {

struct Toml;
using TomlArray = std::vector<Toml>;
using TomlTable = std::map<std::string, Toml, std::less<>>;

/// A TOML value: dates are kept as their text.
struct Toml {
  std::variant<std::string, std::int64_t, double, bool, TomlArray, TomlTable> value;
  int line = 0;

  const std::string* string() const { return std::get_if<std::string>(&value); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value); }
  const bool* boolean() const { return std::get_if<bool>(&value); }
  const TomlArray* array() const { return std::get_if<TomlArray>(&value); }
  const TomlTable* table() const { return std::get_if<TomlTable>(&value); }
  /// The member of a table, or null.
  const Toml* find(std::string_view key) const;
};

/// The kind of a value in words of TOML: `string`, `integer`, `table`…
std::string_view toml_kind(const Toml& value);
/// TOML 1.0; `toml_syntax` with file, line and reason otherwise.
Result<TomlTable> parse_toml(std::string_view text, std::string_view file_name);
/// A string as a TOML basic string with its quotes.
std::string toml_quote(std::string_view text);

} // namespace core
