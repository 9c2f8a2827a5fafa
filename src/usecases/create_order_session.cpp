#include "usecases/create_order_session.h"

#include "core/text.h"
#include "domain/email_address.h"
#include "usecases/audit.h"

namespace usecases {
namespace {

bool is_same_mailbox(std::string_view typed, const std::string& stored) {
  const auto email = domain::EmailAddress::parse(typed);
  return email && email->key() == domain::EmailAddress::stored(stored).key();
}

/// Somebody who is more than a tracker of this order stays so: the page's new session takes the place of the one shown.
void keep_powers(const Actor& actor, const storage::OrderId& order, storage::SessionRow& session) {
  if (actor.is_tracker || actor.order_id != order.str()) return;
  if (!actor.quote_id.empty()) session.quote_id = storage::QuoteId::stored(actor.quote_id);
  if (!actor.application_id.empty()) session.application_id = storage::ApplicationId::stored(actor.application_id);
}

} // namespace

core::Result<OrderSession> create_order_session(World& world, const Actor& actor, std::string_view number, std::string_view email) {
  const auto now = world.clock.now();
  const auto wanted = core::trim(core::fold_width(number));
  const auto by_address = "tracker:" + throttle_address(actor.origin);
  const auto by_order = "tracker:" + wanted;
  TRY(world.throttle.check(by_address, now));
  TRY(world.throttle.check(by_order, now));
  const auto order = TRY(world.database.read([&](storage::Transaction& tx) { return storage::find_order_by_number(tx, wanted); }));
  if (!order || (!is_same_mailbox(email, order->orderer_email) && !is_same_mailbox(email, order->recipient_email))) {
    world.throttle.count(by_address, now);
    world.throttle.count(by_order, now);
    return core::fail(errors::order_session_refused);
  }
  auto session = new_session("order", session_life("order", 0), now);
  session.row.order_id = order->id;
  keep_powers(actor, order->id, session.row);
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_session(tx, session.row));
    audit(tx, actor, {"order_session_created", order->id.str(), order->account_id.str()}, now);
    return {};
  }));
  return OrderSession{order->id, {session.token, session.row.csrf_token}};
}

} // namespace usecases
