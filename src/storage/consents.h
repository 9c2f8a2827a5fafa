#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

/// The words of a subscriber agreement as somebody was shown them.
struct AgreementRow {
  std::string version;
  std::string language;
  std::string sha256;
  std::string text;
  core::Instant first_shown_at;
};
BOOST_DESCRIBE_STRUCT(AgreementRow, (), (version, language, sha256, text, first_shown_at))
/// Keeps the text, once.
core::Result<void> keep_agreement(Transaction& tx, const AgreementRow& agreement);
core::Result<std::optional<AgreementRow>> find_agreement(Transaction& tx, std::string_view sha256);

/// A mailed link to one person's page; `token_hash` is sha256_hex of its secret, `code_hash` of the code mailed apart from it.
struct ConsentLinkRow {
  ConsentLinkId id;
  AccountId account_id;
  ApplicationId application_id;
  std::string email;
  std::string token_hash;
  std::string status; ///< sent | used | revoked
  core::Instant created_at;
  core::Instant expires_at;
  std::optional<core::Instant> opened_at;
  std::optional<core::Instant> reminded_at;
  std::optional<core::Instant> used_at;
  std::string code_hash; ///< empty before the first code, and once a code is dead
  std::optional<core::Instant> code_sent_at;
  std::optional<core::Instant> code_expires_at;
  std::int64_t wrong_codes;
  std::optional<core::Instant> locked_until;
};
BOOST_DESCRIBE_STRUCT(ConsentLinkRow, (),
                      (id, account_id, application_id, email, token_hash, status, created_at, expires_at, opened_at, reminded_at, used_at,
                       code_hash, code_sent_at, code_expires_at, wrong_codes, locked_until))
core::Result<void> insert_consent_link(Transaction& tx, const ConsentLinkRow& link);
/// In any status: the caller tells used, expired and revoked apart.
/// When the application's links after an instant were made, the newest first.
core::Result<std::vector<core::Instant>> list_times_asked(Transaction& tx, const ApplicationId& application, core::Instant after);
core::Result<std::optional<ConsentLinkRow>> find_consent_link(Transaction& tx, std::string_view token_hash);
core::Result<ConsentLinkRow> load_consent_link(Transaction& tx, const ConsentLinkId& id);
/// Nobody else reads it for a change until the transaction ends: of several who type codes at once each is counted.
core::Result<void> hold_consent_link(Transaction& tx, const ConsentLinkId& id);
/// Writes opening, reminder and code.
core::Result<void> update_consent_link(Transaction& tx, const ConsentLinkRow& link);
/// False where the link was not `sent` any more.
core::Result<bool> use_consent_link(Transaction& tx, const ConsentLinkId& id, core::Instant at);
/// Revokes the application's links that are still out; returns how many.
core::Result<std::int64_t> revoke_consent_links(Transaction& tx, const ApplicationId& application);
core::Result<void> revoke_consent_link(Transaction& tx, const ConsentLinkId& id);
/// Links that are still out, made before `made_before`, alive at `now` and never reminded of; oldest first.
core::Result<std::vector<ConsentLinkRow>> list_links_to_remind(Transaction& tx, core::Instant made_before, core::Instant now,
                                                               std::int64_t limit);

/// What one role's person was asked, and the answer.
struct ConsentRow {
  ConsentId id;
  AccountId account_id;
  ApplicationId application_id;
  std::string role; ///< authorization | higher_authority | contract_signer
  ConsentLinkId link_id;
  std::string person; ///< the name that was asked
  std::string email;
  std::string status; ///< pending | consented | declined | replaced
  std::optional<core::Instant> decided_at;
  std::string reason;
  std::string agreement_sha256; ///< of the words that a contract signer signed
  std::optional<RecordId> record_id;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(ConsentRow, (),
                      (id, account_id, application_id, role, link_id, person, email, status, decided_at, reason, agreement_sha256,
                       record_id, created_at))
core::Result<void> insert_consent(Transaction& tx, const ConsentRow& consent);
core::Result<ConsentRow> load_consent(Transaction& tx, const ConsentId& id);
/// The current ones of an application, by role; those of persons who were replaced are left out.
core::Result<std::vector<ConsentRow>> list_consents(Transaction& tx, const ApplicationId& application);
/// All that were ever asked, those of replaced persons too; oldest first.
core::Result<std::vector<ConsentRow>> list_every_consent(Transaction& tx, const ApplicationId& application);
/// Every link that was mailed about an application, oldest first.
core::Result<std::vector<ConsentLinkRow>> list_consent_links(Transaction& tx, const ApplicationId& application);
core::Result<std::vector<ConsentRow>> list_consents_of_link(Transaction& tx, const ConsentLinkId& link);
/// Records the answer; false where it had been given before.
core::Result<bool> decide_consent(Transaction& tx, const ConsentRow& consent);
/// Puts a pending consent under another link.
core::Result<void> move_consent(Transaction& tx, const ConsentId& id, const ConsentLinkId& link);
core::Result<void> replace_consent(Transaction& tx, const ConsentId& id);

} // namespace storage
