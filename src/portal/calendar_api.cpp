#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/book_call.h"
#include "usecases/view_calendar.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using usecases::World;

struct CalendarQuery {
  std::optional<std::chrono::year_month_day> from;
  std::int64_t days = 14;
  static constexpr std::array rules{http::Rule{.field = "days", .minimum = 1, .maximum = 42, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(CalendarQuery, (), (from, days))

struct CallSlot {
  core::Instant at{};
  std::int64_t free = 0;
};
BOOST_DESCRIBE_STRUCT(CallSlot, (), (at, free))
struct CalendarDay {
  std::chrono::year_month_day date{};
  bool open = false;
  std::optional<std::string> holiday;
  bool official = false;
  std::vector<CallSlot> slots;
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (date, open, holiday, official, slots))
struct DeskCalendar {
  std::string time_zone;
  std::vector<CalendarDay> days;
};
BOOST_DESCRIBE_STRUCT(DeskCalendar, (), (time_zone, days))

struct CallBookingRequest {
  std::string step;
  core::Instant at{};
  std::optional<core::Language> language;
  static constexpr std::array rules{
      http::Rule{.field = "step", .one_of = "hr_call|authorization_call|contract_signer_call|higher_authority_call"}};
};
BOOST_DESCRIBE_STRUCT(CallBookingRequest, (), (step, at, language))

struct CallBooking {
  std::string id;
  std::string step;
  std::optional<std::string> also_step;
  std::string contact_name;
  std::string language;
  core::Instant at{};
};
BOOST_DESCRIBE_STRUCT(CallBooking, (), (id, step, also_step, contact_name, language, at))
struct CallBookings {
  std::vector<CallBooking> items;
};
BOOST_DESCRIBE_STRUCT(CallBookings, (), (items))

CallBooking to_dto(const usecases::BookedCall& booked) {
  const auto& row = booked.row;
  return {row.id.str(),        row.step,     row.also_step.empty() ? std::nullopt : std::optional(row.also_step),
          booked.contact_name, row.language, row.scheduled_at.value_or(row.due_at)};
}

core::Result<Reply<DeskCalendar>> get_calendar(World& world, const Call<None, CalendarQuery>& call) {
  const auto from = call.query.from.value_or(world.calendar.zone().date_of(call.now));
  DeskCalendar dto{world.config.desk.time_zone, {}};
  for (auto& day : TRY(usecases::view_calendar(world, from, static_cast<int>(call.query.days)))) {
    CalendarDay shown{day.date, day.open, std::move(day.holiday), day.official, {}};
    for (const auto& slot : day.slots) shown.slots.push_back({slot.at, slot.free});
    dto.days.push_back(std::move(shown));
  }
  return dto;
}

core::Result<Reply<CallBookings>> list_bookings(World& world, const Call<>& call) {
  CallBookings dto;
  for (const auto& booked : TRY(usecases::list_booked_calls(world, actor_of(call), TRY(call.id<storage::ApplicationId>()))))
    dto.items.push_back(to_dto(booked));
  return dto;
}

core::Result<Reply<CallBooking>> book(World& world, const Call<CallBookingRequest>& call) {
  return to_dto(TRY(usecases::book_call_of_application(
      world, actor_of(call),
      {TRY(call.id<storage::ApplicationId>()), domain::parse_step(call.body.step).value(), call.body.at, call.body.language})));
}

core::Result<Reply<None>> cancel(World& world, const Call<>& call) {
  TRY(usecases::cancel_call_of_application(world, actor_of(call), TRY(call.id<storage::ApplicationId>()),
                                           TRY(call.id<storage::CallId>("call"))));
  return None{};
}

} // namespace

std::vector<http::Endpoint> calendar_endpoints(World& world) {
  using enum http::Method;
  using http::allow::applicant;
  return {
      http::endpoint({.id = "getCalendar",
                      .method = get,
                      .path = "/calendar/slots",
                      .summary = "Show the desk's days and the times at which a call can be booked",
                      .permission = applicant | http::allow::any_staff,
                      .listeners = http::on::both,
                      .tag = "calls"},
                     world, &get_calendar),
      http::endpoint({.id = "listCallBookings",
                      .method = get,
                      .path = "/applications/{id}/call-bookings",
                      .summary = "List an application's booked calls",
                      .permission = applicant | http::allow::order,
                      .listeners = http::on::public_site,
                      .tag = "calls"},
                     world, &list_bookings),
      http::endpoint({.id = "bookCall",
                      .method = post,
                      .path = "/applications/{id}/call-bookings",
                      .summary = "Choose when a call is made, or move it",
                      .permission = applicant,
                      .listeners = http::on::public_site,
                      .tag = "calls",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = {.burst = 20, .per_minute = 2}},
                     world, &book),
      http::endpoint({.id = "cancelCallBooking",
                      .method = delete_,
                      .path = "/applications/{id}/call-bookings/{call}",
                      .summary = "Give a booked call up",
                      .permission = applicant,
                      .listeners = http::on::public_site,
                      .tag = "calls",
                      .status = 204,
                      .rate = {.burst = 20, .per_minute = 2}},
                     world, &cancel),
  };
}

} // namespace portal
