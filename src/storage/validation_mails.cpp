#include "storage/validation_mails.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_validation_mail(Transaction& tx, const ValidationMailRow& mail) { return insert<"validation_mails">(tx, mail); }

core::Result<std::vector<ValidationMailRow>> list_validation_mails(Transaction& tx, const ValidationId& validation) {
  return list<ValidationMailRow, "FROM validation_mails WHERE validation_id = $1 ORDER BY created_at, id">(tx, validation);
}

core::Result<std::optional<ValidationMailRow>> find_validation_mail(Transaction& tx, std::string_view value_hash) {
  return find<ValidationMailRow, "FROM validation_mails WHERE value_hash = $1">(tx, value_hash);
}

core::Result<bool> answer_validation_mail(Transaction& tx, const ValidationMailRow& answered) {
  return happened(tx.exec("UPDATE validation_mails SET answer = $2, answered_at = $3, answered_from = $4 WHERE id = $1 AND answer = ''",
                          answered.id, answered.answer, answered.answered_at, answered.answered_from));
}

core::Result<void> set_validation_mail_sent(Transaction& tx, const ValidationMailId& id, core::Instant at) {
  return expect_found(tx.exec("UPDATE validation_mails SET sent_at = $2 WHERE id = $1", id, at));
}

core::Result<bool> note_evidence_notice(Transaction& tx, std::string_view subject, std::int64_t days, core::Instant now) {
  return happened(
      tx.exec("INSERT INTO evidence_notices (subject, days, sent_at) VALUES ($1, $2, $3) ON CONFLICT (subject, days) DO NOTHING", subject,
              days, now));
}

} // namespace storage
