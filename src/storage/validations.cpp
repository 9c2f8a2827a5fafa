#include "storage/validations.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_validation(Transaction& tx, const ValidationRow& validation) {
  return insert<"domain_validations">(tx, validation);
}

core::Result<ValidationRow> load_validation(Transaction& tx, const ValidationId& id, const Tenant& tenant) {
  return load<ValidationRow, "FROM domain_validations WHERE id = $1 AND ($2 = '' OR account_id = $2)">(tx, id, tenant.str());
}

core::Result<std::vector<ValidationRow>> list_validations(Transaction& tx, const ApplicationId& application) {
  return list<ValidationRow, "FROM domain_validations WHERE application_id = $1 ORDER BY created_at, id">(tx, application);
}

core::Result<std::optional<FreshValidation>> find_fresh_validation(Transaction& tx, const AccountId& account,
                                                                   std::string_view authorization_domain, core::Instant since) {
  return find_known<FreshValidation, "FROM domain_validations WHERE account_id = $1 AND authorization_domain = $2 AND status = 'valid' AND "
                                     "completed_at >= $3 ORDER BY completed_at DESC LIMIT 1">(tx, account, authorization_domain, since);
}

core::Result<std::vector<ValidationRow>> list_due_validations(Transaction& tx, core::Instant now, std::int64_t limit) {
  return list<ValidationRow, "FROM domain_validations WHERE status = 'pending' AND next_try_at <= $1 ORDER BY next_try_at LIMIT $2">(
      tx, now, limit);
}

core::Result<bool> record_check(Transaction& tx, const ValidationId& id, const CheckOutcome& outcome) {
  const auto completed = outcome.status == "valid" ? std::optional(outcome.at) : std::nullopt;
  return happened(tx.exec("UPDATE domain_validations SET status = $2, last_found = $3, last_error = $4, completed_at = $5, "
                          "next_try_at = $6, attempts = attempts + 1 WHERE id = $1 AND status = 'pending'",
                          id, outcome.status, outcome.found, outcome.error, completed, outcome.next_try_at));
}

core::Result<void> record_sightings(Transaction& tx, const ValidationId& id, std::string_view caa, std::string_view perspectives) {
  return done(tx.exec("UPDATE domain_validations SET caa = $2, perspectives = $3 WHERE id = $1", id, caa, perspectives));
}

core::Result<std::int64_t> expire_validations(Transaction& tx, core::Instant now) {
  return tx.exec("UPDATE domain_validations SET status = 'expired', next_try_at = NULL WHERE status = 'pending' AND value_expires_at <= $1",
                 now);
}

} // namespace storage
