#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/answer_domain_mail.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using usecases::DomainApproval;
using usecases::World;

struct ApprovalAnswer {
  std::string answer; ///< approve | decline
  static constexpr std::array rules{http::Rule{.field = "answer", .one_of = "approve|decline"}};
};
BOOST_DESCRIBE_STRUCT(ApprovalAnswer, (), (answer))

core::Result<Reply<DomainApproval>> get_domain_approval(World& world, const Call<>& call) {
  return TRY(usecases::view_domain_approval(world, call.parameter("token")));
}

core::Result<Reply<DomainApproval>> answer_domain_approval(World& world, const Call<ApprovalAnswer>& call) {
  return TRY(usecases::answer_domain_approval(world, actor_of(call), call.parameter("token"), call.body.answer == "approve"));
}

} // namespace

std::vector<http::Endpoint> domain_approval_endpoints(World& world) {
  constexpr http::RateLimit guesses{.burst = 120, .per_minute = 60};
  return {
      http::endpoint({.id = "getDomainApproval",
                      .method = http::Method::get,
                      .path = "/domain-approvals/{token}",
                      .summary = "Show what the holder of a domain is asked by mail",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "validations",
                      .rate = guesses},
                     world, &get_domain_approval),
      http::endpoint({.id = "answerDomainApproval",
                      .method = http::Method::post,
                      .path = "/domain-approvals/{token}/answers",
                      .summary = "Approve or decline as the holder of the domain",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "validations",
                      .body_limit = 1024,
                      .rate = guesses},
                     world, &answer_domain_approval),
  };
}

} // namespace portal
