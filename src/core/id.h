#pragma once

#include "core/errors.h"
#include "core/result.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace core {

template <std::size_t N>
struct FixedString {
  constexpr FixedString(const char (&text)[N]) { std::copy_n(text, N, value); }
  constexpr std::string_view view() const { return {value, N - 1}; }
  char value[N];
};

/// 26 lower-case base-32 characters: the millisecond of creation, then 85 random bits, which count on within a thread's
/// millisecond. Sorts by creation, so that new rows land at one end of an index. No secret.
std::string new_id_text();

/// Whether text could be the part of an id behind its prefix.
bool is_id_text(std::string_view text);

/// An opaque, application-made identifier with a prefix that tells its kind: `crt_0f3k…`.
template <FixedString Prefix>
class Id {
public:
  static Id make() { return Id(std::string(Prefix.view()) + "_" + new_id_text()); }
  /// Refuses another kind's id and anything malformed with `invalid_id`, which reads as "not found".
  static Result<Id> parse(std::string_view text) {
    constexpr auto size = Prefix.view().size();
    if (!text.starts_with(Prefix.view()) || text.size() <= size || text[size] != '_' || !is_id_text(text.substr(size + 1)))
      return fail(errors::invalid_id);
    return Id(std::string(text));
  }
  /// For values that this program stored itself.
  static Id stored(std::string text) { return Id(std::move(text)); }

  const std::string& str() const { return text_; }
  friend auto operator<=>(const Id&, const Id&) = default;

private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

} // namespace core

template <core::FixedString Prefix>
struct std::hash<core::Id<Prefix>> {
  std::size_t operator()(const core::Id<Prefix>& id) const { return std::hash<std::string>{}(id.str()); }
};
