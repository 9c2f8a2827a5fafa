#include "usecases/totp_code.h"

#include "core/crypto.h"
#include "usecases/audit.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

core::Result<void> audit_refusal(World& world, const Actor& actor, const core::ErrorCode& code, core::Instant now) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    audit(tx, actor, {"second_factor_refused", actor.user_id, actor.account_id, {{"reason", code.name}}}, now);
    return {};
  });
}

} // namespace

core::Bytes seal_totp_secret(const Secrets& secrets, const storage::UserId& user, core::ByteView secret) {
  return secrets.seal(secret, "totp " + user.str());
}

core::Result<core::Bytes> open_totp_secret(const Secrets& secrets, const storage::UserId& user, const std::optional<core::Bytes>& sealed) {
  if (!sealed) return core::fail(errors::totp_not_started);
  return secrets.open(*sealed, "totp " + user.str());
}

core::Result<std::int64_t> match_totp_code(World& world, const Actor& actor, const TotpState& totp, std::string_view code) {
  const auto now = world.clock.now();
  const auto guesser = "totp:" + actor.user_id;
  TRY(world.throttle.check(guesser, now));
  const auto step = core::match_totp(totp.secret, code, core::to_unix(now));
  if (step && *step > totp.last_step) return *step;
  world.throttle.count(guesser, now);
  const auto& refusal = step ? errors::totp_code_used : errors::totp_code_wrong;
  TRY(audit_refusal(world, actor, refusal, now));
  return core::fail(refusal);
}

core::Result<SessionGrant> renew_verified_session(storage::Transaction& tx, const Actor& actor, core::Instant now) {
  const auto token = core::random_token();
  TRY(storage::mark_session_verified(tx, actor.session_hash, now));
  TRY(storage::rotate_session(tx, actor.session_hash, token_hash(token)));
  return SessionGrant{token, {}};
}

} // namespace usecases
