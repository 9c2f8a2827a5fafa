#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/cancel_validation.h"
#include "usecases/check_validation.h"
#include "usecases/create_validation.h"
#include "usecases/mail_domain_holder.h"
#include "usecases/validation_options.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using usecases::Validation;
using usecases::World;

struct ValidationRequest : usecases::ValidationRequest {
  static constexpr std::array rules{http::Rule{.field = "fqdn", .min_length = 1, .max_length = 300},
                                    http::Rule{.field = "method", .one_of = "dns_txt|web_file|email|caa_email|txt_email"},
                                    http::Rule{.field = "authorization_domain", .max_length = 300, .has_default = true},
                                    http::Rule{.field = "addresses", .max_length = 320, .max_items = 10, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(ValidationRequest, (usecases::ValidationRequest), ())

struct OptionsQuery {
  std::string fqdn;
  static constexpr std::array rules{http::Rule{.field = "fqdn", .max_length = 300, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(OptionsQuery, (), (fqdn))

core::Result<Reply<usecases::ValidationOptions>> get_validation_options(World& world, const Call<http::None, OptionsQuery>& call) {
  return TRY(usecases::view_validation_options(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.query.fqdn));
}

core::Result<Reply<Validation>> resend_domain_mails(World& world, const Call<>& call) {
  return TRY(usecases::resend_domain_mails(world, actor_of(call), TRY(call.id<storage::ValidationId>())));
}

core::Result<Reply<Validation>> create_validation(World& world, const Call<ValidationRequest>& call) {
  return TRY(usecases::create_validation(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.body));
}

core::Result<Reply<Validation>> check_validation(World& world, const Call<>& call) {
  return TRY(usecases::check_validation(world, actor_of(call), TRY(call.id<storage::ValidationId>())));
}

core::Result<Reply<Validation>> cancel_validation(World& world, const Call<>& call) {
  return TRY(usecases::cancel_validation(world, actor_of(call), TRY(call.id<storage::ValidationId>())));
}

} // namespace

std::vector<http::Endpoint> validation_endpoints(World& world) {
  using http::Method;
  return {
      http::endpoint({.id = "getValidationOptions",
                      .method = Method::get,
                      .path = "/applications/{id}/validation-options",
                      .summary = "Show by which methods, where and by whom a name can be proven",
                      .permission = http::allow::applicant | http::allow::staff(http::Role::specialist),
                      .listeners = http::on::both,
                      .tag = "validations",
                      .rate = {.burst = 60, .per_minute = 30}},
                     world, &get_validation_options),
      http::endpoint({.id = "resendDomainMails",
                      .method = Method::post,
                      .path = "/validations/{id}/mails",
                      .summary = "Send the unanswered mails to a domain's holder once more, unchanged",
                      .permission = http::allow::applicant | http::allow::staff(http::Role::specialist),
                      .listeners = http::on::both,
                      .tag = "validations",
                      .rate = {.burst = 20, .per_minute = 20}},
                     world, &resend_domain_mails),
      http::endpoint({.id = "createValidation",
                      .method = Method::post,
                      .path = "/applications/{id}/validations",
                      .summary = "Begin to prove control of a name",
                      .permission = http::allow::applicant,
                      .listeners = http::on::public_site,
                      .tag = "validations",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = {.burst = 300, .per_minute = 30}},
                     world, &create_validation),
      http::endpoint({.id = "checkValidation",
                      .method = Method::post,
                      .path = "/validations/{id}/checks",
                      .summary = "Look for the proof now",
                      .permission = http::allow::applicant | http::allow::customer(http::Role::super_admin, http::Role::sub_admin) |
                                    http::allow::staff(http::Role::specialist),
                      .listeners = http::on::both,
                      .tag = "validations",
                      .rate = {.burst = 20, .per_minute = 20}},
                     world, &check_validation),
      http::endpoint({.id = "cancelValidation",
                      .method = Method::delete_,
                      .path = "/validations/{id}",
                      .summary = "Stop a validation that is no longer wanted",
                      .permission = http::allow::customer(http::Role::super_admin, http::Role::sub_admin),
                      .listeners = http::on::public_site,
                      .tag = "validations"},
                     world, &cancel_validation),
  };
}

} // namespace portal
