#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/check_contacts.h"
#include "usecases/correct_subject.h"
#include "usecases/save_draft.h"
#include "usecases/submit_application.h"
#include "usecases/withdraw_application.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using usecases::Application;
using usecases::World;

struct DraftRequest : usecases::Draft {
  static constexpr std::array rules{http::Rule{.field = "step", .one_of = "csr|names|organization|contacts|review"},
                                    http::Rule{.field = "csr", .max_length = 100'000, .multiline = true},
                                    http::Rule{.field = "names", .max_length = 300, .max_items = 250}};
};
BOOST_DESCRIBE_STRUCT(DraftRequest, (usecases::Draft), ())

struct ContactCheckRequest : usecases::DraftContacts {
  bool at_most_ten_members = false;
};
BOOST_DESCRIBE_STRUCT(ContactCheckRequest, (usecases::DraftContacts), (at_most_ten_members))
struct ContactCheck {
  std::vector<usecases::ContactFinding> problems;
};
BOOST_DESCRIBE_STRUCT(ContactCheck, (), (problems))

struct SubmissionRequest : usecases::Submission {
  static constexpr std::array rules{http::Rule{.field = "agreement_version", .min_length = 1, .max_length = 60}};
};
BOOST_DESCRIBE_STRUCT(SubmissionRequest, (usecases::Submission), ())

struct WithdrawalRequest : usecases::Withdrawal {
  static constexpr std::array rules{http::Rule{.field = "reason", .max_length = 1000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(WithdrawalRequest, (usecases::Withdrawal), ())

struct SubjectCorrectionRequest : usecases::SubjectCorrection {
  static constexpr std::array rules{
      http::Rule{.field = "certificate_organization", .max_length = 64}, http::Rule{.field = "certificate_state", .max_length = 128},
      http::Rule{.field = "certificate_locality", .max_length = 128}, http::Rule{.field = "certificate_street", .max_length = 128}};
};
BOOST_DESCRIBE_STRUCT(SubjectCorrectionRequest, (usecases::SubjectCorrection), ())

core::Result<Reply<Application>> correct_subject(World& world, const Call<SubjectCorrectionRequest>& call) {
  return TRY(usecases::correct_subject(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.body, call.if_match));
}

core::Result<Reply<Application>> withdraw_application(World& world, const Call<WithdrawalRequest>& call) {
  return TRY(usecases::withdraw_application(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.body, call.if_match));
}

core::Result<Reply<Application>> get_application(World& world, const Call<>& call) {
  return TRY(usecases::view_application(world, actor_of(call), TRY(call.id<storage::ApplicationId>())));
}

core::Result<Reply<Application>> save_draft(World& world, const Call<DraftRequest>& call) {
  return TRY(usecases::save_draft(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.body, call.if_match));
}

core::Result<Reply<ContactCheck>> check_contacts(World& world, const Call<ContactCheckRequest>& call) {
  const usecases::DraftContacts& contacts = call.body;
  return ContactCheck{TRY(
      usecases::check_contacts(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), {contacts, call.body.at_most_ten_members}))};
}

core::Result<Reply<Application>> submit_application(World& world, const Call<SubmissionRequest>& call) {
  return TRY(usecases::submit_application(world, actor_of(call), TRY(call.id<storage::ApplicationId>()), call.body, call.if_match));
}

} // namespace

std::vector<http::Endpoint> application_endpoints(World& world) {
  using enum http::Method;
  using http::allow::applicant;
  return {
      http::endpoint(
          {.id = "getApplication",
           .method = get,
           .path = "/applications/{id}",
           .summary = "Show an application",
           .permission = applicant | http::allow::order | http::allow::tracker | http::allow::any_customer | http::allow::any_staff,
           .listeners = http::on::both,
           .tag = "applications"},
          world, &get_application),
      http::endpoint({.id = "saveDraft",
                      .method = put,
                      .path = "/applications/{id}/draft",
                      .summary = "Save what was entered so far",
                      .permission = applicant,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .needs_if_match = true,
                      .body_limit = 256 * 1024,
                      .rate = {.burst = 60, .per_minute = 60}},
                     world, &save_draft),
      http::endpoint({.id = "checkContacts",
                      .method = post,
                      .path = "/applications/{id}/contact-checks",
                      .summary = "Check who may be whom",
                      .permission = applicant,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .body_limit = 64 * 1024},
                     world, &check_contacts),
      http::endpoint({.id = "submitApplication",
                      .method = post,
                      .path = "/applications/{id}/submissions",
                      .summary = "Hand the application to vetting",
                      .permission = applicant,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .status = 201,
                      .creates = true,
                      .needs_if_match = true,
                      .body_limit = 4096,
                      .rate = {.burst = 60, .per_minute = 20}},
                     world, &submit_application),
      http::endpoint({.id = "correctSubject",
                      .method = post,
                      .path = "/applications/{id}/subject-corrections",
                      .summary = "Correct what the certificate will say of the organization, while the application is being vetted",
                      .permission = applicant,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .needs_if_match = true,
                      .body_limit = 8192,
                      .rate = {.burst = 10, .per_minute = 2}},
                     world, &correct_subject),
      http::endpoint({.id = "withdrawApplication",
                      .method = post,
                      .path = "/applications/{id}/withdrawals",
                      .summary = "Take an application back",
                      .permission = applicant | http::allow::order,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .needs_if_match = true,
                      .body_limit = 8192,
                      .rate = {.burst = 10, .per_minute = 2}},
                     world, &withdraw_application),
  };
}

} // namespace portal
