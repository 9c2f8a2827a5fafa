#pragma once

#include "core/i18n.h"
#include "core/result.h"

#include <fmt/core.h>

#include <string_view>

namespace cli {

/// One line of `i18n/*/cli.toml` on standard output.
inline void say(core::Language language, std::string_view key, const core::Params& params = {}) {
  fmt::print("{}\n", core::message(language, "cli", key, params));
}

/// What went wrong, in words and with its code, on standard error; the exit code: 1 refused, 2 wrong usage, 3 unavailable.
int report_error(const core::Error& error, core::Language language);

} // namespace cli
