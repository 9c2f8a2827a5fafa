#pragma once

#include "storage/database.h"
#include "storage/page.h"

#include "core/crypto.h"

namespace storage {

/// A stored event; `hash` chains it to the one before (docs/formats/audit-log.md).
struct AuditRow {
  std::int64_t seq;
  core::Instant at;
  std::string actor;
  std::string origin;
  std::string action;
  std::string object;
  std::string account_id;
  std::string details;
  core::Bytes hash;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (), (seq, at, actor, origin, action, object, account_id, details, hash))

/// Records the event in the same transaction: it is chained and written just before the commit, so that the chain is
/// locked for as short as can be, and exists if and only if what it tells of does.
void append_audit(Transaction& tx, AuditEvent event);

/// For the engines, last before a commit: chains and writes what append_audit kept.
core::Result<void> write_audit(Transaction& tx, const std::vector<AuditEvent>& events);

/// SHA-256 over the event's bytes and the hash before it, as docs/formats/audit-log.md gives them.
core::Sha256 audit_hash(core::ByteView previous, std::int64_t seq, const AuditEvent& event);

struct AuditVerification {
  std::int64_t events = 0;
  std::optional<std::int64_t> first_broken; ///< the first seq that is missing, changed or out of the chain
  bool intact() const { return !first_broken; }
};
/// Walks the whole log (`shomei admin verify-audit`).
core::Result<AuditVerification> verify_audit(Database& db);

/// What is wanted of the log; empty members ask for everything.
struct AuditQuery {
  std::vector<std::string> objects = {};
  std::vector<std::string> actors = {};
  std::string action = {};
  std::string account_id = {};
  std::optional<core::Instant> from = {};
  std::optional<core::Instant> until = {}; ///< exclusive
  std::string after = {};
  std::int64_t limit = 50;
};
/// An event with the hash of the one before it, so that its own can be checked.
struct ChainedAuditRow {
  AuditRow event;
  core::Bytes previous;
};
/// Every event of these objects, oldest first.
core::Result<std::vector<ChainedAuditRow>> list_audit_of(Transaction& tx, const std::vector<std::string>& objects);
/// Newest first. Each object, or else each actor, is looked up by an index of its own, so that a page costs as much in a long log as in a
/// short one.
core::Result<Page<AuditRow>> list_audit_events(Transaction& tx, const AuditQuery& query);

} // namespace storage
