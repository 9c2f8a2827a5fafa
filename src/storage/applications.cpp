#include "storage/applications.h"

#include "storage/phone_book.h"
#include "storage/statement.h"

namespace storage {

core::Result<void> insert_application(Transaction& tx, const ApplicationRow& application) {
  return insert<"applications">(tx, application);
}

core::Result<ApplicationRow> load_application(Transaction& tx, const ApplicationId& id, const Tenant& tenant) {
  return load<ApplicationRow, "FROM applications WHERE id = $1 AND ($2 = '' OR account_id = $2)">(tx, id, tenant.str());
}

core::Result<std::optional<ApplicationRow>> find_application_of_order(Transaction& tx, const OrderId& order) {
  return find<ApplicationRow, "FROM applications WHERE order_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1">(tx, order);
}

core::Result<void> update_application(Transaction& tx, const ApplicationRow& row) {
  return expect_current(
      tx.exec("UPDATE applications SET organization_id = $3, product = $4, status = $5, language = $6, draft = $7, names = $8, csr = $9, "
              "agreement_version = $10, agreement_accepted_at = $11, submitted_at = $12, decided_at = $13, decision_reason = $14, "
              "certificate_id = $15, version = version + 1 WHERE id = $1 AND version = $2",
              row.id, row.version, row.organization_id, row.product, row.status, row.language, row.draft, row.names, row.csr,
              row.agreement_version, row.agreement_accepted_at, row.submitted_at, row.decided_at, row.decision_reason, row.certificate_id));
}

core::Result<std::vector<ApplicationRow>> list_applications_in(Transaction& tx, std::string_view status, std::int64_t limit) {
  return list<ApplicationRow, "FROM applications WHERE status = $1 ORDER BY submitted_at, id LIMIT $2">(tx, status, limit);
}

core::Result<std::vector<ApplicationRow>> list_drafts_ordered_before(Transaction& tx, core::Instant before) {
  return list<ApplicationRow, "FROM applications WHERE status = 'draft' AND order_id IN (SELECT id FROM orders WHERE created_at < $1) "
                              "ORDER BY created_at, id">(tx, before);
}

core::Result<ContactId> put_contact(Transaction& tx, const ContactRow& row) {
  TRY(keep_claim(tx, {row.application_id, row.role, row.phone}));
  static const std::string sql =
      "INSERT INTO contacts (" + columns<ContactRow>() +
      ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (application_id, role) DO UPDATE SET "
      "family_name = excluded.family_name, given_name = excluded.given_name, family_kana = excluded.family_kana, "
      "given_kana = excluded.given_kana, employer = excluded.employer, department = excluded.department, title = excluded.title, "
      "email = excluded.email, phone = excluded.phone RETURNING id";
  return core::require(
      TRY(tx.one<ContactId>(sql, row.id, row.account_id, row.application_id, row.role, row.family_name, row.given_name, row.family_kana,
                            row.given_kana, row.employer, row.department, row.title, row.email, row.phone, row.created_at)),
      errors::database_failed);
}

core::Result<std::vector<ContactRow>> list_contacts(Transaction& tx, const ApplicationId& application) {
  return list<ContactRow, "FROM contacts WHERE application_id = $1 ORDER BY role">(tx, application);
}

core::Result<std::optional<ContactRow>> find_contact(Transaction& tx, const ApplicationId& application, std::string_view role) {
  return find<ContactRow, "FROM contacts WHERE application_id = $1 AND role = $2">(tx, application, role);
}

} // namespace storage
