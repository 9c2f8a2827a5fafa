#include "usecases/renew_access_code.h"

#include "core/time.h"
#include "domain/access_code.h"
#include "domain/email_address.h"
#include "domain/errors.h"
#include "usecases/access_code.h"
#include "usecases/audit.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

constexpr auto pause = std::chrono::minutes{5};

core::Result<void> check_renewable(const storage::AccessCodeRow& code, core::Instant now) {
  using domain::AccessCodeStatus;
  const auto status = domain::parse_state<AccessCodeStatus>(code.status).value_or(AccessCodeStatus::revoked);
  if (status == AccessCodeStatus::revoked) return core::fail(domain::errors::access_code_revoked);
  if (status == AccessCodeStatus::issued && now < code.expires_at) return core::fail(errors::access_code_still_valid);
  return {};
}

core::Result<RenewedCode> renew(storage::Transaction& tx, const World& world, const Actor& actor, const storage::AccessCodeRow& code) {
  const auto now = world.clock.now();
  TRY(check_renewable(code, now));
  const auto order = TRY(storage::load_order(tx, code.order_id, storage::Tenant::any()));
  TRY(check_applicable(tx, world, order, now));
  TRY(check_not_just_sent(tx, world, order.id));
  TRY(send_access_code(tx, world, order, now));
  audit(tx, actor,
        {"access_code_renewed", order.id.str(), order.account_id.str(), {{"code", code.id.str()}, {"recipient", order.recipient_email}}},
        now);
  return RenewedCode{domain::masked(domain::EmailAddress::stored(order.recipient_email))};
}

} // namespace

core::Result<void> check_not_just_sent(storage::Transaction& tx, const World& world, const storage::OrderId& id) {
  const auto newest = TRY(storage::find_newest_access_code(tx, id));
  if (!newest || world.clock.now() >= newest->issued_at + pause) return {};
  return core::fail(errors::access_code_sent_just_now,
                    {{"until", core::to_time_param(newest->issued_at + pause + std::chrono::seconds{59}, world.calendar.zone())}});
}

core::Result<RenewedCode> renew_access_code(World& world, const Actor& actor, std::string_view typed) {
  const auto now = world.clock.now();
  const auto guesser = "code:" + throttle_address(actor.origin);
  TRY(world.throttle.check(guesser, now));
  const auto hash = domain::access_code_hash(typed);
  const auto code = TRY(world.database.read([&](storage::Transaction& tx) { return storage::find_access_code(tx, hash); }));
  if (!code) {
    world.throttle.count(guesser, now);
    return core::fail(domain::errors::access_code_unknown);
  }
  return world.database.write([&](storage::Transaction& tx) { return renew(tx, world, actor, *code); });
}

} // namespace usecases
