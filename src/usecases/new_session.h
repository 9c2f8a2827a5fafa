#pragma once

#include "core/crypto.h"
#include "storage/sessions.h"

#include <chrono>
#include <string>
#include <string_view>

namespace usecases {

/// How long a session lives unused, and at most (portal: log-ins idle 30 min, desk 15 min, absolute 12 h). Orderers and
/// applicants have no password to come back with and no power beyond their own order, so theirs outlast a quote (30 days). Whoever came by
/// a mailed link can come back by it.
struct SessionLife {
  std::chrono::seconds idle;
  std::chrono::seconds absolute;
};
inline SessionLife session_life(std::string_view entry, std::int64_t idle_minutes) {
  using namespace std::chrono_literals;
  if (entry == "order") return {35 * 24h, 60 * 24h};
  if (entry == "link") return {30min, 2h};
  if (entry == "desk") return {std::min<std::chrono::seconds>(15min, std::chrono::minutes{idle_minutes}), 12h};
  return {std::chrono::minutes{idle_minutes}, 12h};
}
/// However much it is used.
inline core::Instant session_limit(const storage::SessionRow& session, const SessionLife& life) {
  return session.created_at + life.absolute;
}
/// Unless it is used again after `now`.
inline core::Instant session_end(const storage::SessionRow& session, const SessionLife& life, core::Instant now) {
  return std::min(session_limit(session, life), now + life.idle);
}

/// A session before it is stored: the secret goes to the client, its hash to the database.
struct NewSession {
  std::string token;
  storage::SessionRow row;
};
inline std::string token_hash(std::string_view token) { return core::sha256_hex(core::as_bytes(token)); }
inline NewSession new_session(std::string_view entry, const SessionLife& life, core::Instant now) {
  NewSession session{core::random_token(), {}};
  session.row.token_hash = token_hash(session.token);
  session.row.entry = std::string(entry);
  session.row.csrf_token = core::random_token();
  session.row.created_at = now;
  session.row.last_seen_at = now;
  session.row.expires_at = session_end(session.row, life, now);
  return session;
}

/// What a client is told once about a session it was given.
struct SessionGrant {
  std::string token;
  std::string csrf_token;
};

} // namespace usecases
