#include "storage/calls.h"
#include "support/database.h"
#include "support/house.h"
#include "usecases/import_holidays.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <thread>

namespace {

using namespace support;
using boost::json::object;

std::string text(const object& json) { return boost::json::serialize(json); }
std::string step_status(const HttpReply& shown, const std::string& step) {
  const auto json = shown.json();
  for (const auto& item : json.at("steps").as_array())
    if (item.at("step").as_string() == step) return std::string(item.at("status").as_string());
  return {};
}
HttpReply call(HttpClient& desk, const Filed& filed, object more = {}) {
  more["step"] = "authorization_call";
  return desk.post(filed.path("/calls"), text(more));
}
HttpReply report(HttpClient& desk, const std::string& call, const object& outcome) {
  return desk.post("/api/v1/calls/" + call + "/outcomes", text(outcome));
}
HttpReply book(Filed& filed, const std::string& at) {
  return filed.applicant.post("/api/v1/applications/" + filed.application_id + "/call-bookings",
                              text({{"step", "authorization_call"}, {"at", at}}));
}
boost::json::array yes_to_all(const HttpReply& shown) {
  boost::json::array answers;
  for (const auto& line : shown.json().at("script").as_array())
    answers.push_back(object{{"question", line.at("question")}, {"answer", "yes"}});
  return answers;
}

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

TEST(Calls, GoToIndependentNumbersInBusinessHours) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto own = call(desk, filed, {{"numberId", phone_number(desk, filed.path(), "03-6738-6711", "applicant")}});
  EXPECT_EQ(own.status, 422) << own.body;
  EXPECT_EQ(own.code(), "call_number_not_independent");
  const auto number = phone_number(desk, filed.path());
  // 2028-11-22 is a Wednesday, the 23rd a holiday, the 25th a Saturday; Japan is nine hours ahead.
  for (const std::string closed : {"2028-11-22T00:59:00Z", "2028-11-22T08:01:00Z", "2028-11-23T02:00:00Z", "2028-11-25T02:00:00Z"}) {
    const auto refused = call(desk, filed, {{"numberId", number}, {"scheduledAt", closed}});
    EXPECT_EQ(refused.status, 422) << closed << refused.body;
    EXPECT_EQ(refused.code(), "call_outside_hours") << closed;
  }
  EXPECT_EQ(call(desk, filed, {{"numberId", number}, {"scheduledAt", "2020-11-24T02:00:00Z"}}).code(), "call_time_past");
  const auto booked = call(desk, filed, {{"numberId", number}, {"scheduledAt", "2028-11-22T01:30:00Z"}});
  ASSERT_EQ(booked.status, 201) << booked.body;
  EXPECT_EQ(booked.at("/status"), "scheduled");
  EXPECT_EQ(booked.at("/number"), "+81300000001");
  EXPECT_EQ(booked.at("/numberShown"), "03-0000-0001") << "as the phone book writes it";
  EXPECT_EQ(desk.get(filed.path()).at("/calls/0/numberShown"), "03-0000-0001");
  EXPECT_EQ(booked.at("/contact/role"), "authorization");
  EXPECT_EQ(booked.at("/contact/name"), "山田 太郎");
  EXPECT_TRUE(booked.at("/reception").contains("山田 太郎")) << booked.body;
  EXPECT_EQ(step_status(desk.get(filed.path()), "authorization_call"), "scheduled");
  EXPECT_EQ(call(desk, filed, {{"numberId", number}}).code(), "call_already_open");
  const auto english = desk.get("/api/v1/calls/" + booked.at("/id") + "?language=en");
  EXPECT_TRUE(english.at("/greeting").contains("Good day")) << english.body;
  EXPECT_TRUE(desk.get("/api/v1/calls/" + booked.at("/id")).at("/greeting").contains("お世話になっております"));
}

TEST(Calls, ThePhoneBookMarksWhatOnlyTheApplicantSays) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto book = desk.get(filed.path("/phone-book"));
  ASSERT_EQ(book.status, 200) << book.body;
  EXPECT_EQ(book.at("/claimed/0/confirmed"), "false") << book.body;
  const auto claimed = book.at("/claimed/0/shown");
  const auto add = [&](const object& number) { return desk.post(filed.path("/phone-book"), text(number)); };
  EXPECT_EQ(add({{"number", claimed}, {"source", "directory"}, {"evidence", " "}}).status, 422);
  EXPECT_EQ(add({{"number", "12"}, {"source", "directory"}, {"evidence", "x"}}).status, 422);
  const auto added =
      add({{"number", claimed}, {"source", "official_website"}, {"evidence", "https://aozora.test/company"}, {"extension", "21"}});
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(added.at("/claimed/0/confirmed"), "true") << "an independent source has the applicant's number too";
  EXPECT_EQ(added.at("/numbers/0/dialable"), "true");
  EXPECT_EQ(added.at("/numbers/0/extension"), "21");
  EXPECT_EQ(
      add({{"number", claimed}, {"source", "official_website"}, {"evidence", "https://aozora.test/again"}, {"extension", "21"}}).code(),
      "number_already_known");
  EXPECT_EQ(call(desk, filed, {{"numberId", added.at("/numbers/0/id")}}).status, 201);
  const auto other = file_application(house);
  EXPECT_EQ(call(desk, other, {{"numberId", added.at("/numbers/0/id")}}).status, 404) << "another organization's number";
}

TEST(Calls, AWithdrawnNumberIsNotDialledAndPassesNothing) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  auto filed = file_application(house);
  prove_domains(house, filed);
  auto desk = house.staff("specialist");
  const auto wrong = phone_number(desk, filed.path());
  const auto queued = call(desk, filed, {{"numberId", wrong}});
  ASSERT_EQ(queued.status, 201) << queued.body;
  const auto withdraw = [&](const std::string& id, const std::string& reason) {
    return desk.post(filed.path("/phone-book/withdrawals"), text({{"numberId", id}, {"reason", reason}}));
  };
  EXPECT_EQ(withdraw(wrong, "").status, 422) << "the reason is asked for";
  EXPECT_EQ(withdraw("num_00000000000000000000000000", "誤り").status, 404);
  const auto book = withdraw(wrong, "同名の別会社の番号でした");
  ASSERT_EQ(book.status, 201) << book.body;
  EXPECT_EQ(book.at("/numbers/0/dialable"), "false");
  EXPECT_EQ(book.at("/numbers/0/withdrawalReason"), "同名の別会社の番号でした");
  EXPECT_NE(book.at("/numbers/0/withdrawnByName"), "");
  EXPECT_EQ(withdraw(wrong, "もう一度").code(), "call_number_withdrawn");
  const object reached{{"outcome", "reached"}, {"reachedName", "山田 太郎"}, {"answers", yes_to_all(queued)}};
  EXPECT_EQ(report(desk, queued.at("/id"), reached).code(), "call_number_withdrawn") << "chosen before it was withdrawn";
  const auto right = phone_number(desk, filed.path(), "03-0000-0009", "official_website");
  auto on_right = reached;
  on_right["numberId"] = wrong;
  EXPECT_EQ(report(desk, queued.at("/id"), on_right).code(), "call_number_withdrawn");
  on_right["numberId"] = right;
  EXPECT_EQ(report(desk, queued.at("/id"), on_right).status, 200);
  const auto events = house.staff("staff_auditor").get("/api/v1/audit-events?object=" + filed.case_id);
  EXPECT_TRUE(events.body.contains("number_withdrawn")) << events.body;
}

TEST(Calls, AStepPassedOnAWithdrawnNumberIsOpenAgainAndTheGateRefuses) {
  RecordProperty("requirement", "C05 C08");
  auto& house = House::shared();
  auto filed = file_application(house);
  prove_domains(house, filed);
  auto desk = house.staff("specialist");
  ASSERT_EQ(check_register(desk, filed).status, 201);
  ASSERT_EQ(call_through(desk, filed).status, 200);
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  const auto number = phone_number(desk, filed.path());
  const auto body = text({{"numberId", number}, {"reason", "別会社の番号でした"}});
  ASSERT_EQ(desk.post(filed.path("/phone-book/withdrawals"), body).status, 201);
  auto approver = house.staff("approving_specialist");
  const auto refused = decide(approver, filed, "approvals");
  EXPECT_EQ(refused.code(), "call_number_withdrawn") << refused.body;
  EXPECT_EQ(desk.get(filed.path()).json().at("records").as_array().size(), 3U) << "the record of the call stays";
  ASSERT_EQ(decide(approver, filed, "returns", R"({"reason":"番号が誤りです"})").status, 200);
  const auto again = call(desk, filed, {{"numberId", phone_number(desk, filed.path(), "03-0000-0009", "official_website")}});
  ASSERT_EQ(again.status, 201) << "it is called for anew: " << again.body;
  ASSERT_EQ(report(desk, again.at("/id"), {{"outcome", "reached"}, {"reachedName", "山田 太郎"}, {"answers", yes_to_all(again)}}).status,
            200);
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(approver, filed, "approvals").status, 200);
}

TEST(Calls, WithdrawalOpensTheStepOfAnOpenCase) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  ASSERT_EQ(call_through(desk, filed).status, 200);
  EXPECT_EQ(step_status(desk.get(filed.path()), "authorization_call"), "passed");
  const auto body = text({{"numberId", phone_number(desk, filed.path())}, {"reason", "別会社の番号でした"}});
  ASSERT_EQ(desk.post(filed.path("/phone-book/withdrawals"), body).status, 201);
  EXPECT_EQ(step_status(desk.get(filed.path()), "authorization_call"), "in_progress");
}

TEST(Calls, NoAnswerBooksACallBackAndARefusalFails) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto first = call(desk, filed, {{"numberId", phone_number(desk, filed.path())}}).at("/id");
  EXPECT_EQ(report(desk, first, {{"outcome", "call_back"}}).code(), "call_back_time_missing");
  EXPECT_EQ(report(desk, first, {{"outcome", "call_back"}, {"callBackAt", "2028-11-23T02:00:00Z"}}).code(), "call_outside_hours");
  const auto later = report(desk, first, {{"outcome", "call_back"}, {"note", "席を外している"}, {"callBackAt", "2028-11-22T02:00:00Z"}});
  ASSERT_EQ(later.status, 200) << later.body;
  EXPECT_EQ(later.at("/status"), "done");
  EXPECT_EQ(later.at("/note"), "席を外している");
  EXPECT_NE(later.at("/advice"), "");
  const auto again = report(desk, first, {{"outcome", "refused"}});
  EXPECT_EQ(again.status, 409) << "what a call found is not written over: " << again.body;
  std::string next;
  const auto day = desk.get("/api/v1/calls?status=scheduled&from=2028-11-22&limit=200").json();
  for (const auto& item : day.at("items").as_array())
    if (item.at("caseId").as_string() == filed.case_id) next = std::string(item.at("id").as_string());
  ASSERT_NE(next, "");
  EXPECT_EQ(step_status(desk.get(filed.path()), "authorization_call"), "scheduled");
  EXPECT_EQ(report(desk, next, {{"outcome", "reached"}}).code(), "call_person_missing");
  EXPECT_EQ(report(desk, next, {{"outcome", "reached"}, {"reachedName", "山田"}}).code(), "call_answers_missing");
  const auto refused = report(desk, next, {{"outcome", "refused"}, {"note", "申請を知らない"}});
  EXPECT_EQ(refused.status, 200) << refused.body;
  EXPECT_NE(refused.at("/advice"), "");
  EXPECT_EQ(step_status(desk.get(filed.path()), "authorization_call"), "failed");
}

TEST(Calls, AWrongAnswerFailsTheStepAndSaysWhatIsNext) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto made = call(desk, filed, {{"numberId", phone_number(desk, filed.path())}});
  auto answers = yes_to_all(made);
  answers.at(2).as_object()["answer"] = "no";
  const auto reported = report(
      desk, made.at("/id"),
      {{"outcome", "reached"}, {"language", "en"}, {"reachedName", "山田 太郎"}, {"reachedDepartment", "総務部"}, {"answers", answers}});
  ASSERT_EQ(reported.status, 200) << reported.body;
  EXPECT_NE(reported.at("/advice"), "");
  EXPECT_EQ(reported.at("/language"), "en");
  EXPECT_EQ(reported.at("/reachedDepartment"), "総務部");
  const auto shown = desk.get(filed.path());
  EXPECT_EQ(step_status(shown, "authorization_call"), "failed");
  EXPECT_EQ(shown.at("/records/0/facts/reached"), "山田 太郎") << shown.body;
  EXPECT_EQ(call(desk, filed, {{"numberId", phone_number(desk, filed.path())}}).status, 201) << "once mended, it is called again";
}

TEST(Calls, ThreeUnansweredFlagTheCase) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto number = phone_number(desk, filed.path());
  for (int i = 1; i <= 3; ++i) {
    const auto reported = report(desk, call(desk, filed, {{"numberId", number}}).at("/id"), {{"outcome", "no_answer"}});
    ASSERT_EQ(reported.status, 200) << reported.body;
    EXPECT_EQ(reported.at("/unanswered"), std::to_string(i));
    EXPECT_EQ(desk.get(filed.path("/phone-book")).json().at("unreachable").as_array().size(), i < 3 ? 0U : 1U);
  }
}

/// The person who approves signs the contract too, as in an application for EV.
void let_approver_sign(House& house, const Filed& filed) {
  must(house.world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto application = TRY(storage::ApplicationId::parse(filed.application_id));
    auto signer = TRY(storage::find_contact(tx, application, "authorization")).value();
    signer.id = storage::ContactId::make();
    signer.role = "contract_signer";
    static_cast<void>(TRY(storage::put_contact(tx, signer)));
    static_cast<void>(TRY(tx.exec("INSERT INTO case_steps (case_id, step, status, changed_at) VALUES ($1, 'contract_signer_call', "
                                  "'not_started', 0)",
                                  filed.case_id)));
    return {};
  }));
}

TEST(Calls, OneServesBothStepsOfTheSamePerson) {
  RecordProperty("requirement", "C05 C08");
  auto& house = House::shared();
  const auto filed = file_application(house);
  let_approver_sign(house, filed);
  auto desk = house.staff("specialist");
  const auto made = call(desk, filed, {{"numberId", phone_number(desk, filed.path())}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.at("/alsoStep"), "contract_signer_call");
  EXPECT_EQ(made.json().at("script").as_array().size(), 6U) << "who is speaking is asked once";
  EXPECT_EQ(desk.post(filed.path("/calls"), R"({"step":"contract_signer_call"})").code(), "call_already_open");
  const auto reported = report(desk, made.at("/id"), {{"outcome", "reached"}, {"reachedName", "山田 太郎"}, {"answers", yes_to_all(made)}});
  ASSERT_EQ(reported.status, 200) << reported.body;
  const auto shown = desk.get(filed.path());
  EXPECT_EQ(step_status(shown, "authorization_call"), "passed");
  EXPECT_EQ(step_status(shown, "contract_signer_call"), "passed");
  EXPECT_EQ(shown.json().at("records").as_array().size(), 2U) << "evidence of each step";
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
  const std::string csv = "国民の祝日・休日月日,国民の祝日・休日名称\r\n2040/1/1,元日\r\n2040/6/6,特別の日\r\n";
  auto& database = house.world().database;
  const auto take = [&](const std::string& text) {
    return usecases::import_holidays(database, usecases::system_actor("test"), "syukujitsu.csv", core::to_bytes(text), house.now());
  };
  EXPECT_FALSE(take("heading\n2040/13/1,x\n"));
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

TEST(Calls, TheApplicantsOwnNumberNeedsAProofOfItsSource) {
  RecordProperty("requirement", "C08 C09");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto add = [&](const std::string& number, const std::string& evidence) {
    return desk.post(filed.path("/phone-book"), text({{"number", number}, {"source", "directory"}, {"evidence", evidence}}));
  };
  for (const std::string own : {"03-0000-0001", "０３（６７３８）６７１１"}) EXPECT_EQ(add(own, "x").code(), "number_proof_missing") << own;
  EXPECT_EQ(add("06-0000-0009", "タウンページ").status, 201) << "another number is none of the applicant's";
  const object screenshot{{"fileName", "directory.png"},
                          {"content", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="},
                          {"step", "authorization_call"},
                          {"category", "screenshot"},
                          {"subject", "電話帳の画面"},
                          {"source", "タウンページ"}};
  const auto attached = desk.post(filed.path("/evidence"), text(screenshot));
  ASSERT_EQ(attached.status, 201) << attached.body;
  EXPECT_EQ(add("03-0000-0001", "画面の写し " + attached.at("/files/0/id")).status, 201);
  EXPECT_EQ(add("03-6738-6711", "https://townpage.example.jp/aozora").status, 201);
}

TEST(Calls, KeepTheTitleThatWasHeardAndWhatIsAddedLater) {
  RecordProperty("requirement", "C05 C08");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto made = call(desk, filed, {{"numberId", phone_number(desk, filed.path())}});
  ASSERT_EQ(made.status, 201) << made.body;
  const auto path = "/api/v1/calls/" + made.at("/id") + "/additions";
  const auto addition = text({{"text", "部署は総務部です。"}});
  EXPECT_EQ(desk.post(path, addition).code(), "call_not_made");
  const auto reported =
      report(desk, made.at("/id"),
             {{"outcome", "reached"}, {"reachedName", "山田 太郎"}, {"statedTitle", " 総務部長 "}, {"answers", yes_to_all(made)}});
  ASSERT_EQ(reported.status, 200) << reported.body;
  EXPECT_EQ(reported.at("/statedTitle"), "総務部長");
  EXPECT_EQ(desk.post(path, text({{"text", ""}})).status, 422);
  ASSERT_EQ(desk.post(path, addition).status, 201);
  const auto twice = desk.post(path, text({{"text", "内線は21です。"}}));
  EXPECT_EQ(twice.at("/additions/0/text"), "部署は総務部です。");
  EXPECT_EQ(twice.at("/additions/1/text"), "内線は21です。");
  EXPECT_FALSE(twice.at("/additions/0/addedByName").empty());
  EXPECT_EQ(twice.at("/reachedDepartment"), "") << "the record stays as it was";
  const auto shown = desk.get(filed.path());
  EXPECT_EQ(shown.json().at("records").as_array().back().at("facts").at("statedTitle").as_string(), "総務部長") << shown.body;
  EXPECT_TRUE(desk.get(filed.path("/history")).body.contains("call_added_to"));
  EXPECT_EQ(house.staff("support").post(path, addition).status, 403);
}

} // namespace
