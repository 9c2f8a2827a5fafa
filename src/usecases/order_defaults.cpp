#include "usecases/order_defaults.h"

#include "storage/accounts.h"
#include "storage/orders.h"
#include "storage/users.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

Customer named(const std::string& organization) {
  Customer customer;
  customer.organization_name = organization;
  return customer;
}

} // namespace

core::Result<OrderDefaults> view_order_defaults(World& world, const Actor& actor) {
  const auto account = TRY(storage::AccountId::parse(actor.account_id));
  const auto user_id = TRY(storage::UserId::parse(actor.user_id));
  return world.database.read([&](storage::Transaction& tx) -> core::Result<OrderDefaults> {
    const auto user = TRY(storage::load_user(tx, user_id));
    const auto order = TRY(storage::find_newest_order(tx, account));
    OrderDefaults defaults{order ? from_stored<Customer>(order->customer) : named(TRY(storage::load_account(tx, account)).name),
                           order ? MailPerson{order->recipient_name, order->recipient_email} : MailPerson{user.name, user.email}};
    defaults.customer.contact_name = user.name;
    defaults.customer.email = user.email;
    return defaults;
  });
}

} // namespace usecases
