#include "usecases/apply_denied_entries.h"

#include "storage/denied_list.h"
#include "usecases/screening.h"

#include <algorithm>
#include <span>

namespace usecases {
namespace {

constexpr std::size_t entries_a_batch = 500;

core::Result<std::vector<storage::ScreenedCaseRow>> cases_met(storage::Transaction& tx, const std::vector<storage::DeniedRow>& entries) {
  const auto held = held_against(entries);
  std::vector<storage::ScreenedCaseRow> met;
  for (auto& row : TRY(storage::list_screened_cases(tx)))
    if (!domain::match_denied(TRY(screened_subject(tx, row.application_id)), held).empty()) met.push_back(std::move(row));
  return met;
}

core::Result<void> note_screened(storage::Database& database, std::span<const storage::DeniedRow> entries, core::Instant now) {
  for (; !entries.empty(); entries = entries.subspan(std::min(entries.size(), entries_a_batch))) {
    const auto batch = entries.first(std::min(entries.size(), entries_a_batch));
    TRY(database.write([&](storage::Transaction& tx) -> core::Result<void> {
      for (const auto& entry : batch) TRY(storage::note_screened(tx, entry, now));
      return {};
    }));
  }
  return {};
}

} // namespace

core::Result<std::size_t> apply_denied_entries(storage::Database& database, const Actor& actor, core::Instant now) {
  const auto entries = TRY(database.read([&](storage::Transaction& tx) { return storage::list_unscreened_denied(tx, now); }));
  if (entries.empty()) return std::size_t{0};
  const auto met = TRY(database.read([&](storage::Transaction& tx) { return cases_met(tx, entries); }));
  for (const auto& row : met)
    TRY(database.write([&](storage::Transaction& tx) -> core::Result<void> {
      static_cast<void>(TRY(screen_case(tx, actor, TRY(storage::load_case(tx, row.id)), ScreeningCause::list_change, now)));
      return {};
    }));
  TRY(note_screened(database, entries, now));
  return met.size();
}

} // namespace usecases
