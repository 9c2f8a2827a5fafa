#include "storage/audit.h"

#include <algorithm>
#include <span>

namespace storage {
namespace {

/// Of many people or things that a word may mean, so many are looked up.
constexpr std::size_t most_looked_up = 200;

struct Position {
  std::int64_t at = 0;
  std::int64_t seq = 0;
};

core::Result<std::optional<Position>> position_of(const AuditQuery& query) {
  const auto cursor = TRY(parse_cursor(query.after));
  if (!cursor) return std::optional<Position>();
  return std::optional(Position{TRY(cursor_number(*cursor)), TRY(cursor_number({cursor->id, {}}))});
}

/// The statement for one object, one actor, or neither. An object has few events: `|| ''` keeps SQLite from walking the index of an actor
/// or action with many instead.
std::string sql_for(const AuditQuery& query, bool by_object, bool by_actor, bool continues) {
  std::string sql = "SELECT " + columns<AuditRow>() + " FROM audit_events WHERE ";
  sql += query.from ? "at >= $5" : "1 = 1";
  if (query.until) sql += " AND at < $6";
  if (by_object) sql += " AND object = $1";
  const std::string plain = by_object ? " || ''" : "";
  if (by_actor) sql += " AND actor" + plain + " = $2";
  if (!query.action.empty()) sql += " AND action" + plain + " = $3";
  if (!query.account_id.empty()) sql += " AND account_id = $4";
  if (continues) sql += " AND (at, seq) < ($7, $8)";
  return sql + " ORDER BY at DESC, seq DESC LIMIT $9";
}

bool is_newer(const AuditRow& a, const AuditRow& b) { return std::pair(a.at, a.seq) > std::pair(b.at, b.seq); }

} // namespace

core::Result<Page<AuditRow>> list_audit_events(Transaction& tx, const AuditQuery& query) {
  const auto after = TRY(position_of(query));
  const std::vector<std::string> any{""};
  const auto some = [&](const std::vector<std::string>& ids) {
    return ids.empty() ? std::span(any) : std::span(ids).first(std::min(ids.size(), most_looked_up));
  };
  const auto sql = sql_for(query, !query.objects.empty(), !query.actors.empty(), after.has_value());
  const auto from = query.from.value_or(core::Instant{});
  const auto until = query.until.value_or(core::Instant{});
  const auto seen = after.value_or(Position{});
  std::vector<AuditRow> rows;
  for (const auto& object : some(query.objects))
    for (const auto& actor : some(query.actors))
      std::ranges::move(
          TRY(tx.query<AuditRow>(sql, object, actor, query.action, query.account_id, from, until, seen.at, seen.seq, query.limit + 1)),
          std::back_inserter(rows));
  std::ranges::sort(rows, is_newer);
  const auto size = static_cast<std::size_t>(query.limit);
  Page<AuditRow> page{std::move(rows), std::nullopt};
  if (page.items.size() <= size) return page;
  page.items.resize(size);
  const auto& last = page.items.back();
  page.next = to_text({std::to_string(core::to_unix(last.at)), std::to_string(last.seq)});
  return page;
}

} // namespace storage
