#include "storage/applications.h"
#include "support/casework.h"
#include "support/database.h"

#include <gtest/gtest.h>

#include <thread>

namespace {

using namespace support;
using boost::json::object;

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

TEST(Calls, WhatAnEarlierApplicationOfTheAccountGaveStaysTheApplicantsNumber) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  const auto earlier = file_application(house, {{"phone", "03-0000-0077"}});
  const auto later = file_application(house);
  auto desk = house.staff("specialist");
  ASSERT_FALSE(desk.get(later.path("/phone-book")).body.contains("03-0000-0077"));
  const auto account = application_row(house, later).account_id;
  must(house.world().database.write([&](storage::Transaction& tx) {
    return tx.exec("UPDATE applications SET account_id = $1 WHERE id = $2", account, earlier.application_id);
  }));
  const auto book = desk.get(later.path("/phone-book"));
  EXPECT_TRUE(book.body.contains("03-0000-0077")) << "by another row of the organization: " << book.body;
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

TEST(Calls, AWithdrawnNumberDoesNotComeBackUnderAnotherSource) {
  RecordProperty("requirement", "C08");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const std::string number = "06-0000-0009";
  const auto by_directory = phone_number(desk, filed.path(), number, "directory");
  const auto by_website = phone_number(desk, filed.path(), number, "official_website");
  const auto body = text({{"numberId", by_directory}, {"reason", "別会社の番号でした"}});
  const auto book = desk.post(filed.path("/phone-book/withdrawals"), body);
  ASSERT_EQ(book.status, 201) << book.body;
  EXPECT_EQ(book.at("/numbers/1/dialable"), "false") << "it is the same telephone: " << book.body;
  EXPECT_EQ(call(desk, filed, {{"numberId", by_website}}).code(), "call_number_withdrawn");
  const auto add = [&](const object& more) {
    object wish{{"number", number}, {"source", "third_party_database"}, {"evidence", "x"}};
    for (const auto& [name, value] : more) wish[name] = value;
    return desk.post(filed.path("/phone-book"), text(wish));
  };
  EXPECT_EQ(add({}).code(), "number_proof_missing");
  EXPECT_EQ(add({{"extension", "1"}}).code(), "number_proof_missing");
  std::this_thread::sleep_for(std::chrono::seconds{1});
  const auto again = add({{"source", "directory"}, {"evidence", "https://townpage.example.jp/aozora"}});
  ASSERT_EQ(again.status, 201) << "with its proof, a mistaken withdrawal can be mended: " << again.body;
  const auto newest = again.json().at("numbers").as_array().back();
  EXPECT_EQ(call(desk, filed, {{"numberId", newest.at("id")}}).status, 201);
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
  ASSERT_EQ(desk.post(filed.path("/difference-decisions"),
                      text({{"field", "phone.authorization_call"}, {"accepted", true}, {"reason", "公式サイトの総務部の番号"}}))
                .status,
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

TEST(Calls, ANumberThatTheApplicantGaveEarlierNeedsAProofToo) {
  RecordProperty("requirement", "C08 C09");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto add = [&](const std::string& number) {
    return desk.post(filed.path("/phone-book"), text({{"number", number}, {"source", "directory"}, {"evidence", "タウンページ"}}));
  };
  auto applicant = filed.applicant;
  for (const std::string phone : {"06-0000-0021", "06-0000-0022"}) {
    auto person = person_json("高橋", filed.mark + "-second@aozora.test");
    person["phone"] = phone;
    const auto replaced =
        applicant.post(application_path(filed, "/contact-replacements"), text({{"role", "authorization"}, {"person", person}}));
    ASSERT_EQ(replaced.status, 200) << replaced.body;
  }
  const std::string of_the_order = "03-6738-6710";
  for (const std::string number : {"06-0000-0021", "06-0000-0022", "03-6738-6711"})
    EXPECT_EQ(add(number).code(), "number_proof_missing") << number;
  EXPECT_EQ(add(of_the_order).code(), "number_proof_missing") << "the orderer gave it";
  const auto book = desk.get(filed.path("/phone-book"));
  EXPECT_TRUE(book.body.contains("+81600000021")) << book.body;
  EXPECT_TRUE(book.body.contains("\"orderer\"")) << book.body;
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
