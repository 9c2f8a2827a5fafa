#pragma once

#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/calls.h"
#include "storage/certificates.h"
#include "storage/issuance.h"
#include "storage/licences.h"
#include "storage/orders.h"
#include "storage/users.h"
#include "storage/validations.h"
#include "support/database.h"

/// Rows whose foreign keys hold; a test changes what matters to it.
namespace builders {

using std::chrono::seconds;
using storage::Transaction;

inline const core::Instant now = core::from_unix(1'790'000'000);

inline storage::AccountRow account(std::string kind = "retail") {
  return {storage::AccountId::make(), std::move(kind), "株式会社青空商事", "ja", "Asia/Tokyo", now};
}
inline storage::UserRow user(const std::string& email, const std::optional<storage::AccountId>& account_id = {}) {
  return {storage::UserId::make(),
          account_id,
          account_id ? "super_admin" : "specialist",
          email,
          "青井 葵",
          "ja",
          "hash",
          true,
          {},
          {},
          false,
          0,
          0,
          core::from_unix(0),
          false,
          now};
}
inline storage::OrganizationRow organization(const storage::AccountId& account_id, const storage::ClientId& client_id) {
  return {storage::OrganizationId::make(),
          account_id,
          client_id,
          "株式会社青空商事",
          "アオゾラショウジ",
          "Aozora Shoji K.K.",
          "9990001000017",
          "JP",
          "東京都",
          "千代田区",
          "架空町1-2-3",
          "100-9999",
          "03-0000-0001",
          "Aozora Shoji K.K.",
          "Tokyo",
          "Chiyoda-ku",
          false,
          "unvetted",
          1,
          now};
}
inline storage::QuoteRow quote(const std::string& number) {
  return {storage::QuoteId::make(),
          number,
          "token-" + number,
          std::nullopt,
          "sent",
          "advantage",
          1,
          {"aozora.example.jp", "www.aozora.example.jp"},
          "ja",
          "{}",
          "[]",
          "受領 花子",
          "hanako@aozora.example.jp",
          50'000,
          5'000,
          55'000,
          now + std::chrono::hours{720},
          now};
}
inline storage::OrderRow order(const std::string& number, const storage::QuoteId& quote_id, const storage::AccountId& account_id) {
  return {storage::OrderId::make(),
          number,
          quote_id,
          account_id,
          "placed",
          "advantage",
          1,
          {"aozora.example.jp", "www.aozora.example.jp"},
          "ja",
          "青井 葵",
          "tanto@aozora.example.jp",
          "受領 花子",
          "hanako@aozora.example.jp",
          "{}",
          55'000,
          0,
          1,
          now};
}
inline storage::ApplicationRow application(const std::string& number, const storage::OrderRow& order) {
  return {storage::ApplicationId::make(),
          number,
          order.account_id,
          order.id,
          {},
          "advantage",
          "draft",
          "ja",
          "{}",
          order.names,
          {},
          "",
          {},
          {},
          {},
          "",
          {},
          1,
          now};
}
inline storage::CallRow call(const storage::CaseId& case_id, core::Instant at) {
  return {.id = storage::CallId::make(),
          .case_id = case_id,
          .step = "authorization_call",
          .also_step = "",
          .contact_id = {},
          .status = "scheduled",
          .scheduled_at = at,
          .due_at = at,
          .revision = 0,
          .booked_by = "app_1",
          .reminded_at = {},
          .language = "ja",
          .number = "+81300000001",
          .number_shown = "03-0000-0001",
          .extension = "",
          .number_source = "directory",
          .outcome = "",
          .reached_name = "",
          .reached_department = "",
          .answers = "[]",
          .note = "",
          .called_by = "",
          .called_at = {},
          .stated_title = ""};
}
inline storage::IssuerRow issuer(const std::string& slug) {
  return {storage::IssuerId::make(), slug, "ov", {}, "private", core::to_bytes("der"), now + std::chrono::hours{87'600}, now};
}
/// By DNS, at the builders' now.
inline storage::ValidationRow proven_domain(const storage::AccountId& account_id, const std::string& domain) {
  storage::ValidationRow row{storage::ValidationId::make(), account_id, {}, domain, domain, "dns_txt", "value", "valid", now,
                             now + std::chrono::hours{720}, now,        {}, 1,      "",     ""};
  row.proven_domain = domain;
  return row;
}
inline storage::CertificateRow certificate(const storage::AccountId& account_id, const storage::IssuerId& issuer_id, std::uint32_t number) {
  const auto name = "host" + std::to_string(number) + ".aozora.example.jp";
  core::Bytes serial(16, 0x11);
  for (std::size_t i = 0; i < 4; ++i) serial[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  return {storage::CertificateId::make(),
          account_id,
          issuer_id,
          serial,
          {},
          {},
          "advantage",
          "ov_tls",
          name,
          {name, "www." + name},
          "Aozora Shoji K.K.",
          "ec",
          256,
          core::Bytes(32, 1),
          core::Bytes(32, 2),
          now,
          now + std::chrono::hours{24 * 397} - seconds{1},
          now,
          "active",
          {},
          {},
          0,
          core::Bytes(700, 0x30)};
}
inline storage::LicenceRow licence(const storage::AccountId& account_id, core::Instant lapses_at, std::string plan = "non_pooling") {
  return {storage::LicenceId::make(), account_id, {}, "advantage", std::move(plan), "available", now, lapses_at, {}};
}

/// An account with its client, an order and an application.
struct Customer {
  storage::AccountRow account;
  storage::ClientRow client;
  storage::OrganizationRow organization;
  storage::QuoteRow quote;
  storage::OrderRow order;
  storage::ApplicationRow application;
};
inline Customer customer(storage::Database& db, const std::string& number) {
  auto account_row = account();
  storage::ClientRow client{storage::ClientId::make(), account_row.id, "株式会社青空商事", true, now};
  auto organization_row = organization(account_row.id, client.id);
  auto quote_row = quote("Q-" + number);
  auto order_row = order("O-" + number, quote_row.id, account_row.id);
  auto application_row = application("A-" + number, order_row);
  support::must(db.write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_account(tx, account_row));
    TRY(storage::insert_client(tx, client));
    TRY(storage::insert_organization(tx, organization_row));
    TRY(storage::insert_quote(tx, quote_row));
    TRY(storage::insert_order(tx, order_row));
    return storage::insert_application(tx, application_row);
  }));
  return {account_row, client, organization_row, quote_row, order_row, application_row};
}

} // namespace builders
