#pragma once

#include "storage/database.h"
#include "storage/page.h"
#include "storage/tenant.h"

namespace storage {

/// A certificate as a sample's population has it.
struct IssuedRow {
  CertificateId id;
  AccountId account_id;
  std::optional<ApplicationId> application_id;
  std::optional<OrganizationId> organization_id;
  std::string product;
  std::string common_name;
  std::string organization_name;
  core::Bytes serial;
  core::Instant issued_at;
  core::Instant not_after;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(IssuedRow, (),
                      (id, account_id, application_id, organization_id, product, common_name, organization_name, serial, issued_at,
                       not_after, status))

/// Issued at or after `from` and before `until`, oldest first.
core::Result<std::vector<IssuedRow>> list_issued(Transaction& tx, core::Instant from, core::Instant until);
/// The case that a certificate rests on: of its application, or the newest approved one of its organization.
core::Result<std::optional<std::string>> find_case_behind(Transaction& tx, const IssuedRow& certificate);
/// The case of the application with that number.
core::Result<std::optional<CaseId>> find_case_numbered(Transaction& tx, std::string_view number);
/// Certificates that rest on an application's case: its own and those of its organization.
core::Result<std::vector<IssuedRow>> list_certificates_on(Transaction& tx, const ApplicationId& application,
                                                          const std::optional<OrganizationId>& organization);

/// What keeping a case's records depends on: the case, and every certificate of its account; see domain/retention.h.
struct RetainedRow {
  CaseId case_id;
  std::string application_number;
  std::string organization_name;
  std::string status;
  core::Instant opened_at;
  std::optional<core::Instant> decided_at;
  std::optional<core::Instant> recorded_at;
  std::optional<core::Instant> last_expiry;
  std::optional<core::Instant> last_reliance;
  std::int64_t records;
  std::optional<DestructionId> destruction_id;
  std::optional<std::string> destruction_asked_by;
  std::optional<core::Instant> destroyed_at;
};
BOOST_DESCRIBE_STRUCT(RetainedRow, (),
                      (case_id, application_number, organization_name, status, opened_at, decided_at, recorded_at, last_expiry,
                       last_reliance, records, destruction_id, destruction_asked_by, destroyed_at))
core::Result<RetainedRow> load_retained(Transaction& tx, const CaseId& id);
/// Oldest case first.
core::Result<Page<RetainedRow>> list_retained(Transaction& tx, std::string_view after, std::int64_t limit);

} // namespace storage
