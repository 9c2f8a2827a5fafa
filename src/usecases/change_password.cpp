#include "usecases/change_password.h"

#include "core/crypto.h"
#include "core/text.h"
#include "storage/users.h"
#include "usecases/audit.h"
#include "usecases/field_problems.h"
#include "usecases/mail_queue.h"

#include <array>

namespace usecases {
namespace {

constexpr std::size_t shortest = 12;

/// What guessers try first: one character over and over, a run, the address, the words everybody takes.
bool is_guessable(std::string_view password, const storage::UserRow& user) {
  const auto folded = core::to_lower_ascii(password);
  const auto local = user.email.substr(0, user.email.find('@'));
  if (std::ranges::all_of(folded, [&](char c) { return c == folded.front(); })) return true;
  if (local.size() >= 4 && folded.find(local) != std::string::npos && folded.size() < local.size() + 8) return true;
  constexpr std::array<std::string_view, 9> runs{"123456789012", "abcdefghijkl",   "qwertyuiop",   "password1234", "passwordpassword",
                                                 "adminadmin",   "letmeinletmein", "shomeishomei", "111111222222"};
  return std::ranges::any_of(runs, [&](std::string_view run) { return folded.find(run) != std::string::npos; });
}

core::Result<void> check(const PasswordChange& change, const storage::UserRow& user) {
  FieldProblems problems;
  if (!core::verify_password(change.current, user.password_hash)) problems.add("/current", errors::password_wrong);
  if (core::character_count(change.next) < shortest)
    problems.add("/next", errors::password_too_short, {{"min", std::to_string(shortest)}});
  else if (change.next == change.current)
    problems.add("/next", errors::password_unchanged);
  else if (is_guessable(change.next, user))
    problems.add("/next", errors::password_guessable);
  return problems.finish();
}

MailOrder changed_mail(const World& world, const storage::UserRow& user, core::Instant now) {
  const auto language = core::parse_language(user.language).value_or(core::Language::ja);
  return {.mail = outbound::MailTemplate::password_changed,
          .language = language,
          .to = user.email,
          .recipient = {{}, {}, user.name},
          .params = {{"login", user.email}, {"changed_at", core::to_local_text(now, world.calendar.zone(), user.language)}},
          .object = user.id.str()};
}

} // namespace

core::Result<SessionGrant> change_password(World& world, const Actor& actor, const PasswordChange& change) {
  const auto now = world.clock.now();
  const auto guesser = "password:" + actor.user_id;
  TRY(world.throttle.check(guesser, now));
  const auto id = TRY(storage::UserId::parse(actor.user_id));
  const auto user = TRY(world.database.read([&](storage::Transaction& tx) { return storage::load_user(tx, id); }));
  if (const auto checked = check(change, user); !checked) {
    world.throttle.count(guesser, now);
    return core::fail(checked.error());
  }
  const auto hash = core::hash_password(change.next);
  const auto token = core::random_token();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<SessionGrant> {
    TRY(storage::set_password(tx, id, hash, false));
    TRY(storage::delete_sessions_of(tx, id, actor.session_hash));
    TRY(storage::rotate_session(tx, actor.session_hash, token_hash(token)));
    TRY(queue_mail(tx, world, changed_mail(world, user, now), now));
    audit(tx, actor, {"password_changed", id.str(), actor.account_id}, now);
    return SessionGrant{token, {}};
  });
}

} // namespace usecases
