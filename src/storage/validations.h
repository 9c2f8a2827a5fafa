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
  std::string method; ///< dns_txt | web_file | email
  std::string random_value;
  std::string status; ///< pending | valid | failed | expired
  core::Instant created_at;
  core::Instant value_expires_at;
  std::optional<core::Instant> completed_at;
  std::optional<core::Instant> next_try_at;
  std::int64_t attempts;
  std::string last_found;
  std::string last_error;
  std::string caa = {};          ///< of the newest look: empty, `permitted`, or an error as it is kept
  std::string perspectives = {}; ///< of the newest look that was corroborated: JSON
};
BOOST_DESCRIBE_STRUCT(ValidationRow, (),
                      (id, account_id, application_id, fqdn, authorization_domain, method, random_value, status, created_at,
                       value_expires_at, completed_at, next_try_at, attempts, last_found, last_error, caa, perspectives))

core::Result<void> insert_validation(Transaction& tx, const ValidationRow& validation);
core::Result<ValidationRow> load_validation(Transaction& tx, const ValidationId& id, const Tenant& tenant);
core::Result<std::vector<ValidationRow>> list_validations(Transaction& tx, const ApplicationId& application);
/// What deciding on a valid validation takes.
struct FreshValidation {
  std::string fqdn;
  std::string method;
  std::optional<core::Instant> completed_at;
};
BOOST_DESCRIBE_STRUCT(FreshValidation, (), (fqdn, method, completed_at))
/// The newest valid validation of this authorization domain completed at or after `since` (the reuse limit of the day).
core::Result<std::optional<FreshValidation>> find_fresh_validation(Transaction& tx, const AccountId& account,
                                                                   std::string_view authorization_domain, core::Instant since);
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
/// Counts the attempt and keeps what it found; a validation that is no longer pending is left alone (false).
core::Result<bool> record_check(Transaction& tx, const ValidationId& id, const CheckOutcome& outcome);
/// What the newest look saw beside the value: CAA, and what each perspective said.
core::Result<void> record_sightings(Transaction& tx, const ValidationId& id, std::string_view caa, std::string_view perspectives);
/// Pending ones whose random value is too old become expired; returns how many.
core::Result<std::int64_t> expire_validations(Transaction& tx, core::Instant now);

} // namespace storage
