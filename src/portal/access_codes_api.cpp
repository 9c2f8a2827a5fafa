#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/change_recipient.h"
#include "usecases/mail_entry_code.h"
#include "usecases/renew_access_code.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using usecases::World;

struct OldAccessCode {
  std::string code;
  static constexpr std::array rules{http::Rule{.field = "code", .min_length = 1, .max_length = 100}};
};
BOOST_DESCRIBE_STRUCT(OldAccessCode, (), (code))
struct EntryRequest {
  std::string email;
  static constexpr std::array rules{http::Rule{.field = "email", .min_length = 3, .max_length = 254}};
};
BOOST_DESCRIBE_STRUCT(EntryRequest, (), (email))
struct RecipientConfirmation {
  std::string code;
  static constexpr std::array rules{http::Rule{.field = "code", .min_length = 1, .max_length = 100}};
};
BOOST_DESCRIBE_STRUCT(RecipientConfirmation, (), (code))

core::Result<Reply<usecases::RenewedCode>> renew_access_code(World& world, const Call<OldAccessCode>& call) {
  return TRY(usecases::renew_access_code(world, actor_of(call), call.body.code));
}

core::Result<Reply<None>> mail_entry_code(World& world, const Call<EntryRequest>& call) {
  TRY(usecases::mail_entry_code(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.body.email));
  return Reply<None>{};
}

core::Result<Reply<usecases::RecipientChangeAsked>> change_recipient(World& world, const Call<usecases::RecipientChange>& call) {
  return TRY(usecases::ask_recipient_change(world, actor_of(call), TRY(call.id<storage::OrderId>()), call.body));
}

core::Result<Reply<usecases::Order>> confirm_recipient(World& world, const Call<RecipientConfirmation>& call) {
  return TRY(usecases::confirm_recipient_change(world, actor_of(call), TRY(call.id<storage::OrderId>()), call.body.code));
}

} // namespace

std::vector<http::Endpoint> access_code_endpoints(World& world) {
  using enum http::Method;
  constexpr http::RateLimit guesses{.burst = 30, .per_minute = 10};
  return {
      http::endpoint({.id = "renewAccessCode",
                      .method = post,
                      .path = "/access-code-renewals",
                      .summary = "Send a new code in place of one that has expired or been used",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &renew_access_code),
      http::endpoint({.id = "mailEntryCode",
                      .method = post,
                      .path = "/applications/{id}/entry-codes",
                      .summary = "Have a code mailed that leads to the application, at an address that gets its mails",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .status = 204,
                      .body_limit = 4096,
                      .rate = {.burst = 5, .per_minute = 1}},
                     world, &mail_entry_code),
      http::endpoint({.id = "changeRecipient",
                      .method = post,
                      .path = "/orders/{id}/recipient-changes",
                      .summary = "Ask for another recipient of the access code",
                      .permission = http::allow::order | http::allow::tracker,
                      .listeners = http::on::public_site,
                      .tag = "orders",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = {.burst = 10, .per_minute = 2}},
                     world, &change_recipient),
      http::endpoint({.id = "confirmRecipient",
                      .method = post,
                      .path = "/orders/{id}/recipient-confirmations",
                      .summary = "Confirm the new recipient with the code that was mailed to the orderer",
                      .permission = http::allow::order | http::allow::tracker,
                      .listeners = http::on::public_site,
                      .tag = "orders",
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &confirm_recipient),
  };
}

} // namespace portal
