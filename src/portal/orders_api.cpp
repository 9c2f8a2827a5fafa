#include "http/dto.h"
#include "portal/actor.h"
#include "portal/given_session.h"
#include "portal/resources.h"
#include "usecases/create_order_session.h"
#include "usecases/order_defaults.h"
#include "usecases/place_order.h"
#include "usecases/redeem_access_code.h"
#include "usecases/view_orders.h"

namespace portal {
namespace {

using http::Call;
using http::File;
using http::Reply;
using http::Role;
using usecases::World;

struct OrderRequest {
  storage::QuoteId quote_id = storage::QuoteId::stored("");
};
BOOST_DESCRIBE_STRUCT(OrderRequest, (), (quote_id))

struct OrderSessionRequest {
  std::string order_number;
  std::string email;
  static constexpr std::array rules{http::Rule{.field = "order_number", .min_length = 1, .max_length = 60},
                                    http::Rule{.field = "email", .min_length = 1, .max_length = 300}};
};
BOOST_DESCRIBE_STRUCT(OrderSessionRequest, (), (order_number, email))
struct OrderSession {
  std::string order_id;
  std::optional<std::string> token; ///< for scripts; pages get it as a cookie
  std::string csrf_token;
};
BOOST_DESCRIBE_STRUCT(OrderSession, (), (order_id, token, csrf_token))

struct AccessCodeRedemptionRequest {
  std::string code;
  static constexpr std::array rules{http::Rule{.field = "code", .min_length = 1, .max_length = 100}};
};
BOOST_DESCRIBE_STRUCT(AccessCodeRedemptionRequest, (), (code))
struct AccessCodeRedemption {
  std::string application_id;
  std::optional<std::string> token; ///< for scripts; pages get it as a cookie
  std::string csrf_token;
};
BOOST_DESCRIBE_STRUCT(AccessCodeRedemption, (), (application_id, token, csrf_token))

core::Result<Reply<usecases::Order>> create_order(World& world, const Call<OrderRequest>& call) {
  return TRY(usecases::place_order(world, actor_of(call), call.body.quote_id));
}

core::Result<Reply<usecases::OrderDefaults>> get_order_defaults(World& world, const Call<>& call) {
  return TRY(usecases::view_order_defaults(world, actor_of(call)));
}

core::Result<Reply<usecases::Order>> get_order(World& world, const Call<>& call) {
  return TRY(usecases::view_order(world, actor_of(call), TRY(call.id<storage::OrderId>())));
}

File to_file(const usecases::PaperFile& paper) { return {"application/pdf", std::string(core::as_text(paper.pdf)), paper.number + ".pdf"}; }

core::Result<Reply<File>> get_invoice_pdf(World& world, const Call<>& call) {
  return to_file(TRY(usecases::read_invoice_pdf(world, actor_of(call), TRY(call.id<storage::OrderId>()))));
}

core::Result<Reply<File>> get_receipt_pdf(World& world, const Call<>& call) {
  return to_file(TRY(usecases::read_receipt_pdf(world, actor_of(call), TRY(call.id<storage::OrderId>()))));
}

core::Result<Reply<OrderSession>> create_order_session(World& world, const Call<OrderSessionRequest>& call) {
  const auto made = TRY(usecases::create_order_session(world, actor_of(call), call.body.order_number, call.body.email));
  return with_order_session(OrderSession{made.order_id.str(), told_token(call, made.session), made.session.csrf_token}, call, made.session);
}

core::Result<Reply<AccessCodeRedemption>> redeem_access_code(World& world, const Call<AccessCodeRedemptionRequest>& call) {
  const auto made = TRY(usecases::redeem_access_code(world, actor_of(call), call.body.code));
  return with_order_session(AccessCodeRedemption{made.application_id.str(), told_token(call, made.session), made.session.csrf_token}, call,
                            made.session);
}

} // namespace

std::vector<http::Endpoint> order_endpoints(World& world) {
  using enum http::Method;
  constexpr auto readers = http::allow::order | http::allow::applicant | http::allow::any_customer | http::allow::any_staff;
  constexpr auto orderers = http::allow::customer(Role::super_admin, Role::sub_admin);
  constexpr http::RateLimit guesses{.burst = 30, .per_minute = 10};
  return {
      http::endpoint({.id = "createOrder",
                      .method = post,
                      .path = "/orders",
                      .summary = "Order what a quote offers",
                      .permission = http::allow::order | orderers,
                      .listeners = http::on::public_site,
                      .tag = "orders",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = {.burst = 10, .per_minute = 2}},
                     world, &create_order),
      http::endpoint({.id = "getOrderDefaults",
                      .method = get,
                      .path = "/account/order-defaults",
                      .summary = "Show what the form of the account's next order begins with",
                      .permission = orderers,
                      .listeners = http::on::public_site,
                      .tag = "orders"},
                     world, &get_order_defaults),
      http::endpoint({.id = "getOrder",
                      .method = get,
                      .path = "/orders/{id}",
                      .summary = "Show an order",
                      .permission = readers | http::allow::tracker,
                      .listeners = http::on::both,
                      .tag = "orders"},
                     world, &get_order),
      http::endpoint({.id = "getInvoicePdf",
                      .method = get,
                      .path = "/orders/{id}/invoice",
                      .summary = "Read an order's invoice as PDF",
                      .permission = readers,
                      .listeners = http::on::both,
                      .tag = "orders"},
                     world, &get_invoice_pdf),
      http::endpoint({.id = "getReceiptPdf",
                      .method = get,
                      .path = "/orders/{id}/receipt",
                      .summary = "Read a paid order's receipt, its qualified invoice, as PDF",
                      .permission = readers,
                      .listeners = http::on::both,
                      .tag = "orders"},
                     world, &get_receipt_pdf),
      http::endpoint({.id = "createOrderSession",
                      .method = post,
                      .path = "/order-sessions",
                      .summary = "See how an order stands",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "orders",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &create_order_session),
      http::endpoint({.id = "redeemAccessCode",
                      .method = post,
                      .path = "/access-code-redemptions",
                      .summary = "Open the application with its access code",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &redeem_access_code),
  };
}

} // namespace portal
