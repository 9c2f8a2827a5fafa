#include "usecases/totp.h"

#include "core/crypto.h"
#include "storage/users.h"
#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/log_in.h"

namespace usecases {
namespace {

constexpr std::size_t secret_bytes = 20; // RFC 4226 4: 160 bits

std::string escape(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || c == '-' || c == '.' || c == '_';
    if (plain)
      out += c;
    else
      out.append({'%', hex[byte >> 4U], hex[byte & 15U]});
  }
  return out;
}

core::Result<storage::UserRow> load(World& world, const storage::UserId& id) {
  return world.database.read([&](storage::Transaction& tx) { return storage::load_user(tx, id); });
}

} // namespace

core::Result<TotpSecret> start_totp(World& world, const Actor& actor) {
  const auto id = TRY(storage::UserId::parse(actor.user_id));
  const auto user = TRY(load(world, id));
  if (user.totp_confirmed) return core::fail(errors::totp_already_confirmed);
  const auto secret = core::random_bytes(secret_bytes);
  const auto now = world.clock.now();
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::set_totp_secret(tx, id, seal_totp_secret(world.secrets, id, secret)));
    audit(tx, actor, {"totp_started", id.str(), actor.account_id}, now);
    return {};
  }));
  const auto shown = core::to_base32(secret);
  const auto issuer = escape(world.config.ca.name);
  return TotpSecret{shown, "otpauth://totp/" + issuer + ":" + escape(user.email) + "?secret=" + shown + "&issuer=" + issuer};
}

core::Result<SessionGrant> confirm_totp(World& world, const Actor& actor, std::string_view code) {
  const auto now = world.clock.now();
  const auto guesser = "totp:" + actor.user_id;
  TRY(world.throttle.check(guesser, now));
  const auto id = TRY(storage::UserId::parse(actor.user_id));
  const auto user = TRY(load(world, id));
  if (user.totp_confirmed) return core::fail(errors::totp_already_confirmed);
  const auto step = core::match_totp(TRY(open_totp_secret(world.secrets, user)), code, core::to_unix(now));
  if (!step) {
    world.throttle.count(guesser, now);
    return core::fail(errors::totp_code_wrong);
  }
  const auto token = core::random_token();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<SessionGrant> {
    if (!TRY(storage::use_totp_step(tx, id, *step))) return core::fail(errors::totp_code_wrong);
    TRY(storage::confirm_totp(tx, id));
    TRY(storage::mark_session_verified(tx, actor.session_hash, now));
    TRY(storage::rotate_session(tx, actor.session_hash, token_hash(token)));
    audit(tx, actor, {"totp_confirmed", id.str(), actor.account_id}, now);
    return SessionGrant{token, {}};
  });
}

} // namespace usecases
