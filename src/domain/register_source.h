#pragma once

#include <string_view>

/// The registers that can be imported (C07), by the names under which evidence refers to them.
namespace domain::register_source {

inline constexpr std::string_view nta = "nta_corporate_numbers";
inline constexpr std::string_view lei = "gleif_lei";

} // namespace domain::register_source
