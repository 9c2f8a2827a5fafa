#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Described structs in TEXT columns. What this program stored an older release may have written, so reading takes what
/// is there and leaves the rest at its initial value.
namespace usecases {

namespace detail {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;

template <class T>
boost::json::value to_json(const T& value) {
  if constexpr (is_optional<T>) {
    return value ? to_json(*value) : boost::json::value(nullptr);
  } else if constexpr (is_list<T>) {
    boost::json::array items;
    for (const auto& item : value) items.push_back(to_json(item));
    return items;
  } else if constexpr (Described<T>) {
    boost::json::object object;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) { object.emplace(member.name, to_json(value.*member.pointer)); });
    return object;
  } else {
    return boost::json::value(value);
  }
}

template <class T>
void from_json(const boost::json::value& json, T& out) {
  if constexpr (is_optional<T>) {
    if (json.is_null()) return;
    out.emplace();
    from_json(json, *out);
  } else if constexpr (is_list<T>) {
    if (!json.is_array()) return;
    for (const auto& item : json.get_array()) from_json(item, out.emplace_back());
  } else if constexpr (Described<T>) {
    if (!json.is_object()) return;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      if (const auto* found = json.get_object().if_contains(member.name)) from_json(*found, out.*member.pointer);
    });
  } else if constexpr (std::same_as<T, std::string>) {
    if (json.is_string()) out = std::string(json.get_string());
  } else if constexpr (std::same_as<T, bool>) {
    if (json.is_bool()) out = json.get_bool();
  } else {
    static_assert(std::integral<T>, "not a stored type");
    if (json.is_int64()) out = static_cast<T>(json.get_int64());
  }
}

} // namespace detail

template <class T>
std::string to_stored(const T& value) {
  return boost::json::serialize(detail::to_json(value));
}
template <class T>
T from_stored(std::string_view text) {
  T value{};
  boost::system::error_code failed;
  const auto json = boost::json::parse(text, failed);
  if (!failed) detail::from_json(json, value);
  return value;
}

} // namespace usecases
