#pragma once

#include <functional>
#include <string_view>

namespace storage {

/// Lets a map keyed by std::string be searched by string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

} // namespace storage
