#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

/// A mail that asks the holder of a domain to approve (C06). Its random value is kept as a hash only.
struct ValidationMailRow {
  ValidationMailId id;
  AccountId account_id;
  ValidationId validation_id;
  std::string value_hash; ///< sha256_hex of the value in the mail's address
  std::string address;
  std::string source;          ///< where the address comes from: `constructed`, `caa example.jp`, `txt example.jp`
  std::string source_evidence; ///< the look-ups that gave it
  List names;
  std::string language;
  core::Instant created_at;
  core::Instant sent_at; ///< last
  std::string answer;    ///< empty | approved | declined
  std::optional<core::Instant> answered_at;
  std::string answered_from; ///< remote address
};
BOOST_DESCRIBE_STRUCT(ValidationMailRow, (),
                      (id, account_id, validation_id, value_hash, address, source, source_evidence, names, language, created_at, sent_at,
                       answer, answered_at, answered_from))

core::Result<void> insert_validation_mail(Transaction& tx, const ValidationMailRow& mail);
core::Result<std::vector<ValidationMailRow>> list_validation_mails(Transaction& tx, const ValidationId& validation);
core::Result<std::optional<ValidationMailRow>> find_validation_mail(Transaction& tx, std::string_view value_hash);
/// The first answer stands: false where there is one.
core::Result<bool> answer_validation_mail(Transaction& tx, const ValidationMailRow& answered);
core::Result<void> set_validation_mail_sent(Transaction& tx, const ValidationMailId& id, core::Instant at);

/// Notes that the end of a piece of evidence was announced so many days ahead; false where it was before.
core::Result<bool> note_evidence_notice(Transaction& tx, std::string_view subject, std::int64_t days, core::Instant now);

} // namespace storage
