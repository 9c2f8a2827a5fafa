#include "usecases/totp.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "core/text.h"
#include "storage/users.h"
#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/mail_queue.h"
#include "usecases/totp_code.h"

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

/// Whoever has a second factor shows it before it is replaced.
core::Result<void> check_shown_lately(const storage::UserRow& user, const Actor& actor, core::Instant now) {
  if (user.totp_confirmed && now >= actor.second_factor_until) return core::fail(core::errors::second_factor_due);
  return {};
}

MailOrder replaced_mail(const World& world, const storage::UserRow& user, core::Instant now) {
  const auto language = core::parse_language(user.language).value_or(core::Language::ja);
  return {.mail = outbound::MailTemplate::second_factor_changed,
          .language = language,
          .to = user.email,
          .recipient = {{}, {}, user.name},
          .params = {{"login", user.email}, {"changed_at", core::to_local_text(now, world.calendar.zone(), user.language)}},
          .object = user.id.str()};
}

/// Whoever still holds a session by the old secret is out, and the user learns of it.
core::Result<void> end_sessions_and_tell(storage::Transaction& tx, World& world, const Actor& actor, const storage::UserRow& user,
                                         core::Instant now) {
  TRY(storage::delete_sessions_of(tx, user.id, actor.session_hash));
  return queue_mail(tx, world, replaced_mail(world, user, now), now);
}

} // namespace

core::Result<TotpSecret> start_totp(World& world, const Actor& actor) {
  const auto id = TRY(storage::UserId::parse(actor.user_id));
  const auto user = TRY(load(world, id));
  const auto now = world.clock.now();
  TRY(check_shown_lately(user, actor, now));
  const auto secret = core::random_bytes(secret_bytes);
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::propose_totp(tx, id, seal_totp_secret(world.secrets, id, secret)));
    audit(tx, actor, {"totp_started", id.str(), actor.account_id}, now);
    return {};
  }));
  const auto shown = core::to_base32(secret);
  const auto issuer = escape(world.config.ca.name);
  return TotpSecret{shown, "otpauth://totp/" + issuer + ":" + escape(user.email) + "?secret=" + shown + "&issuer=" + issuer};
}

core::Result<SessionGrant> confirm_totp(World& world, const Actor& actor, std::string_view code) {
  const auto id = TRY(storage::UserId::parse(actor.user_id));
  const auto user = TRY(load(world, id));
  const auto now = world.clock.now();
  TRY(check_shown_lately(user, actor, now));
  const auto step = TRY(match_totp_code(world, actor, {TRY(open_totp_secret(world.secrets, id, user.totp_next))}, code));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<SessionGrant> {
    if (!TRY(storage::confirm_totp(tx, id, *user.totp_next, step))) return core::fail(errors::totp_not_started);
    if (user.totp_confirmed) TRY(end_sessions_and_tell(tx, world, actor, user, now));
    audit(tx, actor, {user.totp_confirmed ? "totp_replaced" : "totp_confirmed", id.str(), actor.account_id}, now);
    return renew_verified_session(tx, actor, now);
  });
}

} // namespace usecases
