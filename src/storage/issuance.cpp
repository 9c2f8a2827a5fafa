#include "storage/issuance.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_issuer(Transaction& tx, const IssuerRow& issuer) { return insert<"issuers">(tx, issuer); }

core::Result<std::vector<IssuerRow>> list_issuers(Transaction& tx) { return list<IssuerRow, "FROM issuers ORDER BY created_at, id">(tx); }

core::Result<IssuerRow> load_issuer(Transaction& tx, const IssuerId& id) { return load<IssuerRow, "FROM issuers WHERE id = $1">(tx, id); }

core::Result<std::optional<IssuerRow>> find_issuer_by_slug(Transaction& tx, std::string_view slug) {
  return find<IssuerRow, "FROM issuers WHERE slug = $1">(tx, slug);
}

core::Result<void> insert_intent(Transaction& tx, const IntentRow& intent) { return insert<"issuance_intents">(tx, intent); }

core::Result<IntentRow> load_intent(Transaction& tx, const IntentId& id) {
  return load<IntentRow, "FROM issuance_intents WHERE id = $1">(tx, id);
}

core::Result<void> complete_intent(Transaction& tx, const IntentId& id) {
  return expect_current(tx.exec("UPDATE issuance_intents SET status = 'completed' WHERE id = $1 AND status = 'reserved'", id));
}

core::Result<void> abandon_intent(Transaction& tx, const IntentId& id) {
  return expect_current(
      tx.exec("UPDATE issuance_intents SET status = 'abandoned', request_key = NULL WHERE id = $1 AND status = 'reserved'", id));
}

core::Result<std::vector<IntentRow>> list_open_intents(Transaction& tx, const LeftOpen& which, std::int64_t limit) {
  return list<IntentRow,
              "FROM issuance_intents WHERE status = 'reserved' AND (created_at < $1 OR node = $2) ORDER BY created_at, id LIMIT $3">(
      tx, which.before, which.node, limit);
}

core::Result<std::optional<IntentRow>> find_intent_of_request(Transaction& tx, core::ByteView request_key) {
  return find<IntentRow, "FROM issuance_intents WHERE request_key = $1">(tx, request_key);
}

core::Result<void> put_crl(Transaction& tx, const CrlRow& crl) {
  return expect_current(
      tx.exec("INSERT INTO crls (issuer_id, shard, number, der, this_update, next_update) VALUES ($1, $2, $3, $4, $5, $6) "
              "ON CONFLICT (issuer_id, shard) DO UPDATE SET number = excluded.number, der = excluded.der, "
              "this_update = excluded.this_update, next_update = excluded.next_update "
              "WHERE crls.number < excluded.number",
              crl.issuer_id, crl.shard, crl.number, crl.der, crl.this_update, crl.next_update));
}

core::Result<std::optional<CrlRow>> find_crl(Transaction& tx, const IssuerId& issuer, std::int64_t shard) {
  return find<CrlRow, "FROM crls WHERE issuer_id = $1 AND shard = $2">(tx, issuer, shard);
}

core::Result<std::vector<CrlRow>> list_crls(Transaction& tx) { return list<CrlRow, "FROM crls ORDER BY issuer_id, shard">(tx); }

core::Result<void> block_key(Transaction& tx, core::ByteView key_sha256, std::string_view reason, core::Instant at) {
  return done(tx.exec("INSERT INTO blocked_keys (key_sha256, reason, at) VALUES ($1, $2, $3) ON CONFLICT (key_sha256) DO NOTHING",
                      key_sha256, reason, at));
}

core::Result<std::optional<std::string>> find_blocked_key(Transaction& tx, core::ByteView key_sha256) {
  return tx.one<std::string>("SELECT reason FROM blocked_keys WHERE key_sha256 = $1", key_sha256);
}

core::Result<void> insert_download_link(Transaction& tx, const DownloadLinkRow& link) { return insert<"download_links">(tx, link); }

core::Result<std::optional<DownloadLinkRow>> find_download_link(Transaction& tx, std::string_view token_hash, core::Instant now) {
  return find<DownloadLinkRow, "FROM download_links WHERE token_hash = $1 AND expires_at > $2">(tx, token_hash, now);
}

} // namespace storage
