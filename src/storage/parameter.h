#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/id.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace storage {

/// A list in one TEXT column, separated by a space (names, scopes): its items hold no white space.
using List = std::vector<std::string>;

/// The four column types that both engines share.
enum class Type : std::uint8_t { integer, boolean, text, bytes };

/// One `$n` of a statement. It views its argument, which must outlive the call.
class Parameter {
public:
  Parameter(Type type, std::nullptr_t) : type_(type), null_(true) {}
  explicit Parameter(std::int64_t number) : type_(Type::integer), number_(number) {}
  explicit Parameter(bool truth) : type_(Type::boolean), number_(truth) {}
  explicit Parameter(std::string_view text) : type_(Type::text), view_(text) {}
  explicit Parameter(core::ByteView bytes) : type_(Type::bytes), view_(core::as_text(bytes)) {}
  static Parameter owned(std::string text) {
    Parameter parameter{std::string_view{}};
    parameter.owned_ = std::move(text);
    return parameter;
  }

  Type type() const { return type_; }
  bool is_null() const { return null_; }
  std::int64_t number() const { return number_; }
  std::string_view data() const { return owned_ ? std::string_view(*owned_) : view_; }

private:
  Type type_;
  bool null_ = false;
  std::int64_t number_ = 0;
  std::string_view view_;
  std::optional<std::string> owned_;
};

namespace detail {
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <core::FixedString P>
inline constexpr bool is_id<core::Id<P>> = true;

/// An enum with `std::string_view to_string(E)` beside it.
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
  { to_string(value) } -> std::same_as<std::string_view>;
};
std::string join(const List& items);
List split(std::string_view text);

template <class T>
constexpr Type type_of() {
  if constexpr (std::is_same_v<T, bool>)
    return Type::boolean;
  else if constexpr (std::is_integral_v<T> || std::is_same_v<T, core::Instant>)
    return Type::integer;
  else if constexpr (is_id<T> || NamedEnum<T> || std::is_same_v<T, List> || std::is_convertible_v<const T&, std::string_view>)
    return Type::text;
  else {
    static_assert(std::is_convertible_v<const T&, core::ByteView>, "not a column type");
    return Type::bytes;
  }
}
} // namespace detail

/// How an argument is sent: integers, bool, text, bytes, Id, Instant, List, an enum by its to_string, or an optional of one.
template <class T>
Parameter to_parameter(const T& value) {
  if constexpr (detail::is_optional<T>) {
    using Inner = typename T::value_type;
    return value ? to_parameter(*value) : Parameter(detail::type_of<Inner>(), nullptr);
  } else if constexpr (std::is_same_v<T, bool>) {
    return Parameter(value);
  } else if constexpr (std::is_integral_v<T>) {
    return Parameter(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, core::Instant>) {
    return Parameter(core::to_unix(value));
  } else if constexpr (detail::is_id<T>) {
    return Parameter(std::string_view(value.str()));
  } else if constexpr (detail::NamedEnum<T>) {
    return Parameter(to_string(value));
  } else if constexpr (std::is_same_v<T, List>) {
    return Parameter::owned(detail::join(value));
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return Parameter(std::string_view(value));
  } else {
    return Parameter(core::ByteView(value));
  }
}

} // namespace storage
