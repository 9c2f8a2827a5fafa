#include "storage/orders.h"
#include "storage/statement.h"

namespace storage {

core::Result<void> insert_quote(Transaction& tx, const QuoteRow& quote) { return insert<"quotes">(tx, quote); }

core::Result<QuoteRow> load_quote(Transaction& tx, const QuoteId& id) { return load<QuoteRow, "FROM quotes WHERE id = $1">(tx, id); }

core::Result<std::optional<QuoteRow>> find_quote_by_token(Transaction& tx, std::string_view token_hash) {
  return find<QuoteRow, "FROM quotes WHERE token_hash = $1">(tx, token_hash);
}

core::Result<void> set_quote_status(Transaction& tx, const QuoteId& id, std::string_view from, std::string_view to) {
  return expect_current(tx.exec("UPDATE quotes SET status = $3 WHERE id = $1 AND status = $2", id, from, to));
}

core::Result<std::int64_t> lapse_quotes(Transaction& tx, core::Instant now) {
  return tx.exec("UPDATE quotes SET status = 'lapsed' WHERE status IN ('draft', 'sent') AND valid_until < $1", now);
}

} // namespace storage
