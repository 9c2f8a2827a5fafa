#pragma once

#include "storage/audit.h"
#include "usecases/world.h"

namespace usecases {

/// The audit log, newest first; reading it is itself no act and leaves no record.
inline core::Result<std::vector<storage::AuditRow>> list_audit_events(World& world, const storage::AuditQuery& query) {
  return world.database.read([&](storage::Transaction& tx) { return storage::list_audit_events(tx, query); });
}

} // namespace usecases
