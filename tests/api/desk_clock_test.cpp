#include "support/cases.h"
#include "support/database.h"
#include "support/house.h"

#include <gtest/gtest.h>

/// The desk's clock: due dates, flags, reminders, the report; and drafts that outlive a restart (C10, C04).
namespace {

using namespace support;
using std::chrono::hours;

void set_clock(Site& site, std::string_view to) { site.clock().set(must(core::parse_rfc3339(to))); }
std::vector<std::string> queue(Site& site, const std::string& name) {
  std::vector<std::string> ids;
  const auto json = site.staff("specialist").get(Site::api("/cases?queue=" + name)).json();
  for (const auto& line : json.at("items").as_array()) ids.emplace_back(line.at("id").as_string());
  return ids;
}
using Ids = std::vector<std::string>;

void end_step(Site& site, const InVetting& made, const std::string& step, const std::string& status) {
  must(site.world().database.write([&](storage::Transaction& tx) {
    return storage::set_step(tx, {storage::CaseId::stored(made.case_id), step, status, std::nullopt, site.clock().now()});
  }));
}
/// The median of each step that a report tells of, in seconds.
std::map<std::string, int> step_times(const HttpReply& report) {
  std::map<std::string, int> times;
  const auto json = report.json();
  for (const auto& step : json.at("steps").as_array())
    times[std::string(step.at("step").as_string())] = step.at("medianSeconds").to_number<int>();
  return times;
}

TEST(DeskClock, AWaitMovesTheDueDateForApplicantAndStaff) {
  RecordProperty("requirement", "C10");
  Site site;
  set_clock(site, "2027-02-19T01:00:00Z");
  auto made = submitted_case(site);
  auto& applicant = made.applying.applicant;
  const auto received = queued_about(site, made.applying.application_id, "お申し込み受付");
  ASSERT_EQ(received.size(), 1U);
  EXPECT_TRUE(received[0].body.contains("2027年3月1日（月）ごろ（5〜10営業日）")) << received[0].body;
  for (const auto* asked : {"ドメインの確認", "承認ページのリンク", "確認のお電話", "山田 太郎 様（承認担当者）"})
    EXPECT_TRUE(received[0].body.contains(asked)) << asked << "\n" << received[0].body;
  const auto fresh = applicant.get(made.application_path());
  EXPECT_EQ(fresh.at("/dueOn"), "2027-03-01");
  EXPECT_EQ(fresh.at("/dueOnLatest"), "2027-03-08");
  EXPECT_EQ(fresh.at("/turn"), "desk");
  set_clock(site, "2027-02-24T01:00:00Z");
  await_applicant(site, made);
  set_clock(site, "2027-03-01T01:00:00Z");
  const auto awaited = applicant.get(made.application_path());
  EXPECT_EQ(awaited.at("/turn"), "applicant");
  EXPECT_EQ(awaited.at("/waitingDays"), "3");
  resume(site, made);
  const auto after = applicant.get(made.application_path());
  EXPECT_EQ(after.at("/dueOn"), "2027-03-05") << "Wednesday to Monday: four business days did not count";
  EXPECT_EQ(after.at("/turn"), "desk");
  const auto shown = site.staff("specialist").get(made.case_path());
  EXPECT_EQ(shown.at("/dueOn"), "2027-03-05");
  EXPECT_EQ(shown.at("/clock/daySeconds"), "25200");
  EXPECT_EQ(shown.at("/clock/leftSeconds"), std::to_string(10 * 25200)) << "1 March 10:00 to 12 March 17:00";
}

TEST(DeskClock, TheApplicantIsToldOnceWhereTheDueDateHasMoved) {
  RecordProperty("requirement", "C10");
  Site site;
  set_clock(site, "2027-02-19T01:00:00Z");
  auto made = submitted_case(site);
  const auto ask_and_cancel = [&](std::string_view from, std::string_view until) {
    set_clock(site, from);
    auto desk = site.staff("specialist");
    const auto asked = desk.post(made.case_path("/questions"), text({{"text", "登記の住所をご確認ください。"}}));
    EXPECT_EQ(asked.status, 201) << asked.body;
    const auto json = desk.get(made.case_path()).json();
    const auto id = std::string(json.at("questions").as_array().back().at("id").as_string());
    set_clock(site, until);
    desk = site.staff("specialist");
    EXPECT_EQ(desk.post(Site::api("/questions/" + id + "/cancellations"), "").status, 200);
    auto mails = queued_about(site, made.applying.application_id, "見込みが変わりました");
    std::erase_if(mails, [&](const auto& mail) { return mail.to != made.applying.order.mark + "-technical@aozora.test"; });
    return mails;
  };
  EXPECT_EQ(ask_and_cancel("2027-02-19T02:00:00Z", "2027-02-19T03:00:00Z").size(), 0U) << "the day of the submission does not count anyway";
  const auto told = ask_and_cancel("2027-02-24T01:00:00Z", "2027-03-01T01:00:00Z");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].body.contains("2027年3月5日")) << told[0].body;
  EXPECT_EQ(made.applying.applicant.get(made.application_path()).at("/dueOn"), "2027-03-05");
}

TEST(DeskClock, QueuesAreSortedByDueDateAndFiltered) {
  RecordProperty("requirement", "C10");
  Site site;
  set_clock(site, "2027-02-19T01:00:00Z");
  auto first = submitted_case(site);
  set_clock(site, "2027-02-19T02:00:00Z");
  await_applicant(site, first);
  set_clock(site, "2027-02-22T01:00:00Z");
  auto second = submitted_case(site);
  resume(site, first);
  set_clock(site, "2027-02-24T01:00:00Z");
  auto third = submitted_case(site);
  set_clock(site, "2027-02-25T01:00:00Z");
  EXPECT_EQ(queue(site, "open").back(), third.case_id);
  EXPECT_EQ(queue(site, "unassigned_long").size(), 2U);
  EXPECT_EQ(queue(site, "overdue"), Ids{});
  const auto page = site.staff("specialist").get(Site::api("/cases?queue=open&limit=2"));
  ASSERT_EQ(page.json().at("items").as_array().size(), 2U);
  EXPECT_EQ(site.staff("specialist").get(Site::api("/cases?queue=open&limit=2&after=" + page.at("/next"))).at("/items/0/id"),
            third.case_id);
  set_clock(site, "2027-03-08T01:00:00Z");
  EXPECT_EQ(queue(site, "due_soon").size(), 2U);
  set_clock(site, "2027-03-10T01:00:00Z");
  EXPECT_EQ(queue(site, "overdue").size(), 2U);
  EXPECT_EQ(queue(site, "due_soon"), Ids{third.case_id});
  auto desk = site.staff("specialist");
  EXPECT_EQ(desk.post(third.case_path("/assignments"), "{}").status, 200);
  const auto counts = desk.get(Site::api("/case-counts"));
  ASSERT_EQ(counts.status, 200) << counts.body;
  EXPECT_EQ(counts.at("/queues/mine"), "1");
  EXPECT_EQ(counts.at("/queues/overdue"), "2");
  EXPECT_EQ(counts.at("/queues/open"), "3");
  EXPECT_EQ(counts.at("/specialists/0/dueSoon"), "1");
  EXPECT_EQ(counts.at("/specialists/1/overdue"), "2") << "the last line is nobody's: " << counts.body;
}

TEST(DeskClock, ApplicantsAreRemindedOnceEachAndAtLastLapse) {
  RecordProperty("requirement", "C10");
  Site site;
  set_clock(site, "2026-11-24T01:00:00Z");
  auto made = submitted_case(site);
  await_applicant(site, made);
  const auto reminders = [&](std::string_view at) {
    set_clock(site, at);
    site.run_jobs();
    site.advance(std::chrono::minutes{20});
    site.run_jobs();
    return queued_about(site, made.applying.application_id, "止めてお待ち").size() / 2; // technical contact and orderer
  };
  EXPECT_EQ(reminders("2026-11-30T05:00:00Z"), 0U) << "four business days";
  EXPECT_EQ(reminders("2026-12-01T05:00:00Z"), 1U);
  EXPECT_EQ(reminders("2026-12-02T05:00:00Z"), 1U);
  EXPECT_EQ(reminders("2026-12-08T05:00:00Z"), 2U);
  EXPECT_EQ(queue(site, "waiting"), Ids{made.case_id});
  EXPECT_EQ(queue(site, "waiting_long"), Ids{});
  EXPECT_EQ(reminders("2026-12-09T05:00:00Z"), 2U);
  EXPECT_EQ(queue(site, "waiting_long"), Ids{made.case_id});
  const auto reminder = queued_about(site, made.applying.application_id, "止めてお待ち").back();
  EXPECT_TRUE(reminder.body.contains("2027年1月23日")) << "and says what comes next: " << reminder.body;
  EXPECT_EQ(reminders("2027-01-22T05:00:00Z"), 2U);
  reminders("2027-01-23T05:00:00Z");
  const auto shown = site.staff("specialist").get(made.case_path());
  EXPECT_EQ(shown.at("/status"), "lapsed");
  EXPECT_EQ(shown.at("/applicationStatus"), "lapsed");
  EXPECT_EQ(queued_about(site, made.applying.application_id, "ご対応の期限が過ぎました").size(), 2U);
  EXPECT_EQ(queued_about(site, made.applying.order.order_id, "もう一度お申し込み").size(), 1U);
  EXPECT_EQ(queue(site, "done"), Ids{made.case_id});
  const auto history = site.staff("specialist").get(made.application_path()).json().at("history").as_array();
  EXPECT_EQ(history.back().at("event").as_string(), "lapsed");
}

TEST(DeskClock, AMissedRunSendsOneReminderNotTwo) {
  RecordProperty("requirement", "C10");
  Site site;
  auto made = submitted_case(site);
  await_applicant(site, made);
  site.advance(hours{24 * 20});
  site.run_jobs();
  EXPECT_EQ(queued_about(site, made.applying.application_id, "止めてお待ち").size(), 2U) << "one to each of two people";
}

TEST(DeskClock, DraftsAreAnnouncedAndLapseWithTheOrdersRight) {
  RecordProperty("requirement", "C04");
  Site site;
  auto applying = start_application(site);
  const auto path = Site::api("/applications/" + applying.application_id);
  EXPECT_EQ(applying.applicant.get(path).at("/applyBy"), "2027-11-23");
  const auto run_at = [&](std::string_view at) {
    set_clock(site, at);
    site.run_jobs();
  };
  run_at("2027-10-24T14:00:00Z");
  EXPECT_EQ(queued_about(site, applying.application_id, "期限が近づいて").size(), 0U);
  run_at("2027-10-25T16:00:00Z");
  run_at("2027-10-26T16:00:00Z");
  EXPECT_EQ(queued_about(site, applying.application_id, "期限が近づいて").size(), 1U);
  run_at("2027-11-23T16:00:00Z");
  const auto row = must(site.world().database.read([&](storage::Transaction& tx) {
    return storage::load_application(tx, storage::ApplicationId::stored(applying.application_id), storage::Tenant::any());
  }));
  EXPECT_EQ(row.status, "lapsed");
  EXPECT_EQ(queued_about(site, applying.application_id, "期限が過ぎました").size(), 1U);
}

TEST(Report, CountsAndTimesTheMonth) {
  RecordProperty("requirement", "C10");
  Site site;
  set_clock(site, "2026-11-24T01:00:00Z");
  auto rejected = submitted_case(site);
  auto withdrawn = submitted_case(site);
  auto open = submitted_case(site);
  set_clock(site, "2026-11-25T02:00:00Z");
  auto desk = site.staff("specialist");
  end_step(site, rejected, "domains", "passed");
  end_step(site, rejected, "organization", "not_needed");
  EXPECT_EQ(desk.post(rejected.case_path("/rejections"), R"({"reasonCode":"key_unfit"})",
                      {{"If-Match", version_tag(desk.get(rejected.case_path()))}})
                .status,
            200);
  EXPECT_EQ(withdrawn.applying.applicant
                .post(withdrawn.application_path("/withdrawals"), "{}",
                      {{"If-Match", version_tag(withdrawn.applying.applicant.get(withdrawn.application_path()))}})
                .status,
            200);
  const auto report = desk.get(Site::api("/reports/vetting"));
  ASSERT_EQ(report.status, 200) << report.body;
  EXPECT_EQ(report.at("/from"), "2026-11-01");
  EXPECT_EQ(report.at("/to"), "2026-11-30");
  EXPECT_EQ(report.at("/received"), "3");
  EXPECT_EQ(report.at("/rejected"), "1");
  EXPECT_EQ(report.at("/withdrawn"), "1");
  EXPECT_NEAR(std::stoi(report.at("/decision/medianSeconds")), 8 * 3600, 30) << "a day and an hour of the desk";
  const auto times = step_times(report);
  EXPECT_NEAR(times.at("domains"), 8 * 3600, 30);
  EXPECT_FALSE(times.contains("organization")) << "what is not needed took no time";
  EXPECT_EQ(report.at("/specialists/0/rejected"), "1");
  const auto december = desk.get(Site::api("/reports/vetting?from=2026-12-01"));
  EXPECT_EQ(december.at("/to"), "2026-12-31");
  EXPECT_EQ(december.at("/received"), "0");
  EXPECT_EQ(desk.get(Site::api("/reports/vetting?from=2026-12-01&to=2026-11-01")).code(), "report_period_invalid");
  desk.language = "en";
  const auto csv = desk.get(Site::api("/reports/vetting/csv?from=2026-11-24&to=2026-11-25"));
  ASSERT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.body.starts_with("\xEF\xBB\xBF\"Application\",")) << csv.body;
  EXPECT_EQ(std::ranges::count(csv.body, '\n'), 4);
  EXPECT_TRUE(csv.body.contains("\"8.00\"")) << csv.body;
}

TEST(Drafts, ASecondPageIsToldWhatDiffers) {
  RecordProperty("requirement", "C04");
  Site site;
  auto applying = start_application(site);
  const auto path = Site::api("/applications/" + applying.application_id);
  const auto tag = version_tag(applying.applicant.get(path));
  auto mine = draft_json(applying.order.mark, applying.order.names);
  ASSERT_EQ(applying.applicant.put(path + "/draft", text(mine), {{"If-Match", tag}}).status, 200);
  mine["organization"].as_object()["nameKana"] = "アオゾラ";
  mine["csr"] = "another";
  const auto refused = applying.applicant.put(path + "/draft", text(mine), {{"If-Match", tag}});
  EXPECT_EQ(refused.status, 412);
  EXPECT_EQ(refused.code(), "version_stale");
  const std::map<std::string, std::string> differences{{"/csr", "draft_differs"}, {"/organization/nameKana", "draft_differs"}};
  EXPECT_EQ(refused.field_codes(), differences) << refused.body;
  EXPECT_NE(applying.applicant.get(path).at("/draft/csr"), "another") << "what the first page saved stands";
}

TEST(Drafts, OutliveARestartAndALoginAtEachStep) {
  RecordProperty("requirement", "C04");
  House house;
  auto started = begin_application(house, "advantage");
  const auto path = "/api/v1/applications/" + started.application_id;
  auto draft = registered_draft(started.mark, started.names);
  boost::json::object sofar;
  const std::vector<std::pair<std::string, std::vector<std::string>>> steps{
      {"csr", {"csr"}}, {"names", {"names"}}, {"organization", {"organization"}}, {"contacts", {"contacts", "atMostTenMembers"}}};
  for (const auto& [step, members] : steps) {
    sofar["step"] = step;
    for (const auto& member : members) sofar[member] = draft.at(member);
    ASSERT_EQ(started.applicant.put(path + "/draft", text(sofar), {{"If-Match", version_tag(started.applicant.get(path))}}).status, 200);
    house.restart();
    auto same = started.applicant; // the session outlives the server
    const auto kept = same.get(path);
    ASSERT_EQ(kept.status, 200) << step << kept.body;
    EXPECT_EQ(kept.at("/draft/csr"), std::string(draft.at("csr").as_string())) << "the request is never lost: " << step;
    EXPECT_EQ(kept.at("/draft/step"), step);
    auto back = house.visitor(); // and so does the draft the session
    auto support = house.staff("support");
    EXPECT_EQ(support.post("/api/v1/orders/" + kept.at("/orderId") + "/access-codes", "{}").status, 201);
    back.bearer = redeem_newest(house, back, started.mark).at("/token");
    EXPECT_EQ(back.get(path).json().at("draft"), kept.json().at("draft")) << step;
  }
}

} // namespace
