#include "storage/outbox.h"

#include "storage/statement.h"

#include <algorithm>

namespace storage {
namespace {

constexpr std::chrono::seconds first_wait{30};
constexpr std::chrono::seconds longest_wait{3600};
constexpr std::chrono::hours patience{72};

std::chrono::seconds wait_after(std::int64_t attempts) {
  const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, 10);
  return std::min(first_wait * (std::int64_t{1} << doublings), longest_wait);
}

} // namespace

core::Result<OutboxId> enqueue_mail(Transaction& tx, const Mail& mail, core::Instant now) {
  auto id = OutboxId::make();
  TRY(insert<"outbox">(tx, OutboxRow{id, "mail", mail.to, mail.object, mail.payload, now, now, 0, "", {}, {}}));
  return id;
}

core::Result<std::vector<OutboxRow>> claim_outbox(Transaction& tx, core::Instant now, std::chrono::seconds lease, std::int64_t limit) {
  static const auto sql = [](std::string_view lock) {
    return "WITH due AS MATERIALIZED (SELECT id FROM outbox WHERE delivered_at IS NULL AND given_up_at IS NULL AND next_try_at <= $1 "
           "ORDER BY next_try_at, id LIMIT $2" +
           std::string(lock) + ") UPDATE outbox SET next_try_at = $3, attempts = attempts + 1 WHERE id IN (SELECT id FROM due) RETURNING " +
           columns<OutboxRow>();
  };
  static const std::string plain = sql("");
  static const std::string locking = sql(" FOR UPDATE SKIP LOCKED");
  return tx.query<OutboxRow>(tx.locks_rows() ? locking : plain, now, limit, now + lease);
}

core::Result<void> mark_delivered(Transaction& tx, const OutboxId& id, core::Instant now) {
  return done(tx.exec("UPDATE outbox SET delivered_at = $2, last_error = '' WHERE id = $1 AND delivered_at IS NULL", id, now));
}

core::Result<bool> mark_undelivered(Transaction& tx, const OutboxRow& item, std::string_view error, core::Instant now) {
  if (now - item.created_at >= patience) {
    TRY(give_up(tx, item.id, error, now));
    return false;
  }
  return happened(tx.exec("UPDATE outbox SET next_try_at = $2, last_error = $3 WHERE id = $1 AND attempts = $4 AND delivered_at IS NULL",
                          item.id, now + wait_after(item.attempts), error, item.attempts));
}

core::Result<void> give_up(Transaction& tx, const OutboxId& id, std::string_view error, core::Instant now) {
  return done(tx.exec("UPDATE outbox SET given_up_at = $2, last_error = $3 WHERE id = $1 AND delivered_at IS NULL", id, now, error));
}

core::Result<std::vector<OutboxRow>> list_outbox_of(Transaction& tx, std::string_view object) {
  return list<OutboxRow, "FROM outbox WHERE object = $1 ORDER BY created_at DESC, id DESC">(tx, object);
}

core::Result<std::vector<std::string>> list_mailed_objects(Transaction& tx, const CaseId& id, const ApplicationId& application) {
  auto objects = TRY(tx.query<std::string>(
      "SELECT id FROM vetting_records WHERE case_id = $1 "
      "UNION ALL SELECT id FROM domain_validations WHERE application_id = $2 "
      "UNION ALL SELECT m.id FROM validation_mails m JOIN domain_validations v ON v.id = m.validation_id WHERE v.application_id = $2 "
      "UNION ALL SELECT id FROM certificates WHERE account_id = (SELECT account_id FROM applications WHERE id = $2) AND application_id = "
      "$2",
      id, application));
  objects.push_back(id.str());
  objects.push_back(application.str());
  return objects;
}

core::Result<void> blank_outbox_of(Transaction& tx, std::string_view object) {
  return done(tx.exec("UPDATE outbox SET destination = '', payload = '{}', last_error = '' WHERE object = $1 AND "
                      "(delivered_at IS NOT NULL OR given_up_at IS NOT NULL)",
                      object));
}

core::Result<std::optional<core::Instant>> next_outbox_due(Transaction& tx) {
  return tx.one<core::Instant>(
      "SELECT next_try_at FROM outbox WHERE delivered_at IS NULL AND given_up_at IS NULL ORDER BY next_try_at LIMIT 1");
}

} // namespace storage
