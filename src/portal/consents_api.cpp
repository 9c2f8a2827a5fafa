#include "http/dto.h"
#include "portal/actor.h"
#include "portal/given_session.h"
#include "portal/resources.h"
#include "usecases/consent_call.h"
#include "usecases/consent_code.h"
#include "usecases/correct_details.h"
#include "usecases/decide_consent.h"
#include "usecases/list_consents.h"
#include "usecases/open_consent_link.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using usecases::ConsentList;
using usecases::ConsentPage;
using usecases::World;

struct LinkToken {
  std::string token;
  static constexpr std::array rules{http::Rule{.field = "token", .min_length = 1, .max_length = 200}};
};
BOOST_DESCRIBE_STRUCT(LinkToken, (), (token))

struct ConsentSession {
  ConsentPage page;
  std::string csrf_token;
  std::optional<std::string> token; ///< for scripts; pages get it as a cookie
};
BOOST_DESCRIBE_STRUCT(ConsentSession, (), (page, csrf_token, token))

struct TypedCode {
  std::string code;
  static constexpr std::array rules{http::Rule{.field = "code", .min_length = 1, .max_length = 30}};
};
BOOST_DESCRIBE_STRUCT(TypedCode, (), (code))

struct ConsentAnswerRequest : usecases::ConsentAnswer {
  static constexpr std::array rules{http::Rule{.field = "decision", .one_of = "consent|decline"},
                                    http::Rule{.field = "reason", .max_length = 1000, .multiline = true},
                                    http::Rule{.field = "title", .max_length = 64}, http::Rule{.field = "signature", .max_length = 140},
                                    http::Rule{.field = "agreement_sha256", .max_length = 64}};
};
BOOST_DESCRIBE_STRUCT(ConsentAnswerRequest, (usecases::ConsentAnswer), ())

struct CorrectionRequest : usecases::DetailCorrection {
  static constexpr std::array rules{http::Rule{.field = "phone", .max_length = 40}, http::Rule{.field = "title", .max_length = 64},
                                    http::Rule{.field = "message", .max_length = 1000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(CorrectionRequest, (usecases::DetailCorrection), ())

struct CallTime {
  core::Instant at{};
};
BOOST_DESCRIBE_STRUCT(CallTime, (), (at))

constexpr std::string_view asked_roles = "authorization|higher_authority|contract_signer";
struct ConsentLinkRequest {
  std::string role;
  static constexpr std::array rules{http::Rule{.field = "role", .one_of = asked_roles}};
};
BOOST_DESCRIBE_STRUCT(ConsentLinkRequest, (), (role))
struct ContactReplacement {
  std::string role;
  usecases::DraftPerson person;
  static constexpr std::array rules{
      http::Rule{.field = "role", .one_of = "technical|authorization|higher_authority|contract_signer|account_administrator"}};
};
BOOST_DESCRIBE_STRUCT(ContactReplacement, (), (role, person))

core::Result<Reply<ConsentSession>> open_link(World& world, const Call<LinkToken>& call) {
  auto opened = TRY(usecases::open_consent_link(world, actor_of(call), call.body.token));
  return with_session(ConsentSession{std::move(opened.page), opened.session.csrf_token, told_token(call, opened.session)}, call,
                      opened.session, http::Entry::link);
}

core::Result<Reply<ConsentPage>> get_page(World& world, const Call<>& call) {
  return TRY(usecases::view_consent_page(world, actor_of(call)));
}
core::Result<Reply<ConsentPage>> send_code(World& world, const Call<>& call) {
  return TRY(usecases::send_consent_code(world, actor_of(call)));
}
core::Result<Reply<ConsentPage>> check_code(World& world, const Call<TypedCode>& call) {
  return TRY(usecases::check_consent_code(world, actor_of(call), call.body.code));
}
core::Result<Reply<ConsentPage>> correct(World& world, const Call<CorrectionRequest>& call) {
  return TRY(usecases::correct_details(world, actor_of(call), call.body));
}
core::Result<Reply<ConsentPage>> decide(World& world, const Call<ConsentAnswerRequest>& call) {
  return TRY(usecases::decide_consent(world, actor_of(call), TRY(call.id<storage::ConsentId>()), call.body));
}
core::Result<Reply<usecases::ConsentCalls>> get_calls(World& world, const Call<>& call) {
  return TRY(usecases::view_consent_calls(world, actor_of(call)));
}
core::Result<Reply<usecases::ConsentCalls>> book_call(World& world, const Call<CallTime>& call) {
  return TRY(usecases::book_consent_call(world, actor_of(call), call.body.at));
}
core::Result<Reply<ConsentList>> list(World& world, const Call<>& call) {
  return TRY(usecases::list_consents(world, actor_of(call), TRY(call.id<storage::ApplicationId>())));
}
core::Result<Reply<ConsentList>> resend(World& world, const Call<ConsentLinkRequest>& call) {
  return TRY(usecases::resend_consent(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.body.role));
}
core::Result<Reply<ConsentList>> replace(World& world, const Call<ContactReplacement>& call) {
  return TRY(usecases::replace_contact(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.body.role, call.body.person));
}

constexpr std::string_view tag = "consents";
constexpr http::RateLimit guesses{.burst = 30, .per_minute = 20};

std::vector<http::Endpoint> page_endpoints(World& world) {
  using enum http::Method;
  using http::allow::link;
  constexpr auto site = http::on::public_site;
  return {
      http::endpoint({.id = "openConsentLink",
                      .method = post,
                      .path = "/consent-sessions",
                      .summary = "Open the page that a mailed link leads to",
                      .permission = http::allow::anyone,
                      .listeners = site,
                      .tag = tag,
                      .body_limit = 4096,
                      .rate = {.burst = 120, .per_minute = 60}},
                     world, &open_link),
      http::endpoint({.id = "getConsentPage",
                      .method = get,
                      .path = "/consent-page",
                      .summary = "Show what is asked of the link's holder",
                      .permission = link,
                      .listeners = site,
                      .tag = tag},
                     world, &get_page),
      http::endpoint({.id = "sendConsentCode",
                      .method = post,
                      .path = "/consent-page/codes",
                      .summary = "Mail the link's holder a one-time code",
                      .permission = link,
                      .listeners = site,
                      .tag = tag,
                      .rate = guesses},
                     world, &send_code),
      http::endpoint({.id = "checkConsentCode",
                      .method = post,
                      .path = "/consent-page/code-checks",
                      .summary = "Show that the link's holder reads the mail",
                      .permission = link,
                      .listeners = site,
                      .tag = tag,
                      .body_limit = 4096,
                      .rate = guesses},
                     world, &check_code),
      http::endpoint({.id = "correctContactDetails",
                      .method = post,
                      .path = "/consent-page/corrections",
                      .summary = "Tell the staff that details on record are wrong",
                      .permission = link,
                      .listeners = site,
                      .tag = tag,
                      .body_limit = 16 * 1024,
                      .rate = guesses},
                     world, &correct),
      http::endpoint({.id = "getConsentCalls",
                      .method = get,
                      .path = "/consent-page/calls",
                      .summary = "Show the times at which the link's holder can be called",
                      .permission = link,
                      .listeners = site,
                      .tag = tag},
                     world, &get_calls),
      http::endpoint({.id = "bookConsentCall",
                      .method = post,
                      .path = "/consent-page/calls",
                      .summary = "Choose when the link's holder is called, or move the call",
                      .permission = link,
                      .listeners = site,
                      .tag = tag,
                      .body_limit = 4096,
                      .rate = {.burst = 20, .per_minute = 2}},
                     world, &book_call),
      http::endpoint({.id = "decideConsent",
                      .method = post,
                      .path = "/consents/{id}/decisions",
                      .summary = "Consent, or decline with a reason",
                      .permission = link,
                      .listeners = site,
                      .tag = tag,
                      .body_limit = 16 * 1024,
                      .rate = {.burst = 30, .per_minute = 10}},
                     world, &decide),
  };
}

} // namespace

std::vector<http::Endpoint> consent_endpoints(World& world) {
  using enum http::Method;
  using http::allow::applicant;
  auto endpoints = page_endpoints(world);
  endpoints.push_back(http::endpoint({.id = "listConsents",
                                      .method = get,
                                      .path = "/applications/{id}/consents",
                                      .summary = "Show whose consent has arrived",
                                      .permission = applicant | http::allow::order | http::allow::any_customer | http::allow::any_staff,
                                      .listeners = http::on::both,
                                      .tag = tag},
                                     world, &list));
  endpoints.push_back(http::endpoint({.id = "resendConsentLink",
                                      .method = post,
                                      .path = "/applications/{id}/consent-links",
                                      .summary = "Ask somebody for consent again, by a new link",
                                      .permission = applicant | http::allow::staff(http::Role::specialist, http::Role::support),
                                      .listeners = http::on::both,
                                      .tag = tag,
                                      .body_limit = 4096,
                                      .rate = {.burst = 20, .per_minute = 5}},
                                     world, &resend));
  endpoints.push_back(http::endpoint({.id = "replaceContact",
                                      .method = post,
                                      .path = "/applications/{id}/contact-replacements",
                                      .summary = "Name another person for a role whose consent is not given",
                                      .permission = applicant,
                                      .listeners = http::on::public_site,
                                      .tag = tag,
                                      .body_limit = 16 * 1024,
                                      .rate = {.burst = 10, .per_minute = 1}},
                                     world, &replace));
  return endpoints;
}

} // namespace portal
