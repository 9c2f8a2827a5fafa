#include "http/dto_reader.h"

#include "core/errors.h"
#include "core/text.h"
#include "core/unicode.h"
#include "http/errors.h"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <limits>
#include <regex>
#include <shared_mutex>
#include <unordered_set>

namespace http {
namespace {

constexpr std::size_t max_depth = 32;
constexpr std::size_t max_findings = 100;

/// A SAX handler that only looks for member names given twice in one object.
class DuplicateFinder {
public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using Code = boost::json::error_code;
  using Text = boost::json::string_view;

  bool on_object_begin(Code&) { return levels_.emplace_back(), true; }
  bool on_object_end(std::size_t, Code&) { return levels_.pop_back(), true; }
  bool on_key_part(Text part, std::size_t, Code&) { return key_.append(part), true; }
  bool on_key(Text part, std::size_t, Code&) {
    key_.append(part);
    if (!levels_.back().insert(key_).second && duplicates.size() < max_findings) duplicates.push_back(key_);
    key_.clear();
    return true;
  }
  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t, Code&) { return true; }
  bool on_string_part(Text, std::size_t, Code&) { return true; }
  bool on_string(Text, std::size_t, Code&) { return true; }
  bool on_number_part(Text, Code&) { return true; }
  bool on_int64(std::int64_t, Text, Code&) { return true; }
  bool on_uint64(std::uint64_t, Text, Code&) { return true; }
  bool on_double(double, Text, Code&) { return true; }
  bool on_bool(bool, Code&) { return true; }
  bool on_null(Code&) { return true; }
  bool on_comment_part(Text, Code&) { return true; }
  bool on_comment(Text, Code&) { return true; }

  std::vector<std::string> duplicates;

private:
  std::vector<std::unordered_set<std::string>> levels_;
  std::string key_;
};

std::vector<std::string> duplicate_names(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<DuplicateFinder> parser(options);
  boost::json::error_code code;
  parser.write_some(false, text.data(), text.size(), code);
  return std::move(parser.handler().duplicates);
}

std::string escape_pointer(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

bool has_unwelcome_character(std::string_view text, bool multiline) {
  return std::ranges::any_of(text, [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (multiline && (c == '\n' || c == '\r' || c == '\t')) return false;
    return byte < 0x20 || byte == 0x7f;
  });
}

bool matches(std::string_view text, std::string_view pattern) {
  static std::shared_mutex mutex;
  static std::map<std::string, std::regex, std::less<>> compiled;
  {
    const std::shared_lock lock(mutex);
    if (const auto found = compiled.find(pattern); found != compiled.end())
      return std::regex_match(text.begin(), text.end(), found->second);
  }
  const std::unique_lock lock(mutex);
  const auto& expression = compiled.try_emplace(std::string(pattern), std::string(pattern)).first->second;
  return std::regex_match(text.begin(), text.end(), expression);
}

bool is_one_of(std::string_view text, std::string_view list) {
  while (!list.empty()) {
    const auto item = list.substr(0, list.find('|'));
    if (item == text) return true;
    list.remove_prefix(std::min(item.size() + 1, list.size()));
  }
  return false;
}

std::string spaced(std::string_view list) {
  std::string out;
  for (const char c : list) c == '|' ? out += ", " : out += c;
  return out;
}

bool check_text(std::string_view text, const Place& place, const Rule& rule, FieldErrors& errors) {
  const auto length = core::character_count(text);
  if (rule.min_length > 0 && core::is_blank(text)) return errors.add(place, field_errors::empty), false;
  if (length < rule.min_length) return errors.add(place, field_errors::too_short, {{"min", std::to_string(rule.min_length)}}), false;
  if (length > rule.max_length) return errors.add(place, field_errors::too_long, {{"max", std::to_string(rule.max_length)}}), false;
  if (has_unwelcome_character(text, rule.multiline)) return errors.add(place, field_errors::wrong_characters), false;
  if (!rule.one_of.empty() && !is_one_of(text, rule.one_of))
    return errors.add(place, field_errors::not_one_of, {{"allowed", spaced(rule.one_of)}}), false;
  if (!rule.pattern.empty() && !matches(text, rule.pattern)) return errors.add(place, field_errors::wrong_form), false;
  return true;
}

bool check_range(std::int64_t number, const Place& place, const Rule& rule, FieldErrors& errors) {
  if (number < rule.minimum) return errors.add(place, field_errors::too_small, {{"min", std::to_string(rule.minimum)}}), false;
  if (number > rule.maximum) return errors.add(place, field_errors::too_large, {{"max", std::to_string(rule.maximum)}}), false;
  return true;
}

} // namespace

core::Result<boost::json::value> parse_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::error_code code;
  auto document = boost::json::parse(text, code, {}, options);
  if (code) return core::fail(errors::json_malformed, {}, code.message());
  if (const auto names = duplicate_names(text); !names.empty()) {
    FieldErrors found;
    for (const auto& name : names) found.add(Place{.key = name}, field_errors::duplicate);
    return std::move(found).failure();
  }
  return document;
}

std::string Place::pointer() const {
  std::string before = parent != nullptr ? parent->pointer() : std::string();
  if (index) return before + '/' + std::to_string(*index);
  if (key.empty() && parent == nullptr) return before;
  return before + (parent != nullptr && parent->separator == '?' ? '?' : '/') + escape_pointer(key);
}

void FieldErrors::add(const Place& place, std::string_view code, core::Params params) {
  if (errors_.size() < max_findings) errors_.push_back({place.pointer(), std::string(code), std::move(params)});
}

core::Failure FieldErrors::failure() && { return core::fail(core::Error{core::errors::invalid_request, {}, {}, std::move(errors_)}); }

std::optional<std::string_view> read_text(const boost::json::value& value, const Place& place, const Rule& rule, FieldErrors& errors) {
  if (!value.is_string()) return errors.add(place, field_errors::not_text), std::nullopt;
  const std::string_view text = value.get_string();
  if (!check_text(text, place, rule, errors)) return std::nullopt;
  return text;
}

std::optional<std::int64_t> read_integer(const boost::json::value& value, const Place& place, const Rule& rule, FieldErrors& errors) {
  if (value.is_uint64()) {
    const auto number = value.get_uint64();
    const auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (number > highest) return errors.add(place, field_errors::too_large, {{"max", std::to_string(rule.maximum)}}), std::nullopt;
  }
  if (!value.is_int64() && !value.is_uint64()) return errors.add(place, field_errors::not_integer), std::nullopt;
  const auto number = value.is_int64() ? value.get_int64() : static_cast<std::int64_t>(value.get_uint64());
  return check_range(number, place, rule, errors) ? std::optional(number) : std::nullopt;
}

std::optional<bool> read_boolean(const boost::json::value& value, const Place& place, FieldErrors& errors) {
  if (!value.is_bool()) return errors.add(place, field_errors::not_boolean), std::nullopt;
  return value.get_bool();
}

const boost::json::array* read_array(const boost::json::value& value, const Place& place, const Rule& rule, FieldErrors& errors) {
  const auto* array = value.if_array();
  if (array == nullptr) return errors.add(place, field_errors::not_list), nullptr;
  if (array->size() < rule.min_items) return errors.add(place, field_errors::too_few, {{"min", std::to_string(rule.min_items)}}), nullptr;
  if (array->size() > rule.max_items) return errors.add(place, field_errors::too_many, {{"max", std::to_string(rule.max_items)}}), nullptr;
  return array;
}

const boost::json::object* read_object(const boost::json::value& value, const Place& place, FieldErrors& errors) {
  const auto* object = value.if_object();
  if (object == nullptr) errors.add(place, field_errors::not_object);
  return object;
}

std::optional<std::size_t> read_choice(const boost::json::value& value, const Place& place, const std::vector<std::string_view>& names,
                                       FieldErrors& errors) {
  if (!value.is_string()) return errors.add(place, field_errors::not_text), std::nullopt;
  const std::string_view text = value.get_string();
  if (const auto found = std::ranges::find(names, text); found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string allowed;
  for (const auto name : names) allowed += (allowed.empty() ? "" : ", ") + std::string(name);
  errors.add(place, field_errors::not_one_of, {{"allowed", allowed}});
  return std::nullopt;
}

void report_unknown(const boost::json::object& object, const Place& place, const std::vector<std::string_view>& known,
                    FieldErrors& errors) {
  for (const auto& member : object) {
    const std::string_view key = member.key();
    if (std::ranges::find(known, key) == known.end()) errors.add(Place{.parent = &place, .key = key}, field_errors::unknown);
  }
}

} // namespace http
