#include "storage/audit.h"

#include <array>
#include <endian.h>
#include <fmt/format.h>

#include <map>

namespace storage {
namespace {

constexpr std::string_view format_name = "shomei-audit-1";
constexpr std::int64_t verify_chunk = 5'000;

struct Head {
  std::int64_t seq;
  core::Bytes hash;
};
BOOST_DESCRIBE_STRUCT(Head, (), (seq, hash))

/// Length (4 bytes, big-endian) and bytes.
void append_field(core::Bytes& out, std::string_view text) {
  const std::uint32_t length = htobe32(static_cast<std::uint32_t>(text.size()));
  const auto* begin = reinterpret_cast<const std::uint8_t*>(&length);
  out.insert(out.end(), begin, begin + sizeof length);
  out.insert(out.end(), text.begin(), text.end());
}

core::Result<Head> lock_head(Transaction& tx) {
  const std::string_view sql =
      tx.locks_rows() ? "SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE" : "SELECT seq, hash FROM audit_head WHERE id = 1";
  if (auto head = TRY(tx.one<Head>(sql))) return *std::move(head);
  (void)TRY(tx.exec("INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, $1) ON CONFLICT (id) DO NOTHING", core::Bytes(32)));
  return core::require(TRY(tx.one<Head>(sql)), errors::database_failed);
}

} // namespace

void append_audit(Transaction& tx, AuditEvent event) { tx.defer_audit(std::move(event)); }

core::Sha256 audit_hash(core::ByteView previous, std::int64_t seq, const AuditEvent& event) {
  core::Bytes bytes;
  bytes.reserve(256 + event.details.size());
  append_field(bytes, format_name);
  append_field(bytes, core::as_text(previous));
  append_field(bytes, fmt::format_int(seq).c_str());
  append_field(bytes, fmt::format_int(core::to_unix(event.at)).c_str());
  for (const auto* text : {&event.actor, &event.origin, &event.action, &event.object, &event.account_id, &event.details})
    append_field(bytes, *text);
  return core::sha256(bytes);
}

core::Result<void> write_audit(Transaction& tx, const std::vector<AuditEvent>& events) {
  if (events.empty()) return {};
  auto head = TRY(lock_head(tx));
  for (const auto& event : events) {
    ++head.seq;
    const auto hash = audit_hash(head.hash, head.seq, event);
    (void)TRY(tx.exec("INSERT INTO audit_events (seq, at, actor, origin, action, object, account_id, details, hash) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                      head.seq, event.at, event.actor, event.origin, event.action, event.object, event.account_id, event.details, hash));
    head.hash.assign(hash.begin(), hash.end());
  }
  (void)TRY(tx.exec("UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1", head.seq, head.hash));
  return {};
}

core::Result<AuditVerification> verify_audit(Database& db) {
  return db.read([](Transaction& tx) -> core::Result<AuditVerification> {
    const auto head = TRY(tx.one<Head>("SELECT seq, hash FROM audit_head WHERE id = 1")).value_or(Head{0, core::Bytes(32)});
    AuditVerification found;
    core::Bytes previous(32);
    const auto check = [&](AuditRow&& row) {
      if (found.first_broken) return;
      const AuditEvent event{row.at, row.actor, row.origin, row.action, row.object, row.account_id, row.details};
      const auto seq = found.events + 1;
      if (row.seq != seq || !core::equal(row.hash, audit_hash(previous, seq, event)))
        found.first_broken = seq;
      else
        found.events = seq;
      previous = std::move(row.hash);
    };
    for (std::int64_t seen = 0; !found.first_broken; seen += verify_chunk) {
      const auto rows = TRY(tx.each<AuditRow>(select<AuditRow, "FROM audit_events WHERE seq > $1 AND seq <= $2 ORDER BY seq">(), check,
                                              seen, seen + verify_chunk));
      if (rows == 0) break;
    }
    if (!found.first_broken && (found.events != head.seq || !core::equal(previous, head.hash))) found.first_broken = found.events + 1;
    return found;
  });
}

core::Result<std::vector<ChainedAuditRow>> list_audit_of(Transaction& tx, const std::vector<std::string>& objects) {
  std::map<std::int64_t, ChainedAuditRow> events;
  for (const auto& object : objects)
    for (auto& row : TRY(tx.query<AuditRow>(select<AuditRow, "FROM audit_events WHERE object = $1 ORDER BY seq">(), object)))
      events.emplace(row.seq, ChainedAuditRow{row, core::Bytes(32)});
  std::vector<ChainedAuditRow> out;
  for (auto& [seq, row] : events) {
    if (auto hash = TRY(tx.one<core::Bytes>("SELECT hash FROM audit_events WHERE seq = $1", seq - 1))) row.previous = std::move(*hash);
    out.push_back(std::move(row));
  }
  return out;
}

} // namespace storage
