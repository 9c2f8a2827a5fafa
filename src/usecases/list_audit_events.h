#pragma once

#include "storage/audit.h"
#include "storage/audit_names.h"
#include "usecases/world.h"

namespace usecases {

/// What somebody looks for in the audit log, in people's words; empty: everything.
struct AuditSearch {
  std::string who = {};    ///< a name, a mail address, an id or `system`
  std::string what = {};   ///< the action
  std::string object = {}; ///< a number, or an id
  std::optional<core::Instant> from = {};
  std::optional<core::Instant> until = {}; ///< exclusive
  std::string after = {};
  std::int64_t limit = 50;
};

/// An event with what its ids stand for.
struct AuditLine {
  storage::AuditRow row;
  storage::ActorName actor;
  storage::ObjectName object;
};
/// The audit log, newest first; reading it is itself no act and leaves no record.
core::Result<storage::Page<AuditLine>> list_audit_events(World& world, const AuditSearch& search);

} // namespace usecases
