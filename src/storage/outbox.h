#pragma once

#include "storage/database.h"
#include "storage/ids.h"

#include <chrono>

namespace storage {

/// A mail to send once the transaction is durable. `payload` is JSON for whoever delivers it; `object` is what it is about.
struct Mail {
  std::string to;
  std::string object;
  std::string payload;
};

struct OutboxRow {
  OutboxId id;
  std::string kind; ///< mail | webhook
  std::string destination;
  std::string object;
  std::string payload;
  core::Instant created_at;
  core::Instant next_try_at;
  std::int64_t attempts;
  std::string last_error;
  std::optional<core::Instant> delivered_at;
  std::optional<core::Instant> given_up_at;
};
BOOST_DESCRIBE_STRUCT(OutboxRow, (),
                      (id, kind, destination, object, payload, created_at, next_try_at, attempts, last_error, delivered_at, given_up_at))

core::Result<OutboxId> enqueue_mail(Transaction& tx, const Mail& mail, core::Instant now);
/// Takes due items for `lease`: nobody else gets them until it has passed, so a crashed deliverer's are tried again.
/// The attempt is counted.
core::Result<std::vector<OutboxRow>> claim_outbox(Transaction& tx, core::Instant now, std::chrono::seconds lease, std::int64_t limit);
core::Result<void> mark_delivered(Transaction& tx, const OutboxId& id, core::Instant now);
/// Next try after 30 s doubled with each attempt, at most 1 h; given up once `created_at` is 3 days old.
/// Returns whether there will be another.
core::Result<bool> mark_undelivered(Transaction& tx, const OutboxRow& item, std::string_view error, core::Instant now);
core::Result<void> give_up(Transaction& tx, const OutboxId& id, std::string_view error, core::Instant now);
/// The delivery log of an object, newest first.
core::Result<std::vector<OutboxRow>> list_outbox_of(Transaction& tx, std::string_view object);
/// What the mails about a case are about: the case, its application, its certificate, its domains and its records.
core::Result<std::vector<std::string>> list_mailed_objects(Transaction& tx, const CaseId& id, const ApplicationId& application);
/// Takes address, content and the servers' words from the mails about an object that are no longer to be sent.
core::Result<void> blank_outbox_of(Transaction& tx, std::string_view object);
/// When the next undelivered item is due, if there is one.
core::Result<std::optional<core::Instant>> next_outbox_due(Transaction& tx);

} // namespace storage
