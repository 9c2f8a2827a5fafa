#pragma once

#include "core/result.h"

#include <string_view>

namespace domain {

/// What people compare with their eyes must be what it seems: `text_invisible` and `text_mixed_script` name the character.
core::Result<void> check_legible(std::string_view text);

} // namespace domain
