#pragma once

#include "core/errors.h"
#include "storage/database.h"

namespace storage {

/// The one row that `select<Row, Tail>` finds, or `not_found`.
template <detail::Described Row, core::FixedString Tail, class... Args>
core::Result<Row> load(Transaction& tx, const Args&... args) {
  auto row = tx.one<Row>(select<Row, Tail>(), args...);
  if (!row) return core::Failure(std::move(row).error());
  return core::require(*std::move(row), core::errors::not_found);
}

/// The row, if `select<Row, Tail>` finds one.
template <detail::Described Row, core::FixedString Tail, class... Args>
core::Result<std::optional<Row>> find(Transaction& tx, const Args&... args) {
  return tx.one<Row>(select<Row, Tail>(), args...);
}

/// The same, remembered (Transaction::known).
template <detail::Described Row, core::FixedString Tail, class... Args>
core::Result<std::optional<Row>> find_known(Transaction& tx, const Args&... args) {
  return tx.known<Row>(select<Row, Tail>(), args...);
}

/// All rows of `select<Row, Tail>`.
template <detail::Described Row, core::FixedString Tail, class... Args>
core::Result<std::vector<Row>> list(Transaction& tx, const Args&... args) {
  return tx.query<Row>(select<Row, Tail>(), args...);
}

/// For a change that may touch no row.
inline core::Result<void> done(core::Result<std::int64_t> changed) {
  if (!changed) return core::Failure(std::move(changed).error());
  return {};
}

/// For a change of a row that must be there: `not_found` otherwise.
inline core::Result<void> expect_found(core::Result<std::int64_t> changed) {
  if (!changed) return core::Failure(std::move(changed).error());
  if (*changed == 0) return core::fail(core::errors::not_found);
  return {};
}

/// Whether a conditional change happened.
inline core::Result<bool> happened(core::Result<std::int64_t> changed) {
  if (!changed) return core::Failure(std::move(changed).error());
  return *changed > 0;
}

} // namespace storage
