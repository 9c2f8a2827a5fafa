#pragma once

#include "core/clock.h"
#include "core/i18n.h"
#include "core/id.h"
#include "core/time.h"
#include "http/errors.h"
#include "http/rule.h"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace http {

/// How a type that is text on the wire is read and printed. Specialise it for a type of your own with
/// `parse(std::string_view) -> std::optional<T>`, `print(const T&) -> std::string`, `format` and `error`.
template <class T>
struct TextForm;

template <>
struct TextForm<core::Instant> {
  static constexpr std::string_view format = "date-time";
  static constexpr std::string_view error = field_errors::not_a_time;
  static std::optional<core::Instant> parse(std::string_view text) {
    auto instant = core::parse_rfc3339(text);
    return instant ? std::optional(*instant) : std::nullopt;
  }
  static std::string print(const core::Instant& instant) { return core::to_rfc3339(instant); }
};

template <>
struct TextForm<std::chrono::year_month_day> {
  static constexpr std::string_view format = "date";
  static constexpr std::string_view error = field_errors::not_a_date;
  static std::optional<std::chrono::year_month_day> parse(std::string_view text) {
    auto date = core::parse_date(text);
    return date ? std::optional(*date) : std::nullopt;
  }
  static std::string print(const std::chrono::year_month_day& date) { return core::to_string(date); }
};

template <core::FixedString Prefix>
struct TextForm<core::Id<Prefix>> {
  static constexpr std::string_view format{};
  static constexpr std::string_view error = field_errors::not_an_id;
  static std::optional<core::Id<Prefix>> parse(std::string_view text) {
    auto id = core::Id<Prefix>::parse(text);
    return id ? std::optional(std::move(*id)) : std::nullopt;
  }
  static std::string print(const core::Id<Prefix>& id) { return id.str(); }
};

template <class T>
concept HasTextForm = requires(const T& value) {
  { TextForm<T>::print(value) } -> std::convertible_to<std::string>;
};

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
concept JsonDocument = std::same_as<T, boost::json::value> || std::same_as<T, boost::json::object>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool>;

/// Enumerators in order, by their C++ names without a trailing underscore, unless `wire_name(E)` says otherwise.
template <class E>
std::string_view enum_name(E value) {
  if constexpr (std::same_as<E, core::Language>) {
    return core::to_string(value);
  } else if constexpr (requires { wire_name(value); }) {
    return wire_name(value);
  } else {
    std::string_view found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
      if (d.value == value) found = d.name;
    });
    if (found.ends_with('_')) found.remove_suffix(1);
    return found;
  }
}

template <class E>
constexpr std::vector<std::pair<std::string_view, E>> enum_values() {
  std::vector<std::pair<std::string_view, E>> values;
  if constexpr (std::same_as<E, core::Language>) {
    for (auto value : {core::Language::ja, core::Language::en}) values.emplace_back(enum_name(value), value);
  } else {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { values.emplace_back(enum_name(d.value), d.value); });
  }
  return values;
}

template <class T>
concept WireEnum = DescribedEnum<T> || std::same_as<T, core::Language>;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

/// `included_names` → `includedNames`; a trailing underscore goes.
std::string wire_field_name(std::string_view member);

inline constexpr Rule default_rule{};

namespace detail {

template <class T>
consteval bool rules_name_members() {
  if constexpr (requires { T::rules; }) {
    for (const Rule& rule : T::rules) {
      bool found = false;
      boost::mp11::mp_for_each<Members<T>>([&](auto d) { found = found || rule.field == d.name; });
      if (!found) return false;
    }
  }
  return true;
}

template <class T, class D>
struct MemberRule {
  static constexpr const Rule& find() {
    static_assert(rules_name_members<T>(), "a rule names a field that the DTO does not have");
    if constexpr (requires { T::rules; }) {
      for (const Rule& rule : T::rules)
        if (rule.field == D::name) return rule;
    }
    return default_rule;
  }
  static constexpr const Rule& value = find();
};

/// The unqualified name of a type, from the compiler's own spelling of it.
template <class T>
constexpr std::string_view bare_type_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name.remove_prefix(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  if (auto scope = name.rfind("::"); scope != std::string_view::npos) name.remove_prefix(scope + 2);
  return name;
}

} // namespace detail

/// The name of a DTO in OpenAPI: its C++ name, or what its static `dto_name()` returns.
template <class T>
std::string dto_name() {
  if constexpr (requires { T::dto_name(); })
    return T::dto_name();
  else
    return std::string(detail::bare_type_name<T>());
}

/// Calls `visit(descriptor, wire name, rule)` for each member of a DTO.
template <class T>
void for_each_member(auto&& visit) {
  boost::mp11::mp_for_each<Members<T>>([&]<class D>(D descriptor) {
    static const std::string name = wire_field_name(D::name);
    visit(descriptor, name, detail::MemberRule<T, D>::value);
  });
}

} // namespace http
