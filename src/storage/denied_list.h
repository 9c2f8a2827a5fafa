#pragma once

#include "storage/database.h"
#include "storage/page.h"
#include "storage/tenant.h"

namespace storage {

/// An entry of the denied list; retired, never removed.
struct DeniedRow {
  DeniedId id;
  std::string kind; ///< name | domain | country | person | number | protected_domain
  std::string value;
  std::string key;
  std::string source;
  std::string reason;
  core::Instant valid_from;
  std::optional<core::Instant> valid_until;
  std::string entered_by;
  core::Instant entered_at;
  std::string retired_by;
  std::optional<core::Instant> retired_at;
  std::string retire_reason;
  std::optional<core::Instant> screened_at = {}; ///< when the cases were held against it, in force, as it reads now
};
BOOST_DESCRIBE_STRUCT(DeniedRow, (),
                      (id, kind, value, key, source, reason, valid_from, valid_until, entered_by, entered_at, retired_by, retired_at,
                       retire_reason, screened_at))

/// A source that has the key among its entries that are not retired is `violates(e, "denied_entries", "kind,key,source")`.
core::Result<void> insert_denied(Transaction& tx, const DeniedRow& row);
/// Inserts, or gives the source's entry of that key these words and days; false where nothing changed. An entry that has begun keeps its
/// first day unless the source names one (`dated`).
core::Result<bool> put_denied(Transaction& tx, const DeniedRow& row, bool dated);
core::Result<DeniedRow> load_denied(Transaction& tx, const DeniedId& id);
/// `version_stale` where the entry is retired already.
core::Result<void> retire_denied(Transaction& tx, const DeniedRow& row);
/// In force at an instant.
core::Result<std::vector<DeniedRow>> list_active_denied(Transaction& tx, core::Instant at);
/// Those in force that no case was held against yet.
core::Result<std::vector<DeniedRow>> list_unscreened_denied(Transaction& tx, core::Instant at);
/// Notes that the cases were held against the entry; nothing where it has changed meanwhile, so that it is screened again.
core::Result<void> note_screened(Transaction& tx, const DeniedRow& row, core::Instant at);

struct DeniedQuery {
  std::string q = {};    ///< part of value, key, source or reason
  std::string kind = {}; ///< empty: every one
  bool retired = false;
  std::string after = {};
  std::int64_t limit = 50;
};
/// Newest first.
core::Result<Page<DeniedRow>> list_denied(Transaction& tx, const DeniedQuery& query);

/// A domain entry in force at `now` with one of these keys; cheap, for each issuing.
core::Result<std::optional<DeniedId>> find_denied_domain(Transaction& tx, const std::vector<std::string>& keys, core::Instant now);

} // namespace storage
