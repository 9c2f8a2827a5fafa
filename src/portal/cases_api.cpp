#include "portal/cases_api.h"

#include "portal/actor.h"
#include "portal/case_dtos.h"
#include "usecases/assign_case.h"
#include "usecases/case_queue.h"
#include "usecases/decide_case.h"
#include "usecases/issue_approved_application.h"
#include "usecases/list_position.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

struct CaseQuery {
  std::string queue = "open";
  std::string after;
  std::int64_t limit = 50;
  static constexpr std::array rules{
      http::Rule{.field = "queue",
                 .one_of = "mine|unassigned|open|review|done|waiting|due_soon|overdue|waiting_long|unassigned_long",
                 .has_default = true},
      http::Rule{.field = "after", .has_default = true}, http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(CaseQuery, (), (queue, after, limit))

struct ComparisonQuery {
  std::string number;
};
BOOST_DESCRIBE_STRUCT(ComparisonQuery, (), (number))

struct AssignmentRequest {
  std::optional<std::string> user_id;
  std::optional<std::string> take_over_from;
};
BOOST_DESCRIBE_STRUCT(AssignmentRequest, (), (user_id, take_over_from))

struct DecisionDto {
  std::string field;
  bool accepted = false;
  std::string reason;
  static constexpr std::array rules{http::Rule{.field = "field", .min_length = 1, .max_length = 40},
                                    http::Rule{.field = "reason", .min_length = 1, .max_length = 1000, .multiline = true}};
  static std::string dto_name() { return "DifferenceDecision"; }
};
BOOST_DESCRIBE_STRUCT(DecisionDto, (), (field, accepted, reason))
struct RegisterRecordRequest {
  std::string number;
  std::vector<DecisionDto> decisions;
  static constexpr std::array rules{http::Rule{.field = "decisions", .max_items = 20, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(RegisterRecordRequest, (), (number, decisions))

struct NoteRequest {
  std::string text;
  bool visible_to_applicant = false;
  static constexpr std::array rules{http::Rule{.field = "text", .min_length = 1, .max_length = 4000, .multiline = true},
                                    http::Rule{.field = "visible_to_applicant", .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(NoteRequest, (), (text, visible_to_applicant))

struct ReturnRequest {
  std::string reason;
  static constexpr std::array rules{http::Rule{.field = "reason", .min_length = 1, .max_length = 4000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(ReturnRequest, (), (reason))

struct ApprovalRequest {
  bool reviewed = false;
  std::string note;
  static constexpr std::array rules{http::Rule{.field = "note", .min_length = 1, .max_length = 4000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(ApprovalRequest, (), (reviewed, note))

core::Result<Reply<http::Page<CaseSummary>>> list_cases(World& world, const Call<None, CaseQuery>& call) {
  const auto page = TRY(usecases::after_checked(usecases::list_cases(
      world, {call.query.queue, storage::UserId::stored(call.principal.user_id), call.query.after, call.query.limit})));
  http::Page<CaseSummary> answer{.next = page.next};
  for (const auto& line : page.items) answer.items.push_back(to_summary(world, line, call.language));
  return answer;
}

core::Result<Reply<CaseDetail>> get_case(World& world, const Call<>& call) {
  return show_case(world, call, TRY(call.id<storage::CaseId>()));
}

core::Result<Reply<CaseDetail>> assign_case(World& world, const Call<AssignmentRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  usecases::Assignment assignment{id, {}, {}};
  if (call.body.user_id) assignment.to = TRY(storage::UserId::parse(*call.body.user_id));
  if (call.body.take_over_from) assignment.take_over_from = TRY(storage::UserId::parse(*call.body.take_over_from));
  TRY(usecases::assign_case(world, actor_of(call), assignment));
  return show_case(world, call, id);
}

core::Result<Reply<Comparison>> get_comparison(World& world, const Call<None, ComparisonQuery>& call) {
  const auto comparison = TRY(usecases::compare_case_with_register(world, TRY(call.id<storage::CaseId>()), call.query.number));
  Comparison dto{to_dto(comparison.entry), {}, comparison.entry.active, to_registration(world, comparison, call.language)};
  for (const auto& field : comparison.fields)
    dto.fields.push_back({field.field, field.applied, field.registered, std::string(domain::to_string(field.match))});
  return dto;
}

core::Result<Reply<CaseDetail>> record_register_check(World& world, const Call<RegisterRecordRequest>& call) {
  usecases::RegisterCheck check{TRY(call.id<storage::CaseId>()), call.body.number, {}};
  for (const auto& decision : call.body.decisions) check.decisions.push_back({decision.field, decision.accepted, decision.reason});
  TRY(usecases::record_register_check(world, actor_of(call), check));
  return show_case(world, call, check.case_id);
}

core::Result<Reply<CaseDetail>> add_note(World& world, const Call<NoteRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::add_case_note(world, actor_of(call), id, {call.body.text, call.body.visible_to_applicant}));
  return show_case(world, call, id);
}

core::Result<Reply<CaseDetail>> recommend_case(World& world, const Call<>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::recommend_case(world, actor_of(call), {id, call.if_match}));
  return show_case(world, call, id);
}

/// Approves and issues at once; where issuing fails now, its job tries again and the case shows how far it came.
core::Result<Reply<CaseDetail>> approve_case(World& world, const Call<ApprovalRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  const auto application = TRY(usecases::approve_case(world, actor_of(call), {id, call.if_match, call.body.note, call.body.reviewed}));
  const auto issued = usecases::issue_approved_application(world, actor_of(call), application);
  if (!issued && issued.error().code.kind != core::ErrorKind::unavailable) return core::fail(issued.error());
  return show_case(world, call, id);
}

core::Result<Reply<CaseDetail>> return_case(World& world, const Call<ReturnRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::return_case(world, actor_of(call), {id, call.if_match, call.body.reason, false}));
  return show_case(world, call, id);
}

constexpr auto specialists = http::allow::staff(Role::specialist);
constexpr auto readers = http::allow::staff(Role::specialist) | http::allow::staff(Role::staff_auditor, Role::support);
constexpr auto approvers = http::allow::staff(Role::approving_specialist);

} // namespace

std::vector<http::Endpoint> case_endpoints(World& world) {
  using enum http::Method;
  const auto desk = http::on::desk;
  return {
      http::endpoint({.id = "listCases",
                      .method = get,
                      .path = "/cases",
                      .summary = "List a queue of vetting cases",
                      .permission = readers,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &list_cases),
      http::endpoint({.id = "getCase",
                      .method = get,
                      .path = "/cases/{id}",
                      .summary = "Show a vetting case",
                      .permission = readers,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &get_case),
      http::endpoint({.id = "assignCase",
                      .method = post,
                      .path = "/cases/{id}/assignments",
                      .summary = "Give a case to a specialist",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &assign_case),
      http::endpoint({.id = "getComparison",
                      .method = get,
                      .path = "/cases/{id}/comparison",
                      .summary = "Compare the applicant with a register entry",
                      .permission = readers,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &get_comparison),
      http::endpoint({.id = "recordRegisterCheck",
                      .method = post,
                      .path = "/cases/{id}/register-records",
                      .summary = "Record the register check",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases",
                      .status = 201,
                      .creates = true},
                     world, &record_register_check),
      http::endpoint({.id = "addNote",
                      .method = post,
                      .path = "/cases/{id}/notes",
                      .summary = "Write a note",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases",
                      .status = 201,
                      .creates = true},
                     world, &add_note),
      http::endpoint({.id = "recommendCase",
                      .method = post,
                      .path = "/cases/{id}/recommendations",
                      .summary = "Hand a case to the second specialist",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases",
                      .needs_if_match = true},
                     world, &recommend_case),
      http::endpoint({.id = "approveCase",
                      .method = post,
                      .path = "/cases/{id}/approvals",
                      .summary = "Approve as the second specialist, and issue",
                      .permission = approvers,
                      .listeners = desk,
                      .tag = "cases",
                      .needs_if_match = true,
                      .needs_second_factor = true},
                     world, &approve_case),
      http::endpoint({.id = "returnCase",
                      .method = post,
                      .path = "/cases/{id}/returns",
                      .summary = "Send a case back to be worked on",
                      .permission = approvers,
                      .listeners = desk,
                      .tag = "cases",
                      .needs_if_match = true},
                     world, &return_case),
  };
}

} // namespace portal
