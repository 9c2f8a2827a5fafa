#include "storage/calls.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_call(Transaction& tx, const CallRow& call) { return insert<"calls">(tx, call); }

core::Result<CallRow> load_call(Transaction& tx, const CallId& id) { return load<CallRow, "FROM calls WHERE id = $1">(tx, id); }

core::Result<void> update_call(Transaction& tx, const CallRow& call) {
  return expect_current(tx.exec(
      "UPDATE calls SET status = $2, also_step = $3, scheduled_at = $4, due_at = $5, revision = $6, booked_by = $7, reminded_at = $8, "
      "number = $9, extension = $10, number_source = $11, outcome = $12, reached_name = $13, reached_department = $14, answers = $15, "
      "note = $16, called_by = $17, called_at = $18, language = $19, number_shown = $20, stated_title = $21 WHERE id = $1 AND status IN "
      "('queued', "
      "'scheduled')",
      call.id, call.status, call.also_step, call.scheduled_at, call.due_at, call.revision, call.booked_by, call.reminded_at, call.number,
      call.extension, call.number_source, call.outcome, call.reached_name, call.reached_department, call.answers, call.note, call.called_by,
      call.called_at, call.language, call.number_shown, call.stated_title));
}

core::Result<std::vector<CallRow>> list_calls_of_case(Transaction& tx, const CaseId& id) {
  return list<CallRow, "FROM calls WHERE case_id = $1 ORDER BY due_at, id">(tx, id);
}

core::Result<void> insert_call_addition(Transaction& tx, const CallAdditionRow& addition) { return insert<"call_additions">(tx, addition); }

core::Result<std::vector<CallAdditionRow>> list_call_additions(Transaction& tx, const CaseId& id) {
  return list<CallAdditionRow, "FROM call_additions WHERE call_id IN (SELECT id FROM calls WHERE case_id = $1) ORDER BY added_at, id">(tx,
                                                                                                                                       id);
}

core::Result<Page<CallRow>> list_calls(Transaction& tx, const CallQuery& query) {
  const auto after = TRY(parse_cursor(query.after));
  const std::int64_t seen = after ? TRY(cursor_number(*after)) : 0;
  auto sql = std::string(select<CallRow, "FROM calls WHERE ($1 = '' OR status = $1 OR ($1 = 'open' AND status IN ('queued', 'scheduled'))) "
                                         "AND ($2 = '' OR case_id IN (SELECT id FROM cases "
                                         "WHERE assigned_to = $2)) AND due_at >= $3 AND due_at < $4">());
  if (after) sql += query.newest_first ? " AND (due_at, id) < ($5, $6)" : " AND (due_at, id) > ($5, $6)";
  sql += query.newest_first ? " ORDER BY due_at DESC, id DESC LIMIT $7" : " ORDER BY due_at, id LIMIT $7";
  auto rows =
      TRY(tx.query<CallRow>(sql, query.status, query.user, query.from.value_or(core::from_unix(0)),
                            query.until.value_or(core::from_unix(std::int64_t{1} << 40)), seen, after ? after->id : "", query.limit + 1));
  return make_page(std::move(rows), query.limit, [](const CallRow& row) { return std::to_string(core::to_unix(row.due_at)); });
}

core::Result<std::vector<CallRow>> list_calls_to_remind(Transaction& tx, core::Instant now, core::Instant until, std::int64_t limit) {
  return list<CallRow, "FROM calls WHERE status = 'scheduled' AND reminded_at IS NULL AND due_at > $1 AND due_at <= $2 ORDER BY due_at, id "
                       "LIMIT $3">(tx, now, until, limit);
}

core::Result<std::vector<core::Instant>> list_taken_slots(Transaction& tx, core::Instant from, core::Instant until) {
  return tx.query<core::Instant>("SELECT starts_at FROM call_slots WHERE starts_at >= $1 AND starts_at < $2 ORDER BY starts_at", from,
                                 until);
}

core::Result<bool> take_slot(Transaction& tx, const CallId& call, core::Instant starts_at, std::int64_t seats) {
  TRY(free_slot(tx, call));
  for (std::int64_t seat = 0; seat < seats; ++seat) {
    const auto taken =
        tx.exec("INSERT INTO call_slots (starts_at, seat, call_id) VALUES ($1, $2, $3) ON CONFLICT (starts_at, seat) DO NOTHING", starts_at,
                seat, call);
    if (TRY(happened(taken))) return true;
  }
  return false;
}

core::Result<void> free_slot(Transaction& tx, const CallId& call) {
  return done(tx.exec("DELETE FROM call_slots WHERE call_id = $1", call));
}

core::Result<std::int64_t> count_specialists(Transaction& tx) {
  return core::require(TRY(tx.one<std::int64_t>("SELECT COUNT(*) FROM users WHERE account_id IS NULL AND NOT disabled AND "
                                                "role IN ('specialist', 'approving_specialist')")),
                       core::errors::not_found);
}

} // namespace storage
