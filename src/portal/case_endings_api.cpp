#include "portal/actor.h"
#include "portal/case_dtos.h"
#include "portal/cases_api.h"
#include "usecases/reject_case.h"
#include "usecases/withdraw_application.h"

/// How a case ends without a certificate: rejected, or withdrawn at the customer's wish.
namespace portal {
namespace {

using http::Call;
using http::Reply;
using http::Role;
using usecases::World;

struct RejectionRequest {
  std::string reason_code = "other";
  std::string reason;
  static constexpr std::array rules{
      http::Rule{.field = "reason_code",
                 .one_of = "organization_not_found|organization_closed|domain_control_not_shown|contact_not_reached|contact_declined|"
                           "not_authorized|high_risk|documents_missing|key_unfit|other",
                 .has_default = true},
      http::Rule{.field = "reason", .max_length = 4000, .multiline = true, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(RejectionRequest, (), (reason_code, reason))

struct RejectionPreview {
  std::string subject;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(RejectionPreview, (), (subject, body))

struct CaseWithdrawalRequest : usecases::Withdrawal {
  static constexpr std::array rules{http::Rule{.field = "reason", .max_length = 1000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(CaseWithdrawalRequest, (usecases::Withdrawal), ())

usecases::Rejection to_rejection(const RejectionRequest& body) {
  return {domain::parse_rejection_reason(body.reason_code).value_or(domain::RejectionReason::other), body.reason};
}

core::Result<Reply<CaseDetail>> reject_case(World& world, const Call<RejectionRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::reject_case(world, actor_of(call), id, to_rejection(call.body), call.if_match));
  return show_case(world, call, id);
}

core::Result<Reply<RejectionPreview>> preview_rejection(World& world, const Call<RejectionRequest>& call) {
  const auto text = TRY(usecases::preview_rejection(world, TRY(call.id<storage::CaseId>()), to_rejection(call.body)));
  return RejectionPreview{text.subject, text.body};
}

core::Result<Reply<CaseDetail>> withdraw_case(World& world, const Call<CaseWithdrawalRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::withdraw_case(world, actor_of(call), id, call.body, call.if_match));
  return show_case(world, call, id);
}

} // namespace

std::vector<http::Endpoint> case_ending_endpoints(World& world) {
  using enum http::Method;
  constexpr auto specialists = http::allow::staff(Role::specialist);
  return {
      http::endpoint({.id = "rejectCase",
                      .method = post,
                      .path = "/cases/{id}/rejections",
                      .summary = "Reject an application",
                      .permission = specialists,
                      .listeners = http::on::desk,
                      .tag = "cases",
                      .needs_if_match = true},
                     world, &reject_case),
      http::endpoint({.id = "previewRejection",
                      .method = post,
                      .path = "/cases/{id}/rejection-previews",
                      .summary = "Show the mail that a rejection would send",
                      .permission = specialists,
                      .listeners = http::on::desk,
                      .tag = "cases"},
                     world, &preview_rejection),
      http::endpoint({.id = "withdrawCase",
                      .method = post,
                      .path = "/cases/{id}/withdrawals",
                      .summary = "Withdraw an application at the customer's wish",
                      .permission = specialists | http::allow::staff(Role::support),
                      .listeners = http::on::desk,
                      .tag = "cases",
                      .needs_if_match = true},
                     world, &withdraw_case),
  };
}

} // namespace portal
