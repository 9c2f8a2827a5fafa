#include "portal/actor.h"
#include "portal/case_dtos.h"
#include "portal/cases_api.h"
#include "usecases/issue_approved_application.h"
#include "usecases/reopen_steps.h"

/// What a specialist has done once more: a step whose evidence does not hold, or the issuing of an approved case.
namespace portal {
namespace {

using http::Call;
using http::Reply;
using http::Role;
using usecases::World;

struct ReopeningRequest {
  std::string step;
  std::string reason;
  static constexpr std::array rules{
      http::Rule{.field = "step", .one_of = "organization|domains|hr_call|authorization_call|contract_signer_call|higher_authority_call"},
      http::Rule{.field = "reason", .min_length = 1, .max_length = 1000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(ReopeningRequest, (), (step, reason))

core::Result<Reply<CaseDetail>> reopen_step(World& world, const Call<ReopeningRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::reopen_step(world, actor_of(call), {id, domain::parse_step(call.body.step).value(), call.body.reason}));
  return show_case(world, call, id);
}

core::Result<Reply<CaseDetail>> issue_case(World& world, const Call<>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  const auto application = TRY(usecases::view_case(world, id)).application.id;
  TRY(usecases::issue_approved_application(world, actor_of(call), application));
  return show_case(world, call, id);
}

} // namespace

std::vector<http::Endpoint> case_step_endpoints(World& world) {
  const auto specialists = http::allow::staff(Role::specialist);
  return {http::endpoint({.id = "reopenStep",
                          .method = http::Method::post,
                          .path = "/cases/{id}/reopenings",
                          .summary = "Have a step of a case done again",
                          .permission = specialists,
                          .listeners = http::on::desk,
                          .tag = "cases",
                          .status = 201,
                          .creates = true},
                         world, &reopen_step),
          http::endpoint({.id = "issueCase",
                          .method = http::Method::post,
                          .path = "/cases/{id}/issuances",
                          .summary = "Issue the certificate of an approved case, where issuing was refused before",
                          .permission = specialists,
                          .listeners = http::on::desk,
                          .tag = "cases"},
                         world, &issue_case)};
}

} // namespace portal
