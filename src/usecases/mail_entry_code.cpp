#include "usecases/mail_entry_code.h"

#include "domain/errors.h"
#include "domain/person.h"
#include "storage/orders.h"
#include "usecases/access_code.h"
#include "usecases/applicants.h"
#include "usecases/audit.h"
#include "usecases/renew_access_code.h"

namespace usecases {
namespace {

core::Result<void> send(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ApplicationId& id,
                        const std::string& email) {
  const auto now = world.clock.now();
  const auto application = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  const auto person = TRY(find_applicant(tx, application, email));
  if (!person || has_ended(application)) return {};
  const auto order = TRY(storage::load_order(tx, application.order_id, storage::Tenant::any()));
  if (!check_applicable(tx, world, order, now) || !check_not_just_sent(tx, world, order.id)) return {};
  TRY(send_access_code_to(tx, world, order, *person, now));
  audit(tx, actor, {"entry_code_sent", id.str(), application.account_id.str(), {{"recipient", person->email}}}, now);
  return {};
}

/// The same for every address, whether it gets the application's mails or not.
core::Result<void> count_mailing(const World& world, const storage::ApplicationId& id, const std::string& email, core::Instant now) {
  const auto mailbox = "entry:" + id.str() + " " + domain::mailbox_key(email);
  if (const auto free = world.mailings.check(mailbox, now); !free)
    return core::fail(domain::errors::access_codes_spent, free.error().params);
  world.mailings.count(mailbox, now);
  return {};
}

} // namespace

core::Result<void> mail_entry_code(World& world, const Actor& actor, const storage::ApplicationId& id, const std::string& email) {
  const auto now = world.clock.now();
  const auto guesser = "entry:" + throttle_address(actor.origin);
  TRY(world.throttle.check(guesser, now));
  world.throttle.count(guesser, now);
  TRY(count_mailing(world, id, email, now));
  return world.database.write([&](storage::Transaction& tx) { return send(tx, world, actor, id, email); });
}

} // namespace usecases
