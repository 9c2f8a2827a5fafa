#include "usecases/change_recipient.h"

#include "core/time.h"
#include "domain/access_code.h"
#include "domain/email_address.h"
#include "usecases/access_code.h"
#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/links.h"
#include "usecases/new_recipient.h"

namespace usecases {
namespace {

constexpr auto life = std::chrono::hours{24};

core::Result<Order> apply_change(storage::Transaction& tx, const World& world, const Actor& actor, const storage::OrderId& id,
                                 const storage::RecipientChangeRow& change) {
  const auto now = world.clock.now();
  const auto before = TRY(load_own_order(tx, actor, id));
  auto order = before;
  order.recipient_name = change.recipient_name;
  order.recipient_email = change.recipient_email;
  TRY(storage::update_order(tx, order));
  ++order.version;
  TRY(hand_over(tx, world, before, order));
  static_cast<void>(TRY(storage::revoke_access_codes(tx, order.id)));
  if (check_applicable(tx, world, order, now)) TRY(send_access_code(tx, world, order, now));
  audit(tx, actor,
        {"recipient_changed",
         order.id.str(),
         order.account_id.str(),
         {{"from", before.recipient_email}, {"recipient", order.recipient_email}}},
        now);
  return compose_order(tx, world, actor, order);
}

} // namespace

core::Result<RecipientChangeAsked> ask_recipient_change(World& world, const Actor& actor, const storage::OrderId& id,
                                                        const RecipientChange& change) {
  const auto now = world.clock.now();
  const auto code = domain::make_access_code();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<RecipientChangeAsked> {
    const auto order = TRY(load_own_order(tx, actor, id));
    FieldProblems problems;
    const auto person = normalize(change.recipient, "/recipient", problems);
    TRY(problems.finish());
    TRY(storage::put_recipient_change(tx, {order.id, domain::access_code_hash(code), person.name, person.email, now, now + life}));
    auto mail = mail_about_order(order, outbound::MailTemplate::recipient_change, {order.orderer_name, order.orderer_email},
                                 {{"recipient", shown(person)},
                                  {"code", code},
                                  {"expires_at", core::to_local_text(now + life, world.calendar.zone(), order.language)},
                                  {"url", links::order_page(world.config, order.number)}});
    mail.secret = true;
    TRY(queue_mail(tx, world, mail, now));
    audit(tx, actor, {"recipient_change_asked", order.id.str(), order.account_id.str(), {{"recipient", person.email}}}, now);
    return RecipientChangeAsked{domain::masked(domain::EmailAddress::stored(order.orderer_email)), now + life};
  });
}

core::Result<Order> confirm_recipient_change(World& world, const Actor& actor, const storage::OrderId& id, std::string_view code) {
  const auto now = world.clock.now();
  const auto guesser = "recipient:" + id.str();
  TRY(world.throttle.check(guesser, now));
  auto done = world.database.write([&](storage::Transaction& tx) -> core::Result<Order> {
    static_cast<void>(TRY(load_own_order(tx, actor, id)));
    const auto change = TRY(storage::take_recipient_change(tx, id, domain::access_code_hash(code), now));
    if (!change) return core::fail(errors::recipient_code_wrong);
    return apply_change(tx, world, actor, id, *change);
  });
  if (!done && done.error().code == errors::recipient_code_wrong) world.throttle.count(guesser, now);
  return done;
}

} // namespace usecases
