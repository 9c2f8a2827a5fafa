#include "storage/phone_book.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_number(Transaction& tx, const NumberRow& number) { return insert<"organization_numbers">(tx, number); }

core::Result<NumberRow> load_number(Transaction& tx, const NumberId& id, const OrganizationId& organization) {
  return load<NumberRow, "FROM organization_numbers WHERE id = $1 AND organization_id = $2">(tx, id, organization);
}

core::Result<bool> withdraw_number(Transaction& tx, const NumberRow& number) {
  return happened(tx.exec("UPDATE organization_numbers SET withdrawn_by = $2, withdrawn_at = $3, withdrawal_reason = $4 "
                          "WHERE id = $1 AND withdrawn_at IS NULL",
                          number.id, number.withdrawn_by, number.withdrawn_at, number.withdrawal_reason));
}

core::Result<std::optional<NumberRow>> find_withdrawn_number(Transaction& tx, const OrganizationId& organization,
                                                             const DialledNumber& dialled, core::Instant since) {
  return find_known<NumberRow, "FROM organization_numbers WHERE organization_id = $1 AND number = $2 AND "
                               "(extension = '' OR extension = $3) AND withdrawn_at >= $4 ORDER BY withdrawn_at DESC LIMIT 1">(
      tx, organization, dialled.number, dialled.extension, since);
}

core::Result<std::vector<NumberRow>> list_numbers(Transaction& tx, const OrganizationId& organization) {
  return list<NumberRow, "FROM organization_numbers WHERE organization_id = $1 ORDER BY found_at, id">(tx, organization);
}

core::Result<void> keep_claim(Transaction& tx, const ClaimRow& claim) {
  if (claim.shown.empty()) return {};
  return done(tx.exec("INSERT INTO claimed_numbers (application_id, whose, shown) VALUES ($1, $2, $3) "
                      "ON CONFLICT (application_id, whose, shown) DO NOTHING",
                      claim.application_id, claim.whose, claim.shown));
}

core::Result<std::vector<ClaimRow>> list_claims(Transaction& tx, const AccountId& account) {
  return list<ClaimRow, "FROM claimed_numbers WHERE application_id IN (SELECT id FROM applications WHERE account_id = $1) "
                        "ORDER BY CASE whose WHEN 'organization' THEN 0 ELSE 1 END, whose, application_id, shown">(tx, account);
}

} // namespace storage
