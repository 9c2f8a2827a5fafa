#include "usecases/access_code.h"

#include "domain/access_code.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

outbound::MailRecipient recipient_of(const storage::OrderRow& order) {
  return {from_stored<Customer>(order.customer).organization_name, {}, order.recipient_name};
}

} // namespace

core::Result<void> send_access_code(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now) {
  const auto code = domain::make_access_code();
  const auto expires = domain::access_code_expiry(now, std::chrono::days{world.config.limits.access_code_days});
  const auto language = language_of(order);
  const auto expires_on = core::to_long_date(world.calendar.zone().date_of(expires), order.language);
  static_cast<void>(TRY(storage::revoke_access_codes(tx, order.id)));
  TRY(storage::insert_access_code(tx, {storage::AccessCodeId::make(), order.id, domain::access_code_hash(code), order.recipient_email,
                                       "issued", now, expires, std::nullopt}));
  MailOrder link{.mail = outbound::MailTemplate::access_link,
                 .language = language,
                 .to = order.recipient_email,
                 .recipient = recipient_of(order),
                 .params = {{"order_number", order.number},
                            {"product", product_name(world, order.product, language)},
                            {"url", links::apply_page(world.config)},
                            {"expires_on", expires_on}},
                 .object = order.id.str()};
  TRY(queue_mail(tx, world, link, now));
  auto secret = std::move(link);
  secret.mail = outbound::MailTemplate::access_code;
  secret.params = {{"order_number", order.number}, {"code", code}, {"expires_on", expires_on}};
  secret.secret = true;
  return queue_mail(tx, world, secret, now);
}

} // namespace usecases
