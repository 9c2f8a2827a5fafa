#include "http/dto.h"
#include "http/errors.h"
#include "http/guard.h"
#include "portal/actor.h"
#include "portal/given_session.h"
#include "portal/resources.h"
#include "usecases/create_quote.h"
#include "usecases/open_quote.h"

namespace portal {
namespace {

using http::Call;
using http::File;
using http::Reply;
using http::Role;
using usecases::World;

struct QuoteRequest : usecases::QuoteRequest {
  static constexpr std::array rules{http::Rule{.field = "product", .min_length = 1, .max_length = 40},
                                    http::Rule{.field = "term_years", .minimum = 1, .maximum = 10},
                                    http::Rule{.field = "names", .max_length = 300, .min_items = 1, .max_items = 250},
                                    http::Rule{.field = "language", .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(QuoteRequest, (usecases::QuoteRequest), ())

struct Quote : usecases::Quote {
  std::optional<std::string> token; ///< only in the answer that made or opened the quote; for scripts, pages get it as a cookie
  std::optional<std::string> csrf_token;
  static constexpr std::array rules{http::Rule{.field = "token", .omit_empty = true},
                                    http::Rule{.field = "csrf_token", .omit_empty = true}};
};
BOOST_DESCRIBE_STRUCT(Quote, (usecases::Quote), (token, csrf_token))

Reply<Quote> to_reply(usecases::CreatedQuote&& made, const http::CallContext& call) {
  Quote quote{{std::move(made.quote)}, std::nullopt, std::nullopt};
  if (!made.session) return quote;
  quote.token = told_token(call, *made.session);
  quote.csrf_token = made.session->csrf_token;
  return with_order_session(std::move(quote), call, *made.session);
}

/// Anybody may ask for a quote; of an account's users those who may order by it. Whose session at the account's pages is over is not
/// taken for a visitor.
core::Result<void> check_orderer(const http::CallContext& call) {
  const auto& asker = call.principal;
  if (asker.is_anonymous() && call.request.header("X-Entry") == to_string(http::Entry::cms))
    return core::fail(http::errors::not_authenticated);
  if (asker.kind != http::PrincipalKind::customer) return {};
  return http::check_permission(http::allow::customer(Role::super_admin, Role::sub_admin), asker);
}

core::Result<Reply<Quote>> create_quote(World& world, const Call<QuoteRequest>& call) {
  TRY(check_orderer(call));
  return to_reply(TRY(usecases::create_quote(world, actor_of(call), call.body)), call);
}

struct QuoteSessionRequest {
  std::string token;
  static constexpr std::array rules{http::Rule{.field = "token", .min_length = 1, .max_length = 100}};
};
BOOST_DESCRIBE_STRUCT(QuoteSessionRequest, (), (token))

core::Result<Reply<Quote>> open_quote(World& world, const Call<QuoteSessionRequest>& call) {
  return to_reply(TRY(usecases::open_quote(world, actor_of(call), call.body.token)), call);
}

core::Result<Reply<Quote>> get_quote(World& world, const Call<>& call) {
  return Quote{{TRY(usecases::view_quote(world, actor_of(call), TRY(call.id<storage::QuoteId>())))}, std::nullopt, std::nullopt};
}

core::Result<Reply<File>> get_quote_pdf(World& world, const Call<>& call) {
  const auto paper = TRY(usecases::read_quote_pdf(world, actor_of(call), TRY(call.id<storage::QuoteId>())));
  return File{"application/pdf", std::string(core::as_text(paper.pdf)), paper.number + ".pdf"};
}

} // namespace

std::vector<http::Endpoint> quote_endpoints(World& world) {
  using enum http::Method;
  constexpr auto readers = http::allow::order | http::allow::any_customer | http::allow::any_staff;
  return {
      http::endpoint({.id = "createQuote",
                      .method = post,
                      .path = "/quotes",
                      .summary = "Ask for a quote",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "orders",
                      .status = 201,
                      .creates = true,
                      .body_limit = 64 * 1024,
                      .rate = {.burst = 30, .per_minute = 30}},
                     world, &create_quote),
      http::endpoint({.id = "openQuote",
                      .method = post,
                      .path = "/quote-sessions",
                      .summary = "Open the quote that a mailed link leads to",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "orders",
                      .body_limit = 4096,
                      .rate = {.burst = 120, .per_minute = 60}},
                     world, &open_quote),
      http::endpoint({.id = "getQuote",
                      .method = get,
                      .path = "/quotes/{id}",
                      .summary = "Show a quote",
                      .permission = readers,
                      .listeners = http::on::both,
                      .tag = "orders"},
                     world, &get_quote),
      http::endpoint({.id = "getQuotePdf",
                      .method = get,
                      .path = "/quotes/{id}/pdf",
                      .summary = "Read a quote as PDF",
                      .permission = readers,
                      .listeners = http::on::both,
                      .tag = "orders"},
                     world, &get_quote_pdf),
  };
}

} // namespace portal
