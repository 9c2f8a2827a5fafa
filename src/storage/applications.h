#pragma once

#include "storage/database.h"
#include "storage/tenant.h"

namespace storage {

/// One wish for one certificate; `draft` is JSON.
struct ApplicationRow {
  ApplicationId id;
  std::string number;
  AccountId account_id;
  OrderId order_id;
  std::optional<OrganizationId> organization_id;
  std::string product;
  std::string status;
  std::string language;
  std::string draft;
  List names;
  std::optional<core::Bytes> csr;
  std::string agreement_version;
  std::optional<core::Instant> agreement_accepted_at;
  std::optional<core::Instant> submitted_at;
  std::optional<core::Instant> decided_at;
  std::string decision_reason;
  std::optional<CertificateId> certificate_id;
  std::int64_t version;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(ApplicationRow, (),
                      (id, number, account_id, order_id, organization_id, product, status, language, draft, names, csr, agreement_version,
                       agreement_accepted_at, submitted_at, decided_at, decision_reason, certificate_id, version, created_at))

core::Result<void> insert_application(Transaction& tx, const ApplicationRow& application);
core::Result<ApplicationRow> load_application(Transaction& tx, const ApplicationId& id, const Tenant& tenant);
core::Result<std::optional<ApplicationRow>> find_application_of_order(Transaction& tx, const OrderId& order);
/// Writes every column but id, number, account, order and created_at where the version is still the row's; the stored
/// version becomes one more. `version_stale` otherwise.
core::Result<void> update_application(Transaction& tx, const ApplicationRow& application);
/// Applications in a status, oldest submission first.
core::Result<std::vector<ApplicationRow>> list_applications_in(Transaction& tx, std::string_view status, std::int64_t limit);
/// Drafts of orders that were placed before that, oldest order first.
core::Result<std::vector<ApplicationRow>> list_drafts_ordered_before(Transaction& tx, core::Instant before);

struct ContactRow {
  ContactId id;
  AccountId account_id;
  ApplicationId application_id;
  std::string role; ///< technical | authorization | higher_authority | contract_signer | account_administrator
  std::string family_name;
  std::string given_name;
  std::string family_kana;
  std::string given_kana;
  std::string employer;
  std::string department;
  std::string title;
  std::string email;
  std::string phone;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (),
                      (id, account_id, application_id, role, family_name, given_name, family_kana, given_kana, employer, department, title,
                       email, phone, created_at))

/// One contact a role: the role's earlier contact gets these words and keeps its id; its earlier number stays
/// among those that were claimed (phone_book.h).
core::Result<ContactId> put_contact(Transaction& tx, const ContactRow& contact);
core::Result<std::vector<ContactRow>> list_contacts(Transaction& tx, const ApplicationId& application);
core::Result<std::optional<ContactRow>> find_contact(Transaction& tx, const ApplicationId& application, std::string_view role);

} // namespace storage
