#pragma once

#include "core/config.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace core {

/// One key of the configuration file: where its value goes, what it may be and what it is for.
struct ConfigField {
  std::string key; ///< dotted
  std::variant<std::string*, std::int64_t*, std::vector<std::string>*, std::map<std::string, std::string>*> target;
  std::string help;
  bool (*valid)(const ConfigField&) = nullptr; ///< null = anything of the type
  std::string expected;                        ///< what `valid` asks for, in words
  std::vector<std::string> choices;            ///< of a word that is one of a few
  std::int64_t least = 0;                      ///< of a number
  std::int64_t most = 0;

  void must_be(bool (*check)(const ConfigField&), std::string in_words) {
    valid = check;
    expected = std::move(in_words);
  }
};

/// The keys of the file in the order in which they are printed.
std::vector<ConfigField> config_fields(Config& config);
/// Those of one `[[perspectives]]`.
std::vector<ConfigField> perspective_fields(Config::Perspective& perspective);
/// `config_invalid_value` when the field's present value is impossible.
Result<void> check(const ConfigField& field);
/// `string`, `integer`, `array of strings`, `table of strings`.
std::string_view kind_of(const ConfigField& field);
/// The present value as TOML.
std::string value_text(const ConfigField& field);

} // namespace core
