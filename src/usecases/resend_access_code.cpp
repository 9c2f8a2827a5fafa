#include "usecases/resend_access_code.h"

#include "usecases/access_code.h"
#include "usecases/audit.h"
#include "usecases/field_problems.h"
#include "usecases/new_recipient.h"
#include "usecases/renew_access_code.h"

#include "core/text.h"
#include "domain/email_address.h"

namespace usecases {
namespace {

/// Orderers confirm another recipient by mail (change_recipient.h), and wait a little between codes.
core::Result<void> check_orderer(storage::Transaction& tx, const World& world, const storage::OrderId& id, const ResendRequest& request) {
  FieldProblems problems;
  if (request.recipient_name) problems.add("/recipientName", errors::recipient_needs_confirmation);
  if (request.recipient_email) problems.add("/recipientEmail", errors::recipient_needs_confirmation);
  TRY(problems.finish());
  return check_not_just_sent(tx, world, id);
}

core::Result<void> take_recipient(storage::OrderRow& order, const ResendRequest& request) {
  FieldProblems problems;
  if (request.recipient_name && problems.require("/recipientName", *request.recipient_name))
    order.recipient_name = core::trim(*request.recipient_name);
  if (request.recipient_email)
    if (const auto email = problems.keep("/recipientEmail", domain::EmailAddress::parse(*request.recipient_email)))
      order.recipient_email = email->str();
  return problems.finish();
}

} // namespace

core::Result<Order> resend_access_code(World& world, const Actor& actor, const storage::OrderId& id, const ResendRequest& request) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Order> {
    const auto before = TRY(load_own_order(tx, actor, id));
    auto order = before;
    TRY(check_sendable(world, actor, order, check_applicable(tx, world, order, now)));
    if (!actor.is_staff) TRY(check_orderer(tx, world, id, request));
    TRY(take_recipient(order, request));
    TRY(storage::update_order(tx, order));
    ++order.version;
    TRY(hand_over(tx, world, before, order));
    TRY(send_access_code(tx, world, order, now));
    audit(tx, actor, {"access_code_resent", order.id.str(), order.account_id.str(), {{"recipient", order.recipient_email}}}, now);
    return compose_order(tx, world, actor, order);
  });
}

core::Result<void> revoke_access_code(World& world, const Actor& actor, const storage::OrderId& id) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto order = TRY(load_own_order(tx, actor, id));
    if (TRY(storage::revoke_access_codes(tx, order.id)) == 0) return core::fail(errors::access_code_none);
    audit(tx, actor, {"access_code_revoked", order.id.str(), order.account_id.str()}, now);
    return {};
  });
}

} // namespace usecases
