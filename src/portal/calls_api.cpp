#include "portal/actor.h"
#include "portal/call_dtos.h"
#include "portal/cases_api.h"
#include "usecases/book_call.h"
#include "usecases/list_position.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

struct CallRequest {
  std::string step;
  std::optional<storage::NumberId> number_id;
  std::optional<core::Language> language;
  std::optional<core::Instant> scheduled_at;
  static constexpr std::array rules{
      http::Rule{.field = "step", .one_of = "hr_call|authorization_call|contract_signer_call|higher_authority_call"}};
};
BOOST_DESCRIBE_STRUCT(CallRequest, (), (step, number_id, language, scheduled_at))

struct OutcomeRequest {
  std::string outcome;
  std::optional<storage::NumberId> number_id;
  std::optional<core::Language> language;
  std::string reached_name;
  std::string reached_department;
  std::string stated_title;
  std::vector<CallAnswerDto> answers;
  std::string note;
  std::optional<core::Instant> call_back_at;
  static constexpr std::array rules{http::Rule{.field = "outcome", .one_of = "reached|no_answer|call_back|refused"},
                                    http::Rule{.field = "reached_name", .max_length = 100, .has_default = true},
                                    http::Rule{.field = "reached_department", .max_length = 100, .has_default = true},
                                    http::Rule{.field = "stated_title", .max_length = 100, .has_default = true},
                                    http::Rule{.field = "answers", .max_items = 30, .has_default = true},
                                    http::Rule{.field = "note", .max_length = 4000, .multiline = true, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(OutcomeRequest, (),
                      (outcome, number_id, language, reached_name, reached_department, stated_title, answers, note, call_back_at))

struct CallAdditionRequest {
  std::string text;
  static constexpr std::array rules{http::Rule{.field = "text", .min_length = 1, .max_length = 2000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(CallAdditionRequest, (), (text))

struct NumberRequest {
  std::string number;
  std::string extension;
  std::string source;
  std::string evidence;
  static constexpr std::array rules{
      http::Rule{.field = "number", .min_length = 5, .max_length = 40},
      http::Rule{.field = "extension", .max_length = 20, .has_default = true},
      http::Rule{.field = "source", .one_of = "directory|official_website|register_entry|third_party_database|applicant"},
      http::Rule{.field = "evidence", .min_length = 1, .max_length = 500}};
};
BOOST_DESCRIBE_STRUCT(NumberRequest, (), (number, extension, source, evidence))

struct NumberWithdrawal {
  std::string number_id;
  std::string reason;
  static constexpr std::array rules{http::Rule{.field = "number_id", .min_length = 1, .max_length = 100},
                                    http::Rule{.field = "reason", .min_length = 1, .max_length = 500, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(NumberWithdrawal, (), (number_id, reason))

struct BookingRequest {
  core::Instant scheduled_at{};
};
BOOST_DESCRIBE_STRUCT(BookingRequest, (), (scheduled_at))

struct SheetQuery {
  std::optional<core::Language> language;
};
BOOST_DESCRIBE_STRUCT(SheetQuery, (), (language))

struct CallsQuery {
  std::string status;
  bool mine = false;
  std::optional<std::chrono::year_month_day> from;
  std::int64_t days = 1;
  std::string sort = "due";
  std::string after;
  std::int64_t limit = 50;
  static constexpr std::array rules{http::Rule{.field = "status", .one_of = "open|queued|scheduled|done|cancelled|", .has_default = true},
                                    http::Rule{.field = "mine", .has_default = true},
                                    http::Rule{.field = "days", .minimum = 1, .maximum = 42, .has_default = true},
                                    http::Rule{.field = "sort", .one_of = "due|-due", .has_default = true},
                                    http::Rule{.field = "after", .has_default = true},
                                    http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(CallsQuery, (), (status, mine, from, days, sort, after, limit))

core::Result<Reply<CallDto>> shown(World& world, const http::CallContext& call, const storage::CallId& id) {
  return to_dto(TRY(usecases::view_call(world, actor_of(call), id, std::nullopt)));
}

core::Result<Reply<CallDto>> create_call(World& world, const Call<CallRequest>& call) {
  const auto row = TRY(usecases::create_call(world, actor_of(call),
                                             {TRY(call.id<storage::CaseId>()), domain::parse_step(call.body.step).value(),
                                              call.body.number_id, call.body.language, call.body.scheduled_at}));
  return shown(world, call, row.id);
}

core::Result<Reply<CallDto>> record_call_outcome(World& world, const Call<OutcomeRequest>& call) {
  const auto& body = call.body;
  usecases::CallOutcomeReport report{.call = TRY(call.id<storage::CallId>()),
                                     .outcome = domain::parse_call_outcome(body.outcome).value(),
                                     .number = body.number_id,
                                     .language = body.language,
                                     .reached_name = body.reached_name,
                                     .reached_department = body.reached_department,
                                     .stated_title = body.stated_title,
                                     .answers = {},
                                     .note = body.note,
                                     .call_back_at = body.call_back_at};
  for (const auto& answer : body.answers) report.answers.push_back({answer.question, answer.answer});
  const auto row = TRY(usecases::record_call_outcome(world, actor_of(call), report));
  return shown(world, call, row.id);
}

core::Result<Reply<CallDto>> get_call(World& world, const Call<None, SheetQuery>& call) {
  return to_dto(TRY(usecases::view_call(world, actor_of(call), TRY(call.id<storage::CallId>()), call.query.language)));
}

core::Result<Reply<CallDto>> add_to_call(World& world, const Call<CallAdditionRequest>& call) {
  const auto id = TRY(call.id<storage::CallId>());
  TRY(usecases::add_to_call(world, actor_of(call), id, call.body.text));
  return shown(world, call, id);
}

core::Result<Reply<http::Page<CallDto>>> list_calls(World& world, const Call<None, CallsQuery>& call) {
  const auto& query = call.query;
  const auto& zone = world.calendar.zone();
  storage::CallQuery wanted{.status = query.status,
                            .user = query.mine ? call.principal.user_id : "",
                            .newest_first = query.sort == "-due",
                            .after = query.after,
                            .limit = query.limit};
  if (query.from) {
    const std::chrono::sys_days first = *query.from;
    wanted.from = zone.instant_of(first, {});
    wanted.until = zone.instant_of(first + std::chrono::days{query.days}, {});
  }
  auto found = TRY(usecases::after_checked(usecases::list_calls(world, actor_of(call), wanted)));
  http::Page<CallDto> page;
  for (const auto& view : found.items) page.items.push_back(to_dto(view));
  page.next = std::move(found.next);
  return page;
}

core::Result<Reply<CallDto>> move_call(World& world, const Call<BookingRequest>& call) {
  const auto row = TRY(usecases::move_call(world, actor_of(call), TRY(call.id<storage::CallId>()), call.body.scheduled_at));
  return shown(world, call, row.id);
}

core::Result<Reply<CallDto>> cancel_call(World& world, const Call<>& call) {
  const auto id = TRY(call.id<storage::CallId>());
  TRY(usecases::cancel_call_at_desk(world, actor_of(call), id));
  return shown(world, call, id);
}

core::Result<Reply<PhoneBookDto>> get_phone_book(World& world, const Call<>& call) {
  return to_dto(TRY(usecases::view_phone_book(world, TRY(call.id<storage::CaseId>()))));
}

core::Result<Reply<PhoneBookDto>> add_number(World& world, const Call<NumberRequest>& call) {
  const auto& body = call.body;
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::add_number(world, actor_of(call),
                           {id, body.number, body.extension, domain::parse_number_source(body.source).value(), body.evidence}));
  return to_dto(TRY(usecases::view_phone_book(world, id)));
}

core::Result<Reply<PhoneBookDto>> withdraw_number(World& world, const Call<NumberWithdrawal>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::withdraw_number(world, actor_of(call), {id, storage::NumberId::stored(call.body.number_id), call.body.reason}));
  return to_dto(TRY(usecases::view_phone_book(world, id)));
}

constexpr auto specialists = http::allow::staff(Role::specialist);
constexpr auto readers = http::allow::staff(Role::specialist) | http::allow::staff(Role::staff_auditor, Role::support);

http::EndpointSpec row(std::string_view id, http::Method method, std::string_view path, std::string_view summary, http::Permission who) {
  return {.id = id, .method = method, .path = path, .summary = summary, .permission = who, .listeners = http::on::desk, .tag = "calls"};
}
http::EndpointSpec creating(http::EndpointSpec spec, int status) {
  spec.status = status;
  spec.creates = true;
  return spec;
}

} // namespace

std::vector<http::Endpoint> call_endpoints(World& world) {
  using enum http::Method;
  return {
      http::endpoint(creating(row("createCall", post, "/cases/{id}/calls", "Queue or book a call", specialists), 201), world, &create_call),
      http::endpoint(row("getPhoneBook", get, "/cases/{id}/phone-book", "Show the organization's numbers and who found them", readers),
                     world, &get_phone_book),
      http::endpoint(creating(row("addNumber", post, "/cases/{id}/phone-book", "Note a number with its source", specialists), 201), world,
                     &add_number),
      http::endpoint(
          creating(row("withdrawNumber", post, "/cases/{id}/phone-book/withdrawals", "Withdraw a number that is wrong", specialists), 201),
          world, &withdraw_number),
      http::endpoint(row("listCalls", get, "/calls", "List calls to make and made", readers), world, &list_calls),
      http::endpoint(row("getCall", get, "/calls/{id}", "Show a call's sheet", readers), world, &get_call),
      http::endpoint(creating(row("recordCallOutcome", post, "/calls/{id}/outcomes", "Record what came of a call", specialists), 200),
                     world, &record_call_outcome),
      http::endpoint(creating(row("addToCall", post, "/calls/{id}/additions", "Add to what was recorded of a call", specialists), 201),
                     world, &add_to_call),
      http::endpoint(row("moveCall", put, "/calls/{id}/booking", "Book a call, or move its booking", specialists), world, &move_call),
      http::endpoint(row("cancelCall", delete_, "/calls/{id}/booking", "Cancel a call's booking", specialists), world, &cancel_call),
  };
}

} // namespace portal
