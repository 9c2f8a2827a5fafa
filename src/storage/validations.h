#pragma once

#include "storage/database.h"
#include "storage/tenant.h"

namespace storage {

/// One attempt to prove control of a name (C06).
struct ValidationRow {
  ValidationId id;
  AccountId account_id;
  std::optional<ApplicationId> application_id;
  std::string fqdn;
  std::string authorization_domain;
  std::string method;       ///< dns_txt | web_file | email | caa_email | txt_email
  std::string random_value; ///< empty where each mail has one of its own
  std::string status;       ///< pending | valid | failed | expired
  core::Instant created_at;
  core::Instant value_expires_at;
  std::optional<core::Instant> completed_at;
  std::optional<core::Instant> next_try_at;
  std::int64_t attempts;
  std::string last_found;
  std::string last_error;
  std::string profile = "tls.ov"; ///< of the policy tables: the one it was made for
  std::optional<RecordId> record_id = std::nullopt;
  std::optional<core::Instant> checked_at = std::nullopt;
  std::string caa = {};           ///< of the newest look: empty, `permitted`, or an error as it is kept
  std::string perspectives = {};  ///< of the newest look that was corroborated: JSON
  std::string look = {};          ///< domain::look_key of the proven domain
  std::string proven_domain = {}; ///< domain::proven_domain: what it speaks for
};
BOOST_DESCRIBE_STRUCT(ValidationRow, (),
                      (id, account_id, application_id, fqdn, authorization_domain, method, random_value, status, created_at,
                       value_expires_at, completed_at, next_try_at, attempts, last_found, last_error, profile, record_id, checked_at, caa,
                       perspectives, look, proven_domain))

core::Result<void> insert_validation(Transaction& tx, const ValidationRow& validation);
core::Result<ValidationRow> load_validation(Transaction& tx, const ValidationId& id, const Tenant& tenant);
core::Result<std::vector<ValidationRow>> list_validations(Transaction& tx, const ApplicationId& application);
/// What deciding on a valid validation takes.
struct FreshValidation {
  ValidationId id;
  std::string fqdn;
  std::string authorization_domain;
  std::string method;
  std::optional<core::Instant> completed_at;
  std::optional<RecordId> record_id;
};
BOOST_DESCRIBE_STRUCT(FreshValidation, (), (id, fqdn, authorization_domain, method, completed_at, record_id))
/// The newest valid validation that speaks for this domain, completed at or after `since` (the reuse limit of the day).
core::Result<std::optional<FreshValidation>> find_fresh_validation(Transaction& tx, const AccountId& account, std::string_view domain,
                                                                   core::Instant since);
/// All valid ones that speak for this domain, newest first.
core::Result<std::vector<FreshValidation>> list_valid_validations(Transaction& tx, const AccountId& account, std::string_view domain);
/// All valid and withdrawn ones of an account, by domain, the valid ones first, the newest first.
core::Result<std::vector<ValidationRow>> list_account_validations(Transaction& tx, const AccountId& account);
/// The pending one by this method at this domain, for the name itself, whose value lives longest.
core::Result<std::optional<ValidationRow>> find_pending_validation(Transaction& tx, const AccountId& account, std::string_view domain,
                                                                   std::string_view method);
/// Those of an account that wait and whose value still lives, the newest first.
core::Result<std::vector<ValidationRow>> list_pending_validations(Transaction& tx, const AccountId& account, core::Instant now);
/// The newest valid one that speaks for this domain, else the newest pending one, else the newest that was withdrawn.
core::Result<std::optional<ValidationRow>> find_account_domain(Transaction& tx, const AccountId& account, std::string_view domain);
/// Pending ones whose next try is due, oldest first.
core::Result<std::vector<ValidationRow>> list_due_validations(Transaction& tx, core::Instant now, std::int64_t limit);

/// What one check found; `next_try_at` is absent when no further one is planned.
struct CheckOutcome {
  std::string status;
  std::string found;
  std::string error;
  core::Instant at;
  std::optional<core::Instant> next_try_at;
};
/// Takes the look that begins `now`: false where another began after `since`, or where it is no longer pending. Of several at once one
/// gets it.
core::Result<bool> begin_look(Transaction& tx, const ValidationId& id, core::Instant since, core::Instant now);
/// Counts the attempt and keeps what it found; a validation that is no longer pending is left alone (false).
core::Result<bool> record_check(Transaction& tx, const ValidationId& id, const CheckOutcome& outcome);
/// What the newest look saw beside the value: CAA, and what each perspective said.
core::Result<void> record_sightings(Transaction& tx, const ValidationId& id, std::string_view caa, std::string_view perspectives);
core::Result<void> set_validation_record(Transaction& tx, const ValidationId& id, const RecordId& record);
/// A valid one counts no more: it is expired, and keeps the instant of its completion.
core::Result<void> withdraw_validation(Transaction& tx, const ValidationId& id);
/// Pending ones whose random value is too old, oldest first.
core::Result<std::vector<ValidationRow>> list_overdue_validations(Transaction& tx, core::Instant now, std::int64_t limit);
/// Valid ones of accounts that still have use for them, completed in a span of time and with none newer for the same domain; by id, after
/// `after`.
struct AgeingQuery {
  core::Instant from;
  core::Instant until;
  core::Instant now; ///< a retail account's certificates are still valid then
  std::string after = {};
  std::int64_t limit = 200;
};
core::Result<std::vector<ValidationRow>> list_ageing_validations(Transaction& tx, const AgeingQuery& query);

} // namespace storage
