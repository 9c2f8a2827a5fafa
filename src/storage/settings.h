#pragma once

#include "storage/database.h"

namespace storage {

/// The next number of a sequence without gaps: rolled back with the transaction. Starts at 1.
core::Result<std::int64_t> next_count(Transaction& tx, std::string_view name);
/// `A-2026-000001`: a sequence for each prefix and year.
core::Result<std::string> next_document_number(Transaction& tx, std::string_view prefix, int year);

core::Result<std::optional<std::string>> find_setting(Transaction& tx, std::string_view name);
core::Result<void> put_setting(Transaction& tx, std::string_view name, std::string_view value);

/// The answer once given to a request with an Idempotency-Key. `request_hash` is sha256_hex of method, path and body.
struct IdempotencyRow {
  std::string actor;
  std::string key;
  std::string request_hash;
  std::int64_t status;
  std::string body;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(IdempotencyRow, (), (actor, key, request_hash, status, body, created_at))
/// Absent when the key is new; `idempotency_key_reused` when it came with another request.
core::Result<std::optional<IdempotencyRow>> find_idempotent_answer(Transaction& tx, std::string_view actor, std::string_view key,
                                                                   std::string_view request_hash);
/// Keeps an answer, in the transaction that did the work; of two at once the second violates
/// `("idempotency_keys", "actor,key")`, and finds the first one's answer.
core::Result<void> insert_idempotent_answer(Transaction& tx, const IdempotencyRow& answer);
/// Frees a key: its request was refused, or its node died.
core::Result<void> delete_idempotent_answer(Transaction& tx, std::string_view actor, std::string_view key);
core::Result<std::int64_t> delete_idempotent_answers(Transaction& tx, core::Instant before);

} // namespace storage
