#include "usecases/log_in.h"

#include "core/crypto.h"
#include "core/time.h"
#include "domain/email_address.h"
#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/totp_code.h"

namespace usecases {
namespace {

using namespace std::chrono_literals;
constexpr std::int64_t failures_before_lock = 5;
constexpr auto lock_time = 15min;

/// Takes as long as a real comparison, so that time does not tell which addresses have a log-in.
void spend_time(const std::string& password) {
  static const std::string nobody = core::hash_password(core::random_token());
  static_cast<void>(core::verify_password(password, nobody));
}

core::Failure refuse_locked(core::Instant until, core::Instant now) {
  return core::fail(errors::too_many_attempts, {{"seconds", std::to_string((until - now).count())},
                                                {"until", core::to_time_param(until + 59s, core::TimeZone::tokyo())}});
}

/// A failure counts against the address and the log-in; the fifth locks it.
core::Result<void> count_failure(World& world, const Actor& actor, const storage::UserRow& user, core::Instant now) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const bool locks = (user.failed_logins + 1) % failures_before_lock == 0;
    static_cast<void>(TRY(storage::count_failed_login(tx, user.id, locks ? now + lock_time : user.locked_until)));
    const auto account = user.account_id ? user.account_id->str() : "";
    audit(tx, actor, {locks ? "login_locked" : "login_failed", user.id.str(), account}, now);
    return {};
  });
}

/// The TOTP step that the code matched; nothing where no second factor is enrolled.
core::Result<std::optional<std::int64_t>> check_totp(const World& world, const storage::UserRow& user,
                                                     const std::optional<std::string>& code, core::Instant now) {
  if (!user.totp_confirmed) return std::optional<std::int64_t>{};
  if (!code || code->empty()) return core::fail(errors::totp_required);
  const auto secret = TRY(open_totp_secret(world.secrets, user.id, user.totp_secret));
  const auto step = core::match_totp(secret, *code, core::to_unix(now));
  if (!step || *step <= user.totp_last_step) return core::fail(errors::totp_wrong);
  return step;
}

bool belongs_to_entry(const storage::UserRow& user, std::string_view entry) { return user.account_id.has_value() == (entry == "cms"); }

core::Result<LoggedIn> open_session(World& world, const Actor& actor, const storage::UserRow& user, std::string_view entry,
                                    std::optional<std::int64_t> step) {
  const auto now = world.clock.now();
  auto session = new_session(entry, session_life(entry, world.config.limits.session_idle_minutes), now);
  session.row.user_id = user.id;
  session.row.verified_at = step ? now : core::Instant{};
  return world.database.write([&](storage::Transaction& tx) -> core::Result<LoggedIn> {
    if (step && !TRY(storage::use_totp_step(tx, user.id, *step))) return core::fail(errors::totp_wrong); // RFC 6238 5.2: once
    TRY(storage::clear_failed_logins(tx, user.id));
    if (!actor.session_hash.empty()) TRY(storage::delete_session(tx, actor.session_hash));
    TRY(storage::insert_session(tx, session.row));
    auto person = actor;
    person.id = user.id.str();
    audit(tx, person,
          {"logged_in", user.id.str(), user.account_id ? user.account_id->str() : "", {{"entry", entry}, {"totp", step.has_value()}}}, now);
    return LoggedIn{{session.token, session.row.csrf_token}, session.row, user};
  });
}

} // namespace

core::Result<LoggedIn> log_in(World& world, const Actor& actor, const LogIn& request) {
  const auto now = world.clock.now();
  const auto parsed = domain::EmailAddress::parse(request.email);
  const auto email = parsed ? parsed->key() : std::string();
  const auto by_address = "login:" + throttle_address(actor.origin);
  const auto by_email = "login:" + email;
  TRY(world.throttle.check(by_address, now));
  TRY(world.throttle.check(by_email, now));
  const auto refuse = [&](const core::Error& error) -> core::Failure {
    world.throttle.count(by_address, now);
    world.throttle.count(by_email, now);
    return core::fail(error);
  };
  const auto user = TRY(world.database.read([&](storage::Transaction& tx) { return storage::find_user_by_email(tx, email); }));
  if (!user || user->disabled || !belongs_to_entry(*user, request.entry)) {
    spend_time(request.password);
    return refuse({errors::login_refused, {}, {}, {}});
  }
  if (now < user->locked_until) return refuse_locked(user->locked_until, now);
  if (!core::verify_password(request.password, user->password_hash)) {
    TRY(count_failure(world, actor, *user, now));
    return refuse({errors::login_refused, {}, {}, {}});
  }
  const auto step = check_totp(world, *user, request.totp, now);
  if (!step && step.error().code == errors::totp_wrong) {
    TRY(count_failure(world, actor, *user, now));
    return refuse(step.error());
  }
  if (!step) return core::fail(step.error());
  return open_session(world, actor, *user, request.entry, *step);
}

core::Result<void> log_out(World& world, const Actor& actor) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::delete_session(tx, actor.session_hash));
    audit(tx, actor, {"logged_out", actor.id, actor.account_id}, now);
    return {};
  });
}

} // namespace usecases
