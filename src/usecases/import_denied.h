#pragma once

#include "storage/database.h"
#include "usecases/actor.h"

#include <filesystem>
#include <string>
#include <vector>

namespace usecases {

struct DeniedImport {
  std::size_t rows = 0;    ///< read and kept
  std::size_t changed = 0; ///< of which new, changed or back in force
  std::size_t refused = 0;
  std::vector<core::Error> first_refusals; ///< at most ten
  std::size_t cases = 0;                   ///< met by entries that no case was held against before
};

/// Imports a list in the format of docs/formats/denied-list.md under the name of its source, and screens again the cases that
/// what is new in force meets.
/// Importing a file twice changes nothing; rows that are none are told and skipped.
core::Result<DeniedImport> import_denied(storage::Database& database, const Actor& actor, const std::filesystem::path& file,
                                         const std::string& source, core::Instant now);

} // namespace usecases
