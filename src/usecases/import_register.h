#pragma once

#include "core/bytes.h"
#include "storage/database.h"
#include "usecases/actor.h"

#include <filesystem>
#include <functional>

namespace usecases {

struct ImportProgress {
  std::uintmax_t bytes_read = 0;
  std::uintmax_t bytes_total = 0;
  std::size_t rows = 0;
};
struct ImportReport {
  std::string source; ///< which register the file turned out to be of
  std::size_t rows = 0;
  std::size_t refused = 0;
  std::size_t older = 0;                   ///< than what is known of the entry already
  std::vector<core::Error> first_refusals; ///< at most ten
};

/// Imports a register's file (C07): the tax agency's corporate numbers, full or daily difference, UTF-8 or Shift-JIS, or GLEIF's LEI file,
/// which is known by its header. Memory stays bounded; repeating an import changes nothing. Rows that are not the latest of their corporate
/// number, or older than what is known of it, are left out, and deleted ones taken out.
core::Result<ImportReport> import_register(storage::Database& database, const Actor& actor, const std::filesystem::path& file,
                                           core::Instant now, const std::function<void(const ImportProgress&)>& on_progress = {});

} // namespace usecases
