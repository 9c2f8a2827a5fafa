#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/list_position.h"
#include "usecases/record_payment.h"
#include "usecases/resend_access_code.h"
#include "usecases/view_certificates.h"
#include "usecases/view_orders.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

struct OrderListQuery {
  std::string status;
  std::string q;
  std::string after;
  std::int64_t limit = 50;
  static constexpr std::array rules{http::Rule{.field = "status",
                                               .one_of = "|placed|invoiced|partly_paid|paid|overpaid|fulfilled|cancelled|refunded|unused",
                                               .has_default = true},
                                    http::Rule{.field = "q", .max_length = 200, .has_default = true},
                                    http::Rule{.field = "after", .has_default = true},
                                    http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(OrderListQuery, (), (status, q, after, limit))

struct PaymentRequest : usecases::PaymentRequest {
  static constexpr std::array rules{http::Rule{.field = "amount", .minimum = 1, .maximum = 10'000'000'000},
                                    http::Rule{.field = "payer_name", .min_length = 1, .max_length = 100},
                                    http::Rule{.field = "reference", .min_length = 1, .max_length = 100}};
};
BOOST_DESCRIBE_STRUCT(PaymentRequest, (usecases::PaymentRequest), ())

struct AccessCodeRequest : usecases::ResendRequest {
  static constexpr std::array rules{http::Rule{.field = "recipient_name", .max_length = 100},
                                    http::Rule{.field = "recipient_email", .max_length = 300}};
};
BOOST_DESCRIBE_STRUCT(AccessCodeRequest, (usecases::ResendRequest), ())

core::Result<Reply<http::Page<usecases::Order>>> list_orders(World& world, const Call<None, OrderListQuery>& call) {
  const auto actor = actor_of(call);
  auto list = TRY(usecases::after_checked(usecases::list_orders(
      world, actor, {usecases::tenant_of(actor), call.query.status, call.query.q, call.query.after, call.query.limit})));
  return http::Page<usecases::Order>{.items = std::move(list.items), .next = list.next};
}

core::Result<Reply<usecases::Order>> record_payment(World& world, const Call<PaymentRequest>& call) {
  return TRY(usecases::record_payment(world, actor_of(call), TRY(call.id<storage::OrderId>()), call.body));
}

core::Result<Reply<usecases::Order>> resend_access_code(World& world, const Call<AccessCodeRequest>& call) {
  return TRY(usecases::resend_access_code(world, actor_of(call), TRY(call.id<storage::OrderId>()), call.body));
}

core::Result<Reply<None>> revoke_access_code(World& world, const Call<>& call) {
  TRY(usecases::revoke_access_code(world, actor_of(call), TRY(call.id<storage::OrderId>())));
  return Reply<None>{};
}

} // namespace

std::vector<http::Endpoint> payment_endpoints(World& world) {
  using enum http::Method;
  using http::allow::staff;
  return {
      http::endpoint({.id = "listOrders",
                      .method = get,
                      .path = "/orders",
                      .summary = "List orders, newest first",
                      .permission = staff(Role::finance, Role::support) | http::allow::any_customer,
                      .listeners = http::on::both,
                      .tag = "orders"},
                     world, &list_orders),
      http::endpoint({.id = "recordPayment",
                      .method = post,
                      .path = "/orders/{id}/payments",
                      .summary = "Record a deposit",
                      .permission = staff(Role::finance),
                      .listeners = http::on::desk,
                      .tag = "orders",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096},
                     world, &record_payment),
      http::endpoint({.id = "resendAccessCode",
                      .method = post,
                      .path = "/orders/{id}/access-codes",
                      .summary = "Send a new access code",
                      .permission = staff(Role::support, Role::finance) | http::allow::order | http::allow::tracker,
                      .listeners = http::on::both,
                      .tag = "orders",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = {.burst = 20, .per_minute = 5}},
                     world, &resend_access_code),
      http::endpoint({.id = "revokeAccessCode",
                      .method = delete_,
                      .path = "/orders/{id}/access-codes",
                      .summary = "Revoke the issued access code",
                      .permission = staff(Role::support) | http::allow::order,
                      .listeners = http::on::both,
                      .tag = "orders",
                      .status = 204,
                      .rate = {.burst = 20, .per_minute = 5}},
                     world, &revoke_access_code),
  };
}

} // namespace portal
