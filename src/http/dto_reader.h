#pragma once

#include "core/result.h"
#include "http/dto_traits.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

/// JSON text as a document. Refuses with `json_malformed`: bad syntax or UTF-8, depth over 32; with `invalid_request`:
/// an object that names a member twice (RFC 8259 4 leaves its meaning open).
core::Result<boost::json::value> parse_json(std::string_view text);

/// Where a reader stands in a document; becomes a JSON pointer (RFC 6901) only when something is wrong.
struct Place {
  const Place* parent = nullptr;
  std::string_view key = {};
  std::optional<std::size_t> index = std::nullopt;
  char separator = '/';

  std::string pointer() const;
};

/// All that is wrong with a document, up to 100 findings.
class FieldErrors {
public:
  void add(const Place& place, std::string_view code, core::Params params = {});
  bool empty() const { return errors_.empty(); }
  core::Failure failure() &&;

private:
  std::vector<core::FieldError> errors_;
};

std::optional<std::string_view> read_text(const boost::json::value& value, const Place& place, const Rule& rule, FieldErrors& errors);
std::optional<std::int64_t> read_integer(const boost::json::value& value, const Place& place, const Rule& rule, FieldErrors& errors);
std::optional<bool> read_boolean(const boost::json::value& value, const Place& place, FieldErrors& errors);
const boost::json::array* read_array(const boost::json::value& value, const Place& place, const Rule& rule, FieldErrors& errors);
const boost::json::object* read_object(const boost::json::value& value, const Place& place, FieldErrors& errors);
/// The index of the text among the names.
std::optional<std::size_t> read_choice(const boost::json::value& value, const Place& place, const std::vector<std::string_view>& names,
                                       FieldErrors& errors);
void report_unknown(const boost::json::object& object, const Place& place, const std::vector<std::string_view>& known, FieldErrors& errors);

template <class T>
void read(const boost::json::value& value, T& out, const Place& place, const Rule& rule, FieldErrors& errors);

namespace detail {

template <class E>
void read_enum(const boost::json::value& value, E& out, const Place& place, FieldErrors& errors) {
  static const auto values = enum_values<E>();
  static const auto names = [] {
    std::vector<std::string_view> list;
    for (const auto& [name, enumerator] : values) list.push_back(name);
    return list;
  }();
  if (auto index = read_choice(value, place, names, errors)) out = values[*index].second;
}

template <class T>
void read_formed_text(const boost::json::value& value, T& out, const Place& place, FieldErrors& errors) {
  const auto text = read_text(value, place, default_rule, errors);
  if (!text) return;
  if (auto parsed = TextForm<T>::parse(*text))
    out = std::move(*parsed);
  else
    errors.add(place, TextForm<T>::error);
}

template <class T>
void read_int(const boost::json::value& value, T& out, const Place& place, const Rule& rule, FieldErrors& errors) {
  Rule narrowed = rule;
  if constexpr (std::cmp_greater(std::numeric_limits<T>::min(), std::numeric_limits<std::int64_t>::min()))
    narrowed.minimum = std::max(narrowed.minimum, static_cast<std::int64_t>(std::numeric_limits<T>::min()));
  if constexpr (std::cmp_less(std::numeric_limits<T>::max(), std::numeric_limits<std::int64_t>::max()))
    narrowed.maximum = std::min(narrowed.maximum, static_cast<std::int64_t>(std::numeric_limits<T>::max()));
  if (auto number = read_integer(value, place, narrowed, errors)) out = static_cast<T>(*number);
}

/// A value that has no default constructor (an Id) is made by reading it.
template <class T>
T blank() {
  if constexpr (std::is_default_constructible_v<T>)
    return T{};
  else
    return T::stored({});
}

template <class T>
void read_list(const boost::json::value& value, std::vector<T>& out, const Place& place, const Rule& rule, FieldErrors& errors) {
  const auto* array = read_array(value, place, rule, errors);
  if (array == nullptr) return;
  out.clear();
  out.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    T element = blank<T>();
    read((*array)[i], element, Place{.parent = &place, .index = i}, rule, errors);
    out.push_back(std::move(element));
  }
}

template <class T>
void read_map(const boost::json::value& value, std::map<std::string, T>& out, const Place& place, const Rule& rule, FieldErrors& errors) {
  const auto* object = read_object(value, place, errors);
  if (object == nullptr) return;
  out.clear();
  for (const auto& member : *object) {
    T element = blank<T>();
    read(member.value(), element, Place{.parent = &place, .key = member.key()}, rule, errors);
    out.emplace(member.key(), std::move(element));
  }
}

template <class T>
void read_struct(const boost::json::value& value, T& out, const Place& place, FieldErrors& errors) {
  const auto* object = read_object(value, place, errors);
  if (object == nullptr) return;
  std::vector<std::string_view> known;
  std::size_t present = 0;
  for_each_member<T>([&](auto descriptor, const std::string& name, const Rule& rule) {
    auto& member = out.*descriptor.pointer;
    using M = std::remove_cvref_t<decltype(member)>;
    known.push_back(name);
    const Place here{.parent = &place, .key = name};
    if (const auto* found = object->if_contains(name)) {
      ++present;
      read(*found, member, here, rule, errors);
    } else if (!is_optional<M> && !rule.has_default) {
      errors.add(here, field_errors::required);
    }
  });
  if (present != object->size()) report_unknown(*object, place, known, errors);
}

} // namespace detail

template <class T>
void read(const boost::json::value& value, T& out, const Place& place, const Rule& rule, FieldErrors& errors) {
  if constexpr (is_optional<T>) {
    if (value.is_null()) return out.reset();
    typename T::value_type inner = detail::blank<typename T::value_type>();
    read(value, inner, place, rule, errors);
    out = std::move(inner);
  } else if constexpr (std::same_as<T, std::string>) {
    if (auto text = read_text(value, place, rule, errors)) out = *text;
  } else if constexpr (std::same_as<T, bool>) {
    if (auto flag = read_boolean(value, place, errors)) out = *flag;
  } else if constexpr (Integer<T>) {
    detail::read_int(value, out, place, rule, errors);
  } else if constexpr (WireEnum<T>) {
    detail::read_enum(value, out, place, errors);
  } else if constexpr (HasTextForm<T>) {
    detail::read_formed_text(value, out, place, errors);
  } else if constexpr (is_list<T>) {
    detail::read_list(value, out, place, rule, errors);
  } else if constexpr (is_map<T>) {
    detail::read_map(value, out, place, rule, errors);
  } else if constexpr (std::same_as<T, boost::json::object>) {
    if (const auto* object = read_object(value, place, errors)) out = *object;
  } else if constexpr (std::same_as<T, boost::json::value>) {
    out = value;
  } else {
    static_assert(DescribedStruct<T>, "a DTO member's type needs BOOST_DESCRIBE_STRUCT, BOOST_DESCRIBE_ENUM or http::TextForm");
    detail::read_struct(value, out, place, errors);
  }
}

} // namespace http
