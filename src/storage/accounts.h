#pragma once

#include "storage/database.h"
#include "storage/tenant.h"

namespace storage {

struct AccountRow {
  AccountId id;
  std::string kind; ///< retail | trial | pooling | non_pooling
  std::string name;
  std::string language;
  std::string time_zone;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (id, kind, name, language, time_zone, created_at))

struct ClientRow {
  ClientId id;
  AccountId account_id;
  std::string name;
  bool is_primary;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(ClientRow, (), (id, account_id, name, is_primary, created_at))

/// A legal entity that can stand in a subject.
struct OrganizationRow {
  OrganizationId id;
  AccountId account_id;
  ClientId client_id;
  std::string name;
  std::string name_kana;
  std::string name_latin;
  std::string corporate_number;
  std::string country;
  std::string state;
  std::string locality;
  std::string street;
  std::string postal_code;
  std::string phone;
  std::string certificate_organization;
  std::string certificate_state;
  std::string certificate_locality;
  bool at_most_ten_members;
  std::string status; ///< unvetted | vetted | closed
  std::int64_t version;
  core::Instant created_at;
  std::string business_category = {}; ///< EV: of subject:businessCategory; empty where nobody applied for EV
  std::string jurisdiction_country = {};
  std::string jurisdiction_state = {};
  std::string jurisdiction_locality = {};
  std::string registration_number = {};
  std::string certificate_street = {}; ///< as it will stand in an EV certificate, or empty
};
BOOST_DESCRIBE_STRUCT(OrganizationRow, (),
                      (id, account_id, client_id, name, name_kana, name_latin, corporate_number, country, state, locality, street,
                       postal_code, phone, certificate_organization, certificate_state, certificate_locality, at_most_ten_members, status,
                       version, created_at, business_category, jurisdiction_country, jurisdiction_state, jurisdiction_locality,
                       registration_number, certificate_street))

core::Result<void> insert_account(Transaction& tx, const AccountRow& account);
core::Result<AccountRow> load_account(Transaction& tx, const AccountId& id);
/// Nobody else holds it until the transaction ends: of several who apply for it at once each sees the one before.
core::Result<void> hold_account(Transaction& tx, const AccountId& id);
core::Result<void> insert_client(Transaction& tx, const ClientRow& client);
/// The account's first client, which every account has once it has one at all.
core::Result<ClientRow> load_primary_client(Transaction& tx, const AccountId& account);

core::Result<void> insert_organization(Transaction& tx, const OrganizationRow& organization);
core::Result<OrganizationRow> load_organization(Transaction& tx, const OrganizationId& id, const Tenant& tenant);
/// The account's first one that may stand in a certificate.
core::Result<std::optional<OrganizationRow>> find_vetted_organization(Transaction& tx, const AccountId& account);
core::Result<std::vector<OrganizationRow>> list_organizations(Transaction& tx, const AccountId& account);
/// Those that were vetted, or are in an application that has not ended without a certificate.
core::Result<std::vector<OrganizationRow>> list_standing_organizations(Transaction& tx, const AccountId& account);
/// Writes every column but id, account, client and created_at, where the version is still the row's; the stored
/// version becomes one more. `version_stale` otherwise.
core::Result<void> update_organization(Transaction& tx, const OrganizationRow& organization);

} // namespace storage
