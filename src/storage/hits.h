#pragma once

#include "core/crypto.h"
#include "storage/database.h"
#include "storage/page.h"
#include "storage/tenant.h"

namespace storage {

/// What the high-risk screening of a case met, and what a second specialist made of it.
struct HitRow {
  HitId id;
  CaseId case_id;
  AccountId account_id;
  std::string kind;
  std::string subject;
  std::string matched;
  std::string entry_id; ///< of the denied list, certificate or case; may be empty
  std::string source;
  std::int64_t score;
  core::Instant found_at;
  std::string decision; ///< empty | false_positive | accepted | confirmed
  std::string reason;
  std::string decided_by;
  std::optional<core::Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(HitRow, (),
                      (id, case_id, account_id, kind, subject, matched, entry_id, source, score, found_at, decision, reason, decided_by,
                       decided_at))

/// Keeps a hit that the case does not have yet; whether it was new.
core::Result<bool> put_hit(Transaction& tx, const HitRow& hit);
core::Result<HitRow> load_hit(Transaction& tx, const HitId& id);
/// Oldest first.
core::Result<std::vector<HitRow>> list_hits(Transaction& tx, const CaseId& id);
/// Writes decision, reason, who and when, where the hit's last decision is the one that was seen; `version_stale` otherwise.
core::Result<void> decide_hit(Transaction& tx, const HitRow& hit, const std::optional<core::Instant>& seen);
/// Whether the account has hits that nobody decided on in a case that goes on, or confirmed ones about its organization.
core::Result<bool> has_open_hits(Transaction& tx, const AccountId& account);

/// Whether a hit of this entry (or, without one, of this subject) was found false or accepted in a case of the account. A decision holds
/// on when the entry is retired and its source has the same key again.
core::Result<bool> has_cleared_hit(Transaction& tx, const AccountId& account, std::string_view entry_id, std::string_view subject);

/// That a case was screened: why, against how many entries, and what came of it.
struct ScreeningRow {
  ScreeningId id;
  CaseId case_id;
  std::string cause; ///< submission | recommendation | approval | issue | list_change
  std::int64_t entries;
  std::int64_t hits;
  std::int64_t new_hits;
  std::string screened_by;
  core::Instant at;
};
BOOST_DESCRIBE_STRUCT(ScreeningRow, (), (id, case_id, cause, entries, hits, new_hits, screened_by, at))
core::Result<void> insert_screening(Transaction& tx, const ScreeningRow& row);
core::Result<std::vector<ScreeningRow>> list_screenings(Transaction& tx, const CaseId& id);

/// A certificate that was revoked for keyCompromise or privilegeWithdrawn.
struct AbuseRow {
  std::string id;
  std::string organization;
  std::string corporate_number;
  List names;
  core::Bytes key_sha256;
  std::int64_t reason; ///< RFC 5280 5.3.1
};
BOOST_DESCRIBE_STRUCT(AbuseRow, (), (id, organization, corporate_number, names, key_sha256, reason))
core::Result<std::vector<AbuseRow>> list_revoked_for_cause(Transaction& tx);
/// A case that was rejected over a confirmed hit, or for the reason high_risk.
struct RejectedRow {
  std::string id;
  std::string organization;
  std::string corporate_number;
  List names;
};
BOOST_DESCRIBE_STRUCT(RejectedRow, (), (id, organization, corporate_number, names))
/// But for the case itself.
core::Result<std::vector<RejectedRow>> list_rejected_for_risk(Transaction& tx, const CaseId& but);

/// Authorization domains of this look (domain::look_key) that accounts other than this one have proven, each once.
core::Result<std::vector<std::string>> list_look_alikes(Transaction& tx, const AccountId& account, std::string_view look);

/// What a change of the list is held against: each case that goes on, and the newest approved one of an organization.
struct ScreenedCaseRow {
  CaseId id;
  ApplicationId application_id;
};
BOOST_DESCRIBE_STRUCT(ScreenedCaseRow, (), (id, application_id))
core::Result<std::vector<ScreenedCaseRow>> list_screened_cases(Transaction& tx);

} // namespace storage
