#pragma once

#include <string_view>

namespace lint {

/// Calls `visit(label)` for each dotted label until it returns false; false then.
template <class Visit>
bool every_label(std::string_view name, Visit&& visit) {
  for (;;) {
    const auto dot = name.find('.');
    if (!visit(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

/// The name without a leading `*.`.
inline std::string_view without_wildcard(std::string_view name) { return name.starts_with("*.") ? name.substr(2) : name; }
/// The last label.
inline std::string_view top_label(std::string_view name) { return name.substr(name.rfind('.') + 1); }

/// Whether the name is in the ICANN section of the public suffix list (BR 3.2.2.6).
bool is_public_suffix(std::string_view name);
/// Whether the last label is delegated in the root zone, as far as the public suffix list knows.
bool is_delegated_top_label(std::string_view label);

} // namespace lint
