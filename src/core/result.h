#pragma once

#include "core/error.h"

#include <expected>
#include <optional>
#include <type_traits>
#include <utility>

namespace core {

using Failure = std::unexpected<Error>;

/// Makes the failing half of a Result: `return core::fail(csr_key_too_short, {{"bits", "1024"}});`.
inline Failure fail(Error error) { return Failure(std::move(error)); }
inline Failure fail(ErrorCode code, Params params = {}, std::string cause = {}) {
  return Failure(Error{code, std::move(params), std::move(cause), {}});
}

/// A value, or the Error that says why there is none. Input, time, network and database failures are
/// always a Result; an exception means a bug.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
public:
  using std::expected<T, Error>::expected;
  // GCC 12's inherited constructors do not convert from a T prvalue in every context.
  template <class U = T>
    requires(!std::is_void_v<T> && std::is_convertible_v<U &&, T> && !std::is_same_v<std::remove_cvref_t<U>, Result>)
  Result(U&& value) : std::expected<T, Error>(std::forward<U>(value)) {}
  Result(Failure failure) : std::expected<T, Error>(std::move(failure)) {}
};

template <>
class [[nodiscard]] Result<void> : public std::expected<void, Error> {
public:
  using std::expected<void, Error>::expected;
  Result() = default;
  Result(Failure failure) : std::expected<void, Error>(std::move(failure)) {}
};

/// Turns an absent optional into the given error.
template <class T>
Result<T> require(std::optional<T> value, ErrorCode code, Params params = {}) {
  if (!value) return fail(code, std::move(params));
  return std::move(*value);
}

} // namespace core

/// Evaluates to the value of a Result, or returns its error from the enclosing function.
#define TRY(...) SHOMEI_TRY_NUMBERED(__COUNTER__, __VA_ARGS__)
// The number keeps a TRY inside another's argument from shadowing its variable.
#define SHOMEI_TRY_NUMBERED(number, ...) SHOMEI_TRY(number, __VA_ARGS__)
#define SHOMEI_TRY(number, ...)                                                                                                            \
  __extension__({                                                                                                                          \
    auto&& try_result_##number = (__VA_ARGS__);                                                                                            \
    if (!try_result_##number) return ::core::fail(std::move(try_result_##number).error());                                                 \
    *std::move(try_result_##number);                                                                                                       \
  })
