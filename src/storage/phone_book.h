#pragma once

#include "storage/database.h"
#include "storage/ids.h"

#include <vector>

namespace storage {

/// A telephone number of an organization, with what says that it is theirs (C08); never changed but by its withdrawal.
struct NumberRow {
  NumberId id;
  OrganizationId organization_id;
  std::string number; ///< E.164
  std::string shown;  ///< as the source writes it
  std::string extension;
  std::string source;
  std::string evidence; ///< the directory's name, the page's address, the register
  std::string found_by;
  core::Instant found_at;
  std::string withdrawn_by = {};
  std::optional<core::Instant> withdrawn_at = {};
  std::string withdrawal_reason = {};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (),
                      (id, organization_id, number, shown, extension, source, evidence, found_by, found_at, withdrawn_by, withdrawn_at,
                       withdrawal_reason))

/// Unique by organization, number, extension and source while it is not withdrawn: `violates(e, "organization_numbers",
/// "organization_id,number,extension,source")`.
core::Result<void> insert_number(Transaction& tx, const NumberRow& number);
/// `not_found` for another organization's.
core::Result<NumberRow> load_number(Transaction& tx, const NumberId& id, const OrganizationId& organization);
/// Writes the withdrawal of a number that has none; false otherwise.
core::Result<bool> withdraw_number(Transaction& tx, const NumberRow& number);
/// A number that was dialled, as calls keep it.
struct DialledNumber {
  std::string number;
  std::string extension;
};
/// The newest withdrawal of it at or after `since`, by whatever source it was found. What is withdrawn without an extension is so with
/// every extension.
core::Result<std::optional<NumberRow>> find_withdrawn_number(Transaction& tx, const OrganizationId& organization,
                                                             const DialledNumber& dialled, core::Instant since);
core::Result<std::vector<NumberRow>> list_numbers(Transaction& tx, const OrganizationId& organization);

/// A telephone number that the applicant's side has given; it stays where another replaced it.
struct ClaimRow {
  ApplicationId application_id;
  std::string whose; ///< organization | orderer | a contact's role
  std::string shown;
};
BOOST_DESCRIBE_STRUCT(ClaimRow, (), (application_id, whose, shown))
/// Each once; nothing where the number is empty.
core::Result<void> keep_claim(Transaction& tx, const ClaimRow& claim);
/// Of every application of the account; the organization's own first.
core::Result<std::vector<ClaimRow>> list_claims(Transaction& tx, const AccountId& account);

} // namespace storage
