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

core::Result<std::optional<FreshValidation>> find_fresh_validation(Transaction& tx, const AccountId& account, std::string_view domain,
                                                                   core::Instant since) {
  return find_known<FreshValidation, "FROM domain_validations WHERE account_id = $1 AND proven_domain = $2 AND status = 'valid' AND "
                                     "completed_at >= $3 ORDER BY completed_at DESC, id DESC LIMIT 1">(tx, account, domain, since);
}

core::Result<std::vector<FreshValidation>> list_valid_validations(Transaction& tx, const AccountId& account, std::string_view domain) {
  return list<FreshValidation, "FROM domain_validations WHERE account_id = $1 AND proven_domain = $2 AND status = 'valid' ORDER BY "
                               "completed_at DESC, id DESC">(tx, account, domain);
}

core::Result<std::vector<ValidationRow>> list_account_validations(Transaction& tx, const AccountId& account) {
  return list<ValidationRow, "FROM domain_validations WHERE account_id = $1 AND (status = 'valid' OR (status = 'expired' AND "
                             "completed_at IS NOT NULL)) ORDER BY proven_domain, status DESC, completed_at DESC, id LIMIT 5000">(tx,
                                                                                                                                 account);
}

core::Result<std::optional<ValidationRow>> find_pending_validation(Transaction& tx, const AccountId& account, std::string_view domain,
                                                                   std::string_view method) {
  return find<ValidationRow, "FROM domain_validations WHERE account_id = $1 AND proven_domain = $2 AND authorization_domain = $2 AND "
                             "method = $3 AND status = 'pending' ORDER BY value_expires_at DESC, id DESC LIMIT 1">(tx, account, domain,
                                                                                                                   method);
}

core::Result<std::vector<ValidationRow>> list_pending_validations(Transaction& tx, const AccountId& account, core::Instant now) {
  return list<ValidationRow, "FROM domain_validations WHERE account_id = $1 AND status = 'pending' AND value_expires_at > $2 ORDER BY "
                             "created_at DESC, id LIMIT 5000">(tx, account, now);
}

core::Result<std::optional<ValidationRow>> find_account_domain(Transaction& tx, const AccountId& account, std::string_view domain) {
  return find<ValidationRow, "FROM domain_validations WHERE account_id = $1 AND proven_domain = $2 AND (status = 'valid' OR status "
                             "= 'pending' OR (status = 'expired' AND completed_at IS NOT NULL)) ORDER BY status DESC, completed_at DESC, "
                             "created_at DESC, id DESC LIMIT 1">(tx, account, domain);
}

core::Result<std::vector<ValidationRow>> list_due_validations(Transaction& tx, core::Instant now, std::int64_t limit) {
  return list<ValidationRow, "FROM domain_validations WHERE status = 'pending' AND next_try_at <= $1 ORDER BY next_try_at LIMIT $2">(
      tx, now, limit);
}

core::Result<bool> begin_look(Transaction& tx, const ValidationId& id, core::Instant since, core::Instant now) {
  return happened(tx.exec("UPDATE domain_validations SET checked_at = $3 WHERE id = $1 AND status = 'pending' AND "
                          "(checked_at IS NULL OR checked_at <= $2 OR checked_at > $3)",
                          id, since, now));
}

core::Result<bool> record_check(Transaction& tx, const ValidationId& id, const CheckOutcome& outcome) {
  const auto completed = outcome.status == "valid" ? std::optional(outcome.at) : std::nullopt;
  return happened(tx.exec("UPDATE domain_validations SET status = $2, last_found = $3, last_error = $4, completed_at = $5, "
                          "next_try_at = $6, attempts = attempts + 1, checked_at = $7 WHERE id = $1 AND status = 'pending'",
                          id, outcome.status, outcome.found, outcome.error, completed, outcome.next_try_at, outcome.at));
}

core::Result<void> record_sightings(Transaction& tx, const ValidationId& id, std::string_view caa, std::string_view perspectives) {
  return done(tx.exec("UPDATE domain_validations SET caa = $2, perspectives = $3 WHERE id = $1", id, caa, perspectives));
}

core::Result<void> set_validation_record(Transaction& tx, const ValidationId& id, const RecordId& record) {
  return expect_found(tx.exec("UPDATE domain_validations SET record_id = $2 WHERE id = $1", id, record));
}

core::Result<void> withdraw_validation(Transaction& tx, const ValidationId& id) {
  return done(tx.exec("UPDATE domain_validations SET status = 'expired' WHERE id = $1 AND status = 'valid'", id));
}

core::Result<std::vector<ValidationRow>> list_overdue_validations(Transaction& tx, core::Instant now, std::int64_t limit) {
  return list<ValidationRow, "FROM domain_validations WHERE status = 'pending' AND value_expires_at <= $1 ORDER BY value_expires_at, id "
                             "LIMIT $2">(tx, now, limit);
}

core::Result<std::vector<ValidationRow>> list_ageing_validations(Transaction& tx, const AgeingQuery& query) {
  return list<ValidationRow,
              "FROM domain_validations WHERE status = 'valid' AND completed_at >= $1 AND completed_at <= $2 AND id > $4 AND NOT EXISTS "
              "(SELECT 1 FROM domain_validations newer WHERE newer.account_id = domain_validations.account_id AND "
              "newer.proven_domain = domain_validations.proven_domain AND newer.status = 'valid' AND "
              "newer.completed_at > domain_validations.completed_at) AND "
              "(EXISTS (SELECT 1 FROM accounts WHERE accounts.id = domain_validations.account_id AND accounts.kind <> 'retail') OR "
              "EXISTS (SELECT 1 FROM certificates WHERE certificates.account_id = domain_validations.account_id AND "
              "certificates.status = 'active' AND certificates.not_after > $3)) ORDER BY id LIMIT $5">(tx, query.from, query.until,
                                                                                                       query.now, query.after, query.limit);
}

} // namespace storage
