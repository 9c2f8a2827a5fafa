#include "core/errors.h"
#include "storage/calls.h"
#include "support/casework.h"
#include "support/consent.h"
#include "support/database.h"
#include "support/ev_story.h"
#include "usecases/import_holidays.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <thread>

/// Calls booked within the desk's hours, their invitations, and the calendar with its holidays (C08).
namespace {

using namespace support;
using boost::json::object;

/// What another program reads in an invitation (RFC 5545, 5546).
struct Appointment {
  std::string method, uid, sequence, starts, ends;
  friend bool operator==(const Appointment&, const Appointment&) = default;
};
Appointment read_appointment(const std::string& ics) {
  const TemporaryDirectory folder;
  write_file(folder / "invite.ics", ics);
  const std::string script = R"(
import sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
event, = calendar.walk("VEVENT")
assert not calendar.errors and not event.errors
print(calendar["METHOD"], event["UID"], event["SEQUENCE"], event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat(), sep="\n")
)";
  std::istringstream lines(run_or_throw({"/usr/bin/python3", "-c", script, folder / "invite.ics"}));
  Appointment read;
  for (auto* value : {&read.method, &read.uid, &read.sequence, &read.starts, &read.ends}) std::getline(lines, *value);
  return read;
}

TEST(CallBookings, AreTheApplicantsToMakeMoveAndCancel) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  EXPECT_EQ(book(filed, "2028-11-23T02:00:00Z").code(), "call_outside_hours");
  EXPECT_EQ(book(filed, "2028-11-24T02:10:00Z").code(), "call_slot_unknown");
  const auto booked = book(filed, "2028-11-24T02:30:00Z");
  ASSERT_EQ(booked.status, 201) << booked.body;
  EXPECT_EQ(booked.at("/contactName"), "山田 太郎");
  EXPECT_EQ(step_status(desk.get(filed.path()), "authorization_call"), "scheduled");
  const auto moved = book(filed, "2028-11-24T07:30:00Z");
  ASSERT_EQ(moved.status, 201) << moved.body;
  EXPECT_EQ(moved.at("/id"), booked.at("/id")) << "one booking a step";
  const auto list = filed.applicant.get("/api/v1/applications/" + filed.application_id + "/call-bookings");
  EXPECT_EQ(list.json().at("items").as_array().size(), 1U) << list.body;
  EXPECT_EQ(list.at("/items/0/at"), "2028-11-24T07:30:00Z");
  EXPECT_EQ(report(desk, booked.at("/id"), {{"outcome", "no_answer"}}).code(), "call_number_missing");
  auto stranger = file_application(house);
  const auto path = [&](const Filed& whose) {
    return "/api/v1/applications/" + whose.application_id + "/call-bookings/" + booked.at("/id");
  };
  EXPECT_EQ(stranger.applicant.request("DELETE", path(stranger), "").status, 404);
  EXPECT_EQ(filed.applicant.request("DELETE", path(filed), "").status, 204);
  EXPECT_EQ(filed.applicant.request("DELETE", path(filed), "").code(), "call_not_booked");
  EXPECT_EQ(desk.get("/api/v1/calls/" + booked.at("/id")).at("/status"), "cancelled");
  EXPECT_NE(book(filed, "2028-11-24T02:30:00Z").at("/id"), booked.at("/id"));
}

TEST(CallBookings, AreNotForAnotherCentury) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  auto filed = file_application(house);
  filed.applicant.language = "en";
  for (const std::string far : {"2099-11-24T02:30:00Z", "2400-11-24T02:30:00Z"}) {
    const auto refused = book(filed, far);
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.code(), "call_slot_too_far") << far;
  }
  auto desk = house.staff("specialist");
  const auto number = phone_number(desk, filed.path());
  EXPECT_EQ(call(desk, filed, {{"numberId", number}, {"scheduledAt", "2400-11-24T02:30:00Z"}}).code(), "call_slot_too_far");
}

TEST(CallBookings, AreMovedSoManyTimes) {
  RecordProperty("requirement", "C08 G01");
  auto& house = House::shared();
  auto filed = file_application(house);
  const auto booked = book(filed, "2028-12-05T02:30:00Z");
  ASSERT_EQ(booked.status, 201) << booked.body;
  must(house.world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
    auto row = TRY(storage::load_call(tx, storage::CallId::stored(booked.at("/id"))));
    row.revision = 18; // booked once, moved as often
    return storage::update_call(tx, row);
  }));
  EXPECT_EQ(book(filed, "2028-12-05T03:00:00Z").status, 201);
  EXPECT_EQ(book(filed, "2028-12-05T03:30:00Z").code(), "call_booked_too_often");
}

TEST(CallBookings, EndWithTheCase) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto booked = book(filed, "2028-11-29T02:30:00Z");
  ASSERT_EQ(booked.status, 201) << booked.body;
  ASSERT_EQ(decide(desk, filed, "rejections", R"({"reason":"登記と異なります"})").status, 200);
  EXPECT_EQ(desk.get("/api/v1/calls/" + booked.at("/id")).at("/status"), "cancelled");
  const auto mail = house.mail(filed.mark + "-approver@aozora.test", "取り消し");
  EXPECT_TRUE(mail.attachments.at(0).content.contains("METHOD:CANCEL\r\n")) << mail.raw;
}

TEST(CallBookings, AreMailedWithAnAppointment) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  auto filed = file_application(house);
  const auto to = filed.mark + "-approver@aozora.test";
  const auto booked = book(filed, "2028-11-27T02:30:00Z");
  ASSERT_EQ(booked.status, 201);
  const auto mail = house.mail(to, "お電話の日時");
  EXPECT_TRUE(mail.body.contains("11:30〜12:00")) << mail.body;
  ASSERT_EQ(book(filed, "2028-11-27T03:00:00Z").status, 201);
  const auto changed = house.mail(to, "日時の変更");
  EXPECT_TRUE(changed.body.contains("12:00〜12:30"));
  const auto appointment = [](const ReceivedMail& received) { return received.attachments.empty() ? "" : received.attachments[0].content; };
  EXPECT_TRUE(appointment(mail).contains("METHOD:REQUEST\r\n")) << mail.raw;
  EXPECT_TRUE(appointment(mail).contains("DTSTART:20281127T023000Z\r\n")) << appointment(mail);
  EXPECT_TRUE(appointment(changed).contains("SEQUENCE:1\r\n")) << appointment(changed);
  const auto bookings = "/api/v1/applications/" + filed.application_id + "/call-bookings/";
  ASSERT_EQ(filed.applicant.request("DELETE", bookings + booked.at("/id"), "").status, 204);
  const auto cancelled = house.mail(to, "取り消し");
  const auto uid = read_appointment(appointment(mail)).uid;
  EXPECT_NE(uid, "");
  EXPECT_EQ(read_appointment(appointment(mail)),
            (Appointment{"REQUEST", uid, "0", "2028-11-27T02:30:00+00:00", "2028-11-27T03:00:00+00:00"}));
  EXPECT_EQ(read_appointment(appointment(changed)),
            (Appointment{"REQUEST", uid, "1", "2028-11-27T03:00:00+00:00", "2028-11-27T03:30:00+00:00"}));
  EXPECT_EQ(read_appointment(appointment(cancelled)),
            (Appointment{"CANCEL", uid, "2", "2028-11-27T03:00:00+00:00", "2028-11-27T03:30:00+00:00"}));
}

TEST(CallBookings, OneGetsTheLastSlotAndIsRemindedADayBefore) {
  RecordProperty("requirement", "C08");
  House house({.configure = [](core::Config& config) { config.desk.calls_at_once = 1; }});
  const std::string at = "2028-12-01T02:00:00Z";
  const auto free_seats = [&](HttpClient& asker) {
    const auto shown = asker.get("/api/v1/calendar/slots?from=2028-12-01&days=1").json();
    for (const auto& slot : shown.at("days").at(0).at("slots").as_array())
      if (slot.at("at").as_string() == at) return slot.at("free").as_int64();
    return std::int64_t{0};
  };
  std::vector<Filed> filed;
  for (int i = 0; i < 3; ++i) filed.push_back(file_application(house));
  ASSERT_EQ(free_seats(filed[0].applicant), 1);
  std::vector<int> statuses(filed.size());
  std::vector<std::thread> people;
  for (std::size_t i = 0; i < filed.size(); ++i) people.emplace_back([&, i] { statuses[i] = book(filed[i], at).status; });
  for (auto& person : people) person.join();
  EXPECT_EQ(std::ranges::count(statuses, 201), 1);
  EXPECT_EQ(std::ranges::count(statuses, 409), 2);
  EXPECT_EQ(free_seats(filed[0].applicant), 0);

  const auto& lucky = filed.at(static_cast<std::size_t>(std::ranges::find(statuses, 201) - statuses.begin()));
  ASSERT_EQ(house.visitor().post("/test/clock", R"({"now":"2028-11-30T02:30:00Z"})").status, 200);
  const auto reminder = house.mail(lucky.mark + "-approver@aozora.test", "お電話のご確認");
  EXPECT_TRUE(reminder.body.contains("11:00〜11:30")) << reminder.body;
  EXPECT_TRUE(reminder.attachments.empty());
}

TEST(CallBookings, OneMadeBeforeItsTimeIsHeldAndItsSlotFree) {
  RecordProperty("requirement", "C08");
  House house({.configure = [](core::Config& config) { config.desk.calls_at_once = 1; }});
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const std::string at = "2028-12-01T02:00:00Z";
  const auto booked = book(filed, at);
  ASSERT_EQ(booked.status, 201) << booked.body;
  auto other = file_application(house);
  EXPECT_EQ(book(other, at).code(), "call_slot_taken");
  const auto sheet = desk.get("/api/v1/calls/" + booked.at("/id"));
  const auto held = report(desk, booked.at("/id"),
                           {{"outcome", "reached"},
                            {"numberId", phone_number(desk, filed.path())},
                            {"reachedName", "山田 太郎"},
                            {"answers", yes_to_all(sheet)}});
  ASSERT_EQ(held.status, 200) << held.body;
  EXPECT_EQ(held.at("/status"), "done");
  EXPECT_EQ(held.at("/scheduledAt"), at) << "what was booked stays on record";
  EXPECT_EQ(held.at("/dueAt"), held.at("/calledAt")) << "the calendar shows it when it was made";
  EXPECT_EQ(desk.get("/api/v1/calls?from=2028-12-01&days=1").json().at("items").as_array().size(), 0U);
  EXPECT_EQ(book(other, at).status, 201) << "the slot is free";
  ASSERT_EQ(house.visitor().post("/test/clock", R"({"now":"2028-11-30T02:30:00Z"})").status, 200);
  static_cast<void>(house.mail(other.mark + "-approver@aozora.test", "お電話のご確認"));
  const auto mails = house.mails();
  EXPECT_TRUE(std::ranges::none_of(mails, [&](const ReceivedMail& mail) {
    return mail.envelope_to == filed.mark + "-approver@aozora.test" && mail.subject.contains("お電話のご確認");
  })) << "nobody is reminded of a call that was made";
}

/// The first mail with its invitation, whose long lines are put together again.
std::string mailed_to(House& house, const std::string& to, const std::string& subject) {
  const auto mail = house.mail(to, subject);
  auto invite = mail.attachments.at(0).content;
  for (auto at = invite.find("\r\n "); at != std::string::npos; at = invite.find("\r\n ")) invite.erase(at, 3);
  return mail.body + invite;
}
HttpReply book_step(Filed& filed, const std::string& step, const std::string& at, const std::string& language) {
  return filed.applicant.post("/api/v1/applications/" + filed.application_id + "/call-bookings",
                              text({{"step", step}, {"at", at}, {"language", language}}));
}

TEST(CallBookings, OfHumanResourcesNameThemAndWhomTheyAreAskedAbout) {
  RecordProperty("requirement", "C08 F09");
  auto& house = House::shared();
  auto filed = file_ev_application(house);
  filed.applicant.language = "ja";
  const auto booked = book_step(filed, "hr_call", "2028-12-07T02:30:00Z", "ja");
  ASSERT_EQ(booked.status, 201) << booked.body;
  EXPECT_EQ(booked.at("/contactName"), "人事ご担当者");
  const auto list = filed.applicant.get("/api/v1/applications/" + filed.application_id + "/call-bookings");
  EXPECT_EQ(list.at("/items/0/contactName"), "人事ご担当者") << list.body;
  const auto japanese = mailed_to(house, filed.technical_mail(), "お電話の日時");
  EXPECT_TRUE(japanese.contains("お電話を受けていただく方：人事ご担当者 様")) << japanese;
  EXPECT_TRUE(japanese.contains("・上級承認担当者 大川 太郎 様のご在籍とお役職")) << japanese;
  EXPECT_TRUE(japanese.contains("から 人事ご担当者 様へお電話します")) << japanese;

  auto other = file_ev_application(house);
  other.applicant.language = "en";
  EXPECT_EQ(book_step(other, "hr_call", "2028-12-07T03:00:00Z", "en").at("/contactName"), "human resources");
  const auto english = mailed_to(house, other.technical_mail(), "Our call");
  EXPECT_TRUE(english.contains("Who takes the call: human resources")) << english;
  EXPECT_TRUE(english.contains("* that 大川 太郎, the higher authority, works for you")) << english;
  EXPECT_TRUE(english.contains("calls human resources.")) << english;
}

/// Who approves also signs; his call as the approver is made, and the one as the signer is to be made again.
TEST(CallBookings, ByTheLinkAreOfTheCallThatIsNotYetMade) {
  RecordProperty("requirement", "B01 C08");
  auto& house = House::shared();
  auto filed = begin_application(house, "ev-multi-domain");
  auto draft = ev_draft(filed.mark, filed.names);
  auto& contacts = draft["contacts"].as_object();
  contacts["contractSigner"] = contacts.at("authorization");
  ASSERT_EQ(submit_draft(filed, draft).status, 201);
  find_case(house, filed);
  auto desk = house.staff("specialist");
  ASSERT_EQ(call_through(desk, filed).status, 200);
  ASSERT_EQ(step_status(desk.get(filed.path()), "contract_signer_call"), "passed");
  const object reopening{{"step", "contract_signer_call"}, {"reason", "ご本人の権限を確かめ直すため"}};
  ASSERT_LT(desk.post(filed.path("/reopenings"), text(reopening)).status, 300);
  auto holder = verified_holder(house.world(), house.visitor(), filed.application_id, filed.mark + "-approver@aozora.test");
  const auto page = holder.get("/api/v1/consent-page");
  for (std::size_t i = 0; i < page.json().at("consents").as_array().size(); ++i) {
    const auto decided =
        holder.post("/api/v1/consents/" + page.at("/consents/" + std::to_string(i) + "/id") + "/decisions", consent_body(page, i));
    ASSERT_EQ(decided.status, 200) << decided.body;
  }
  const auto booked = holder.post("/api/v1/consent-page/calls", R"({"at":"2028-12-08T02:30:00Z"})");
  ASSERT_EQ(booked.status, 200) << booked.body;
  EXPECT_EQ(step_status(desk.get(filed.path()), "authorization_call"), "passed");
  EXPECT_EQ(step_status(desk.get(filed.path()), "contract_signer_call"), "scheduled");
}

TEST(Calendar, ShowsHolidaysAndTheirOrigin) {
  RecordProperty("requirement", "C08");
  auto desk = House::shared().staff("specialist");
  const auto shown = desk.get("/api/v1/calendar/slots?from=2028-11-19&days=7");
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(shown.at("/days/0/open"), "false") << "Sunday";
  EXPECT_EQ(shown.at("/days/4/holiday"), "勤労感謝の日");
  EXPECT_EQ(shown.at("/days/1/slots/0/at"), "2028-11-20T01:00:00Z");
  EXPECT_EQ(shown.json().at("days").at(4).at("slots").as_array().size(), 0U);
}

TEST(Calendar, FollowsAnImportedListWithoutARestart) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  const std::string cut = "国民の祝日・休日月日,国民の祝日・休日名称\r\n2040/1/1,元日\r\n2040/6/6,特別の日\r\n";
  auto csv = cut;
  for (int day = 1; day <= 14; ++day) csv += "2040/12/" + std::to_string(day) + ",休日\r\n";
  auto& database = house.world().database;
  const auto take = [&](const std::string& text) {
    return usecases::import_holidays(database, usecases::system_actor("test"), "syukujitsu.csv", core::to_bytes(text), house.now());
  };
  EXPECT_FALSE(take("heading\n2040/13/1,x\n"));
  EXPECT_EQ(take(cut).error().code, core::errors::holiday_file_cut) << "nothing is stored of a list that breaks off";
  const auto list = must(take(csv));
  EXPECT_EQ(list.first_year, 2040);
  auto desk = house.staff("specialist");
  HttpReply shown;
  EXPECT_TRUE(wait_until(
      [&] {
        shown = desk.get("/api/v1/calendar/slots?from=2040-06-06&days=1");
        return shown.at("/days/0/holiday") == "特別の日";
      },
      std::chrono::seconds{20}))
      << shown.body;
  EXPECT_EQ(shown.at("/days/0/official"), "true");
  EXPECT_EQ(shown.at("/days/0/open"), "false");
  EXPECT_EQ(desk.get("/api/v1/calendar/slots?from=2028-11-23&days=1").at("/days/0/holiday"), "勤労感謝の日") << "by formula";
  const auto events = house.staff("staff_auditor").get("/api/v1/audit-events?object=" + list.id.str());
  EXPECT_TRUE(events.body.contains("holidays_imported")) << events.body;
}

} // namespace
