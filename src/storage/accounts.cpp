#include "storage/accounts.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_account(Transaction& tx, const AccountRow& account) { return insert<"accounts">(tx, account); }

core::Result<void> hold_account(Transaction& tx, const AccountId& id) {
  return done(tx.exec("UPDATE accounts SET name = name WHERE id = $1", id));
}

core::Result<AccountRow> load_account(Transaction& tx, const AccountId& id) {
  return load<AccountRow, "FROM accounts WHERE id = $1">(tx, id);
}

core::Result<void> insert_client(Transaction& tx, const ClientRow& client) { return insert<"clients">(tx, client); }

core::Result<ClientRow> load_primary_client(Transaction& tx, const AccountId& account) {
  return load<ClientRow, "FROM clients WHERE account_id = $1 AND is_primary">(tx, account);
}

core::Result<void> insert_organization(Transaction& tx, const OrganizationRow& organization) {
  return insert<"organizations">(tx, organization);
}

core::Result<OrganizationRow> load_organization(Transaction& tx, const OrganizationId& id, const Tenant& tenant) {
  return load<OrganizationRow, "FROM organizations WHERE id = $1 AND ($2 = '' OR account_id = $2)">(tx, id, tenant.str());
}

core::Result<std::optional<OrganizationRow>> find_vetted_organization(Transaction& tx, const AccountId& account) {
  return find_known<OrganizationRow, "FROM organizations WHERE account_id = $1 AND status = 'vetted' ORDER BY created_at, id LIMIT 1">(
      tx, account);
}

core::Result<std::vector<OrganizationRow>> list_organizations(Transaction& tx, const AccountId& account) {
  return list<OrganizationRow, "FROM organizations WHERE account_id = $1 ORDER BY created_at, id">(tx, account);
}

core::Result<std::vector<OrganizationRow>> list_standing_organizations(Transaction& tx, const AccountId& account) {
  return list<OrganizationRow, "FROM organizations WHERE account_id = $1 AND (status = 'vetted' OR id IN (SELECT organization_id FROM "
                               "applications WHERE account_id = $1 AND organization_id IS NOT NULL AND status <> 'rejected' AND "
                               "status <> 'withdrawn' AND status <> 'lapsed')) ORDER BY created_at, id">(tx, account);
}

core::Result<void> update_organization(Transaction& tx, const OrganizationRow& row) {
  return expect_current(
      tx.exec("UPDATE organizations SET name = $3, name_kana = $4, name_latin = $5, corporate_number = $6, country = $7, state = $8, "
              "locality = $9, street = $10, postal_code = $11, phone = $12, certificate_organization = $13, certificate_state = $14, "
              "certificate_locality = $15, at_most_ten_members = $16, status = $17, business_category = $18, jurisdiction_country = $19, "
              "jurisdiction_state = $20, "
              "jurisdiction_locality = $21, registration_number = $22, certificate_street = $23, version = version + 1 "
              "WHERE id = $1 AND version = $2",
              row.id, row.version, row.name, row.name_kana, row.name_latin, row.corporate_number, row.country, row.state, row.locality,
              row.street, row.postal_code, row.phone, row.certificate_organization, row.certificate_state, row.certificate_locality,
              row.at_most_ten_members, row.status, row.business_category, row.jurisdiction_country, row.jurisdiction_state,
              row.jurisdiction_locality, row.registration_number, row.certificate_street));
}

} // namespace storage
