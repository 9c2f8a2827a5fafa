#pragma once

#include "core/bytes.h"

#include <optional>
#include <string_view>
#include <vector>

/// The data files of `i18n/`, `policy/`, `catalogue/` and `src/storage/migrations/`, and the script of `src/outside/`, inside the binary.
namespace core::embedded {

/// The bytes of a file by its path in the source tree (`policy/private.tsv`).
std::optional<ByteView> file(std::string_view path);
/// The paths below a folder, sorted.
std::vector<std::string_view> files_below(std::string_view folder);

} // namespace core::embedded
