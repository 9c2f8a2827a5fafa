#pragma once

#include "domain/denied_list.h"
#include "storage/denied_list.h"
#include "usecases/world.h"

#include <chrono>

namespace usecases {

struct NewDenied {
  std::string kind;
  std::string value;
  std::string source;
  std::string reason;
  std::optional<std::chrono::year_month_day> from;  ///< in Japan; now where absent
  std::optional<std::chrono::year_month_day> until; ///< the last day
};

/// The row that a new entry becomes; refuses what is none of its kind.
core::Result<storage::DeniedRow> make_denied(const NewDenied& entry, const Actor& actor, core::Instant now);

/// Adds an entry and, where it is in force, holds the cases against it (apply_denied_entries).
core::Result<storage::DeniedRow> add_denied(World& world, const Actor& actor, const NewDenied& entry);
/// Takes an entry out of force; hits that it made stay.
core::Result<storage::DeniedRow> retire_denied(World& world, const Actor& actor, const storage::DeniedId& id, const std::string& reason);
core::Result<storage::Page<storage::DeniedRow>> list_denied(World& world, const storage::DeniedQuery& query);

} // namespace usecases
