#include "storage/consents.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> keep_agreement(Transaction& tx, const AgreementRow& agreement) {
  return done(tx.exec("INSERT INTO agreements (version, language, sha256, text, first_shown_at) VALUES ($1, $2, $3, $4, $5) "
                      "ON CONFLICT (version, language, sha256) DO NOTHING",
                      agreement.version, agreement.language, agreement.sha256, agreement.text, agreement.first_shown_at));
}

core::Result<std::optional<AgreementRow>> find_agreement(Transaction& tx, std::string_view sha256) {
  return find<AgreementRow, "FROM agreements WHERE sha256 = $1 ORDER BY first_shown_at LIMIT 1">(tx, sha256);
}

core::Result<void> insert_consent_link(Transaction& tx, const ConsentLinkRow& link) { return insert<"consent_links">(tx, link); }

core::Result<std::vector<core::Instant>> list_times_asked(Transaction& tx, const ApplicationId& application, core::Instant after) {
  return tx.query<core::Instant>("SELECT created_at FROM consent_links WHERE application_id = $1 AND created_at > $2 "
                                 "ORDER BY created_at DESC",
                                 application, after);
}

core::Result<std::optional<ConsentLinkRow>> find_consent_link(Transaction& tx, std::string_view token_hash) {
  return find<ConsentLinkRow, "FROM consent_links WHERE token_hash = $1">(tx, token_hash);
}

core::Result<ConsentLinkRow> load_consent_link(Transaction& tx, const ConsentLinkId& id) {
  return load<ConsentLinkRow, "FROM consent_links WHERE id = $1">(tx, id);
}

core::Result<void> hold_consent_link(Transaction& tx, const ConsentLinkId& id) {
  return done(tx.exec("UPDATE consent_links SET wrong_codes = wrong_codes WHERE id = $1", id));
}

core::Result<void> update_consent_link(Transaction& tx, const ConsentLinkRow& link) {
  return expect_found(tx.exec("UPDATE consent_links SET opened_at = $2, reminded_at = $3, code_hash = $4, code_sent_at = $5, "
                              "code_expires_at = $6, wrong_codes = $7, locked_until = $8 WHERE id = $1",
                              link.id, link.opened_at, link.reminded_at, link.code_hash, link.code_sent_at, link.code_expires_at,
                              link.wrong_codes, link.locked_until));
}

core::Result<bool> use_consent_link(Transaction& tx, const ConsentLinkId& id, core::Instant at) {
  return happened(tx.exec("UPDATE consent_links SET status = 'used', used_at = $2 WHERE id = $1 AND status = 'sent'", id, at));
}

core::Result<std::int64_t> revoke_consent_links(Transaction& tx, const ApplicationId& application) {
  return tx.exec("UPDATE consent_links SET status = 'revoked' WHERE application_id = $1 AND status = 'sent'", application);
}

core::Result<void> revoke_consent_link(Transaction& tx, const ConsentLinkId& id) {
  return done(tx.exec("UPDATE consent_links SET status = 'revoked' WHERE id = $1 AND status = 'sent'", id));
}

core::Result<std::vector<ConsentLinkRow>> list_links_to_remind(Transaction& tx, core::Instant made_before, core::Instant now,
                                                               std::int64_t limit) {
  return list<ConsentLinkRow, "FROM consent_links WHERE status = 'sent' AND created_at <= $1 AND expires_at > $2 AND "
                              "reminded_at IS NULL ORDER BY created_at, id LIMIT $3">(tx, made_before, now, limit);
}

core::Result<void> insert_consent(Transaction& tx, const ConsentRow& consent) { return insert<"consents">(tx, consent); }

core::Result<ConsentRow> load_consent(Transaction& tx, const ConsentId& id) {
  return load<ConsentRow, "FROM consents WHERE id = $1">(tx, id);
}

core::Result<std::vector<ConsentRow>> list_consents(Transaction& tx, const ApplicationId& application) {
  return list<ConsentRow, "FROM consents WHERE application_id = $1 AND status <> 'replaced' ORDER BY role">(tx, application);
}

core::Result<std::vector<ConsentRow>> list_every_consent(Transaction& tx, const ApplicationId& application) {
  return list<ConsentRow, "FROM consents WHERE application_id = $1 ORDER BY created_at, id">(tx, application);
}

core::Result<std::vector<ConsentLinkRow>> list_consent_links(Transaction& tx, const ApplicationId& application) {
  return list<ConsentLinkRow, "FROM consent_links WHERE application_id = $1 ORDER BY created_at, id">(tx, application);
}

core::Result<std::vector<ConsentRow>> list_consents_of_link(Transaction& tx, const ConsentLinkId& link) {
  return list<ConsentRow, "FROM consents WHERE link_id = $1 AND status <> 'replaced' ORDER BY role">(tx, link);
}

core::Result<bool> decide_consent(Transaction& tx, const ConsentRow& consent) {
  return happened(
      tx.exec("UPDATE consents SET status = $2, decided_at = $3, reason = $4, record_id = $5, agreement_sha256 = $6 WHERE id = $1 AND "
              "status = 'pending'",
              consent.id, consent.status, consent.decided_at, consent.reason, consent.record_id, consent.agreement_sha256));
}

core::Result<void> move_consent(Transaction& tx, const ConsentId& id, const ConsentLinkId& link) {
  return expect_found(tx.exec("UPDATE consents SET link_id = $2 WHERE id = $1 AND status = 'pending'", id, link));
}

core::Result<void> replace_consent(Transaction& tx, const ConsentId& id) {
  return expect_found(tx.exec("UPDATE consents SET status = 'replaced' WHERE id = $1 AND status <> 'replaced'", id));
}

} // namespace storage
