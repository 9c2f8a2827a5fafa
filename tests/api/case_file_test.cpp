#include "core/bytes.h"
#include "storage/accounts.h"
#include "support/cabf_house.h"
#include "support/database.h"
#include "support/house.h"
#include "support/story.h"
#include "usecases/decide_case.h"
#include "usecases/issue_approved_application.h"

#include <gtest/gtest.h>

#include <regex>
#include <thread>

/// The case's file: documents, questions to the applicant, the correlation sheet, four eyes, history (C05, C09).
namespace {

using namespace support;
using boost::json::array;
using boost::json::object;
using namespace std::string_literals;

const std::string pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\ntrailer\n%%EOF\n";

std::string text(const object& json) { return boost::json::serialize(json); }
object document_json(const std::string& name, const std::string& content) {
  return {{"fileName", name}, {"content", core::to_base64(core::as_bytes(content))}};
}
object evidence_json(const std::string& name, const std::string& content) {
  auto json = document_json(name, content);
  json["step"] = "organization";
  json["category"] = "register_extract";
  json["subject"] = "登記事項証明書";
  json["source"] = "東京法務局";
  return json;
}
HttpReply attach(HttpClient& desk, const Filed& filed, const std::string& name, const std::string& content) {
  return desk.post(filed.path("/evidence"), text(evidence_json(name, content)));
}
HttpReply ask(HttpClient& desk, const Filed& filed, bool wants_document = false) {
  return desk.post(filed.path("/questions"), text({{"text", "社名の変更日を教えてください。"}, {"wantsDocument", wants_document}}));
}
std::string application_path(const Filed& filed, const std::string& more = {}) {
  return "/api/v1/applications/" + filed.application_id + more;
}
HttpReply upload(HttpClient& applicant, const Filed& filed, const std::string& question) {
  auto json = document_json("在職証明書.pdf", pdf);
  json["questionId"] = question;
  return applicant.post(application_path(filed, "/documents"), text(json));
}
HttpReply answer(HttpClient& applicant, const std::string& question) {
  return applicant.post("/api/v1/questions/" + question + "/answers", text({{"text", "2026年4月1日です。"}}));
}
/// Without the look at CAA records, which comes when its job runs.
std::string actions_in_history(HttpClient& desk, const Filed& filed) {
  std::string actions;
  const auto page = desk.get(filed.path("/history?limit=200")).json();
  for (const auto& line : page.at("items").as_array())
    if (line.at("action").as_string() != "caa_looked_at") actions += std::string(line.at("action").as_string()) + " ";
  return actions;
}
/// Everything but the decisions.
void gather(HttpClient& desk, House& house, Filed& filed) {
  prove_domains(house, filed);
  ASSERT_EQ(check_register(desk, filed).status, 201);
  const auto steps = desk.get(filed.path()).json().at("steps").as_array();
  const bool called = std::ranges::any_of(steps, [](const auto& step) {
    return step.at("step").as_string() == "authorization_call" && step.at("status").as_string() == "passed";
  });
  if (!called) ASSERT_EQ(call_through(desk, filed).status, 200);
}

TEST(Evidence, IsTakenByContentAndGivenOutAsAnAttachment) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto attached = attach(desk, filed, "../../写し \"1\".pdf", pdf);
  ASSERT_EQ(attached.status, 201) << attached.body;
  EXPECT_EQ(attached.at("/files/0/fileName"), "写し 1.pdf");
  EXPECT_EQ(attached.at("/files/0/mediaType"), "application/pdf");
  EXPECT_EQ(attached.at("/files/0/status"), "accepted");
  EXPECT_EQ(attached.at("/files/0/sha256"), core::to_hex(core::sha256(core::as_bytes(pdf))));
  const auto url = attached.at("/files/0/url");
  const auto file = desk.get(url);
  ASSERT_EQ(file.status, 200) << file.body;
  EXPECT_EQ(file.body, pdf);
  EXPECT_EQ(file.header("content-type"), "application/pdf");
  EXPECT_EQ(file.header("x-content-type-options"), "nosniff");
  std::string policies;
  for (const auto& [name, value] : file.headers)
    if (name == "content-security-policy") policies += value + "|";
  EXPECT_TRUE(policies.contains("sandbox; default-src 'none'|")) << policies;
  const auto disposition = file.header("content-disposition");
  EXPECT_TRUE(std::regex_match(disposition, std::regex("attachment; filename=\"fil_[0-9a-z]+\\.pdf\"; "
                                                       "filename\\*=UTF-8''%E5%86%99%E3%81%97%201\\.pdf")))
      << disposition;
  EXPECT_TRUE(actions_in_history(desk, filed).contains("evidence_opened evidence_attached ")) << actions_in_history(desk, filed);
  EXPECT_EQ(house.staff("finance").get(url).status, 403);
  auto applicant = filed.applicant;
  EXPECT_EQ(applicant.get(url).status, 404) << "documents are at the desk only";
}

TEST(Evidence, ThatLiesIsRefused) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto code = [&](const std::string& name, const std::string& content) { return attach(desk, filed, name, content).code(); };
  EXPECT_EQ(code("extract.pdf", "<html><script>alert(1)</script></html>"), "evidence_type_refused");
  EXPECT_EQ(code("extract.pdf", "PK\x03\x04not a pdf"), "evidence_type_refused");
  EXPECT_EQ(code("extract.pdf", "MZ\x90\0"s), "evidence_type_refused");
  EXPECT_EQ(code("picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"), "evidence_type_refused");
  EXPECT_EQ(code("picture.png", pdf), "evidence_name_differs");
  EXPECT_EQ(code("page.html", "harmless"), "evidence_name_differs");
  EXPECT_EQ(code("both.pdf", pdf + "PK\x05\x06" + std::string(18, '\0')), "evidence_type_refused");
  auto json = evidence_json("a.pdf", pdf);
  json["content"] = "not base64!";
  EXPECT_EQ(desk.post(filed.path("/evidence"), text(json)).field_codes().at("/content"), "field_wrong_form");
  json = evidence_json("a.pdf", pdf);
  json["step"] = "hr_call";
  EXPECT_EQ(desk.post(filed.path("/evidence"), text(json)).code(), "step_not_in_level") << "an OV case has no such step";
  EXPECT_EQ(desk.get(filed.path()).json().at("files").as_array().size(), 0U);
}

TEST(Evidence, HasALargestSize) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  constexpr std::size_t limit = 10 << 20;
  EXPECT_EQ(attach(desk, filed, "log.txt", std::string(limit, 'a')).status, 201);
  const auto larger = attach(desk, filed, "log.txt", std::string(limit + 1, 'a'));
  EXPECT_EQ(larger.status, 413);
  EXPECT_EQ(larger.code(), "evidence_too_large");
}

TEST(Questions, LetTheCaseWaitUntilTheLastIsAnswered) {
  RecordProperty("requirement", "C05 C10");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto asked = ask(desk, filed);
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(asked.at("/status"), "waiting_for_applicant");
  EXPECT_NE(asked.at("/waitingSince"), "");
  const auto mail = house.mail(filed.technical_mail(), "審査担当からのご連絡");
  EXPECT_TRUE(mail.body.contains("社名の変更日を教えてください。")) << mail.body;
  EXPECT_TRUE(mail.body.contains("/applications/" + filed.application_id)) << mail.body;
  ASSERT_EQ(ask(desk, filed).status, 201);
  EXPECT_EQ(decide(desk, filed, "recommendations").status, 409) << "not while the applicant is awaited";
  const auto shown = filed.applicant.get(application_path(filed));
  EXPECT_EQ(shown.at("/status"), "waiting_for_applicant");
  EXPECT_EQ(shown.at("/questions/0/status"), "open");
  const auto first = shown.at("/questions/0/id");
  const auto second = shown.at("/questions/1/id");
  const auto answered = answer(filed.applicant, first);
  ASSERT_EQ(answered.status, 200) << answered.body;
  EXPECT_EQ(answered.at("/status"), "waiting_for_applicant") << "another question is open";
  EXPECT_EQ(answer(filed.applicant, first).code(), "question_closed");
  const auto cancelled = desk.post("/api/v1/questions/" + second + "/cancellations");
  ASSERT_EQ(cancelled.status, 200) << cancelled.body;
  EXPECT_EQ(cancelled.at("/status"), "open");
  EXPECT_EQ(cancelled.at("/waitingSince"), "");
  EXPECT_EQ(cancelled.at("/unseenAnswers"), "1") << "the specialist is told";
  EXPECT_EQ(cancelled.at("/questions/0/answer"), "2026年4月1日です。");
  const auto read = desk.post("/api/v1/questions/" + first + "/acknowledgements");
  EXPECT_EQ(read.at("/unseenAnswers"), "0") << read.body;
  const auto after = filed.applicant.get(application_path(filed));
  EXPECT_EQ(after.at("/status"), "vetting");
  EXPECT_EQ(after.json().at("questions").as_array().size(), 1U) << "withdrawn ones are not shown";
}

TEST(Questions, AskForDocumentsThatASpecialistTakesOver) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto other = file_application(house);
  auto desk = house.staff("specialist");
  ASSERT_EQ(ask(desk, filed, true).status, 201);
  const auto question = filed.applicant.get(application_path(filed)).at("/questions/0/id");
  EXPECT_EQ(answer(filed.applicant, question).code(), "question_document_missing");
  EXPECT_EQ(answer(other.applicant, question).status, 404) << "another applicant's question";
  EXPECT_EQ(upload(other.applicant, filed, question).status, 404) << "another's application";
  EXPECT_EQ(upload(other.applicant, other, question).status, 404) << "another's question";
  const auto uploaded = upload(filed.applicant, filed, question);
  ASSERT_EQ(uploaded.status, 201) << uploaded.body;
  EXPECT_EQ(uploaded.at("/mediaType"), "application/pdf");
  const auto answered = answer(filed.applicant, question);
  ASSERT_EQ(answered.status, 200) << answered.body;
  EXPECT_EQ(answered.at("/questions/0/documents/0/fileName"), "在職証明書.pdf");
  EXPECT_EQ(upload(filed.applicant, filed, question).code(), "question_closed");
  EXPECT_EQ(other.applicant.get(application_path(filed)).status, 404);
  EXPECT_FALSE(other.applicant.get(application_path(other)).body.contains("在職証明書"));
  const auto shown = desk.get(filed.path());
  EXPECT_EQ(shown.at("/files/0/status"), "unverified");
  EXPECT_EQ(shown.at("/files/0/fromApplicant"), "true");
  EXPECT_EQ(shown.at("/records/0/kind"), "document");
  EXPECT_TRUE(shown.at("/records/0/collectedBy").starts_with("app_")) << shown.at("/records/0/collectedBy");
  const auto early = decide(desk, filed, "recommendations");
  EXPECT_EQ(early.code(), "evidence_unverified") << early.body;
  EXPECT_TRUE(early.at("/detail").contains("在職証明書.pdf")) << early.body;
  const auto decisions = "/api/v1/evidence-files/" + shown.at("/files/0/id") + "/decisions";
  const auto taken = desk.post(decisions, text({{"accepted", true},
                                                {"reason", "原本と照合済み"},
                                                {"category", "professional_letter"},
                                                {"shownName", "みどり電機株式会社"},
                                                {"shownAddress", "大阪府大阪市北区中之島九丁目9番9号"},
                                                {"issuedOn", "2026-11-01"}}));
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(taken.at("/files/0/status"), "accepted");
  EXPECT_EQ(taken.at("/files/0/decisionReason"), "原本と照合済み");
  EXPECT_EQ(taken.at("/files/0/category"), "professional_letter");
  EXPECT_EQ(taken.at("/files/0/shownName"), "みどり電機株式会社");
  EXPECT_EQ(taken.at("/files/0/issuedOn"), "2026-11-01");
  EXPECT_EQ(taken.at("/records/1/accepted"), "true") << taken.body;
  const auto sheet = desk.get(filed.path("/correlation"));
  EXPECT_TRUE(sheet.body.contains("fileName." + taken.at("/files/0/id"))) << sheet.body;
  EXPECT_TRUE(sheet.body.contains("大阪府大阪市北区中之島九丁目9番9号")) << sheet.body;
  EXPECT_EQ(sheet.at("/complete"), "false") << "another company's letter needs a decision";
  EXPECT_EQ(decide(desk, filed, "recommendations").code(), "steps_open");
  EXPECT_EQ(desk.post(decisions, text({{"accepted", false}, {"reason", "x"}})).code(), "evidence_decided");
}

TEST(Questions, BeginFromTemplatesAndShowTheirMail) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto templates = desk.get(filed.path("/question-templates"));
  ASSERT_EQ(templates.status, 200) << templates.body;
  EXPECT_FALSE(templates.body.contains("company_name_differs")) << "nobody has looked at the register";
  EXPECT_FALSE(templates.body.contains("address_differs"));
  EXPECT_TRUE(templates.at("/items/0/text").contains("株式会社青空商事")) << templates.body;
  EXPECT_FALSE(std::regex_search(templates.body, std::regex("\\{[a-z_]+\\}[^,\\]]"))) << "a placeholder is left";
  const auto preview = desk.post(filed.path("/question-previews"), text({{"text", "書類をお願いします。"}, {"wantsDocument", true}}));
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_TRUE(preview.at("/subject").contains("ご確認のお願い")) << preview.body;
  const auto body = std::regex_replace(preview.at("/body"), std::regex("\\n *"), ""); // lines are as long as mails have them
  EXPECT_TRUE(body.contains("書類をお願いします。")) << preview.body;
  EXPECT_TRUE(body.contains("添付してください")) << preview.body;
  const auto blank = text({{"text", "登記の名称「{registered_name}」でよろしいですか。"}});
  EXPECT_EQ(desk.post(filed.path("/question-previews"), blank).code(), "question_placeholder");
  EXPECT_EQ(desk.post(filed.path("/questions"), blank).code(), "question_placeholder");
  EXPECT_EQ(desk.get(filed.path()).at("/status"), "open") << "a preview asks nobody";
  ASSERT_EQ(check_register(desk, filed).status, 201);
  const auto after = desk.get(filed.path("/question-templates"));
  EXPECT_EQ(after.at("/items/0/key"), "company_name_differs");
  EXPECT_TRUE(after.at("/items/0/text").contains("登記の名称「株式会社青空商事」")) << after.body;
}

TEST(Questions, OfADecidedCaseAreClosed) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  ASSERT_EQ(ask(desk, filed).status, 201);
  const auto question = filed.applicant.get(application_path(filed)).at("/questions/0/id");
  ASSERT_EQ(decide(desk, filed, "rejections", R"({"reason":"在籍を確認できません。"})").status, 200);
  EXPECT_EQ(answer(filed.applicant, question).code(), "question_closed");
  EXPECT_EQ(ask(desk, filed).status, 409);
}

TEST(Correlation, BlocksUntilEveryDifferenceIsDecided) {
  RecordProperty("requirement", "C05 C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  prove_domains(house, filed);
  ASSERT_EQ(check_register(desk, filed).status, 201);
  auto call =
      desk.post(filed.path("/calls"),
                text({{"step", "authorization_call"}, {"numberId", phone_number(desk, filed.path(), "06-0000-0009")}, {"language", "ja"}}));
  ASSERT_EQ(call.status, 201) << call.body;
  array answers;
  for (const auto& line : call.json().at("script").as_array())
    answers.push_back(object{{"question", line.at("question")}, {"answer", "yes"}});
  ASSERT_EQ(desk.post("/api/v1/calls/" + call.at("/id") + "/outcomes",
                      text({{"outcome", "reached"}, {"reachedName", "山田 太郎"}, {"answers", answers}}))
                .status,
            200);
  const auto early = decide(desk, filed, "recommendations");
  EXPECT_EQ(early.code(), "differences_open") << early.body;
  EXPECT_FALSE(early.at("/detail").contains("phone.authorization_call")) << early.body;
  const auto decide_on = [&](const std::string& field, bool accepted) {
    return desk.post(filed.path("/difference-decisions"),
                     text({{"field", field}, {"accepted", accepted}, {"reason", "大阪支店の代表番号"}}));
  };
  EXPECT_EQ(decide_on("employer.technical", true).code(), "difference_unknown");
  EXPECT_EQ(decide_on("phone.authorization_call", false).status, 200);
  EXPECT_EQ(decide(desk, filed, "recommendations").code(), "difference_refused");
  const auto sheet = decide_on("phone.authorization_call", true);
  ASSERT_EQ(sheet.status, 200) << sheet.body;
  EXPECT_EQ(sheet.at("/complete"), "true");
  EXPECT_TRUE(sheet.body.contains("大阪支店の代表番号"));
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  auto second = house.staff("approving_specialist");
  EXPECT_EQ(decide(second, filed, "approvals", R"({"reviewed":false,"note":"x"})").code(), "correlation_not_reviewed");
  EXPECT_EQ(decide(second, filed, "approvals", R"({"reviewed":true,"note":""})").status, 422);
  const auto approved = decide(second, filed, "approvals", R"({"reviewed":true,"note":"電話番号の違いを含め全項目を確認"})");
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(approved.at("/decisions/1/kind"), "approved");
  EXPECT_EQ(approved.at("/decisions/1/note"), "電話番号の違いを含め全項目を確認");
}

TEST(Correlation, ComparesWhatTheCertificateSaysWithTheRegister) {
  RecordProperty("requirement", "A14 C07 C09");
  auto& house = House::shared();
  auto filed = file_application(
      house, {{"certificateOrganization", "Google LLC"}, {"certificateState", "California"}, {"certificateLocality", "Mountain View"}});
  auto desk = house.staff("specialist");
  gather(desk, house, filed);
  const auto early = decide(desk, filed, "recommendations");
  EXPECT_EQ(early.code(), "differences_open") << early.body;
  desk.language = "en";
  EXPECT_TRUE(decide(desk, filed, "recommendations").at("/detail").contains("certificate's subject (prefecture)"));
  const auto decide_on = [&](const std::string& field, bool accepted) {
    return desk.post(filed.path("/difference-decisions"), text({{"field", field}, {"accepted", accepted}, {"reason", "登記の写しを確認"}}));
  };
  EXPECT_EQ(decide_on("certificate.state", true).status, 200);
  EXPECT_EQ(decide_on("certificate.locality", true).status, 200);
  EXPECT_EQ(decide_on("certificate.organization", false).status, 200);
  EXPECT_EQ(decide(desk, filed, "recommendations").code(), "difference_refused");
  const auto honest =
      file_application(house, {{"certificateOrganization", "AOZORA SHOUJI CO., LTD."}, {"certificateLocality", "千代田区"}});
  ASSERT_EQ(check_register(desk, honest).status, 201);
  const auto sheet = desk.get(honest.path("/correlation")).body;
  EXPECT_TRUE(sheet.contains("certificate.organization")) << sheet;
  EXPECT_FALSE(sheet.contains("\"different\"")) << sheet;
}

/// An approver who does one piece of work in the case of another may not approve it.
void expect_four_eyes(House& house, const std::function<void(HttpClient&, Filed&)>& work, const std::string& what) {
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  auto busy = house.staff("approving_specialist");
  work(busy, filed);
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200) << what;
  const auto refused = decide(busy, filed, "approvals");
  EXPECT_EQ(refused.status, 409) << what;
  EXPECT_EQ(refused.code(), "four_eyes") << what << refused.body;
  const auto name = busy.get("/api/v1/session").at("/user/name");
  EXPECT_TRUE(refused.at("/detail").contains(name)) << refused.body;
  EXPECT_TRUE(refused.at("/detail").contains("recommended by")) << refused.body;
}

TEST(FourEyes, HoldForEveryKindOfOwnWork) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  expect_four_eyes(house, [](HttpClient& busy, Filed& filed) { EXPECT_EQ(attach(busy, filed, "a.pdf", pdf).status, 201); }, "document");
  expect_four_eyes(
      house,
      [](HttpClient& busy, Filed& filed) {
        EXPECT_EQ(ask(busy, filed).status, 201);
        const auto question = filed.applicant.get(application_path(filed)).at("/questions/0/id");
        EXPECT_EQ(answer(filed.applicant, question).status, 200);
      },
      "question");
  expect_four_eyes(house, [](HttpClient& busy, Filed& filed) { EXPECT_EQ(check_register(busy, filed).status, 201); }, "register");
  expect_four_eyes(house, [](HttpClient& busy, Filed& filed) { EXPECT_EQ(call_through(busy, filed).status, 200); }, "call");
  expect_four_eyes(house, [](HttpClient& busy, Filed& filed) { EXPECT_NE(phone_number(busy, filed.path()), ""); }, "number");
  expect_four_eyes(
      house,
      [&](HttpClient& busy, Filed& filed) {
        auto gatherer = house.staff("specialist");
        ASSERT_EQ(call_through(gatherer, filed, "authorization_call", "山田 太郎", "yes", "06-0000-0009").status, 200);
        EXPECT_EQ(busy.post(filed.path("/difference-decisions"),
                            text({{"field", "phone.authorization_call"}, {"accepted", true}, {"reason", "大阪支店の代表番号"}}))
                      .status,
                  200);
      },
      "difference");
}

TEST(FourEyes, ANumberThatNobodyDialledIsNobodysEvidence) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  auto finder = house.staff("approving_specialist");
  EXPECT_NE(phone_number(finder, filed.path(), "06-0000-0009"), "");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(finder, filed, "approvals").status, 200);
}

/// The denied list's hit on an application of which the insider is a contact.
void expect_hit_kept_from(House& house, HttpClient& insider, const Filed& filed) {
  auto officer = house.staff("approving_specialist");
  const auto entry = officer.post("/api/v1/denied-entries",
                                  text({{"kind", "domain"}, {"value", filed.names.front()}, {"source", "自社リスト"}, {"reason", "試験"}}));
  ASSERT_EQ(entry.status, 201) << entry.body;
  const auto screened = officer.get(filed.path("/high-risk"));
  ASSERT_NE(screened.at("/hits/0/id"), "") << screened.body;
  const auto decision = text({{"decision", "false_positive"}, {"reason", "別人"}});
  const auto path = "/api/v1/hits/" + screened.at("/hits/0/id") + "/decisions";
  EXPECT_EQ(insider.post(path, decision).code(), "own_application");
  EXPECT_EQ(officer.post(path, decision).status, 200);
  EXPECT_EQ(officer.post("/api/v1/denied-entries/" + entry.at("/id") + "/retirements", R"({"reason":"試験の終わり"})").status, 200);
}

TEST(FourEyes, NobodyVetsTheirOwnApplication) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto insider = house.staff("approving_specialist");
  auto mail = insider.get("/api/v1/session").at("/user/email");
  ASSERT_NE(mail, "");
  mail.insert(mail.find('@'), "+tech"); // the same mailbox
  const auto mark = unique_mark();
  auto filed = file_application(house,
                                {{"contacts", object{{"technical", person_json("鈴木", mail)},
                                                     {"authorization", person_json("山田", mark + "-approver@aozora.test")}}}},
                                {mark + "-own.jp"});
  const auto taken = insider.post(filed.path("/assignments"), "{}");
  EXPECT_EQ(taken.status, 409) << taken.body;
  EXPECT_EQ(taken.code(), "own_application");
  EXPECT_EQ(attach(insider, filed, "a.pdf", pdf).code(), "own_application");
  EXPECT_EQ(ask(insider, filed).code(), "own_application");
  EXPECT_EQ(check_register(insider, filed).code(), "own_application");
  EXPECT_EQ(insider.post(filed.path("/notes"), text({{"text", "問題なし"}})).code(), "own_application");
  EXPECT_EQ(insider.post(filed.path("/phone-book"), text({{"number", "06-0000-0009"}, {"source", "directory"}, {"evidence", "x"}})).code(),
            "own_application");
  auto gatherer = house.staff("specialist");
  const auto call = text({{"step", "authorization_call"}, {"numberId", phone_number(gatherer, filed.path())}, {"language", "ja"}});
  EXPECT_EQ(insider.post(filed.path("/calls"), call).code(), "own_application");
  const auto queued = gatherer.post(filed.path("/calls"), call);
  ASSERT_EQ(queued.status, 201) << queued.body;
  const auto path = "/api/v1/calls/" + queued.at("/id");
  EXPECT_EQ(insider.post(path + "/outcomes", text({{"outcome", "no_answer"}, {"answers", array{}}})).code(), "own_application");
  EXPECT_EQ(insider.put(path + "/booking", text({{"scheduledAt", "2028-11-22T01:30:00Z"}})).code(), "own_application");
  ASSERT_EQ(gatherer.post(path + "/outcomes", text({{"outcome", "no_answer"}, {"answers", array{}}})).status, 200);
  expect_hit_kept_from(house, insider, filed);
  gather(gatherer, house, filed);
  EXPECT_EQ(decide(insider, filed, "recommendations").code(), "own_application");
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(insider, filed, "returns", R"({"reason":"x"})").code(), "own_application");
  EXPECT_EQ(decide(insider, filed, "approvals").code(), "own_application");
  EXPECT_EQ(decide(insider, filed, "rejections", R"({"reason":"x"})").code(), "own_application");
}

TEST(Decision, ASecondSpecialistSendsTheCaseBack) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  auto second = house.staff("approving_specialist");
  gather(gatherer, house, filed);
  EXPECT_EQ(decide(second, filed, "returns", R"({"reason":"x"})").status, 409) << "nothing to send back yet";
  const auto recommended = decide(gatherer, filed, "recommendations");
  ASSERT_EQ(recommended.status, 200) << recommended.body;
  EXPECT_EQ(recommended.at("/sentBack"), "false");
  EXPECT_EQ(decide(gatherer, filed, "returns", R"({"reason":"x"})").status, 403);
  const auto returned = decide(second, filed, "returns", R"({"reason":"電話の相手の部署が記録にありません。"})");
  ASSERT_EQ(returned.status, 200) << returned.body;
  EXPECT_EQ(returned.at("/status"), "open");
  EXPECT_EQ(returned.at("/recommendedBy"), "");
  EXPECT_EQ(returned.at("/decisions/1/kind"), "returned");
  EXPECT_EQ(returned.at("/decisions/1/note"), "電話の相手の部署が記録にありません。");
  EXPECT_EQ(returned.at("/sentBack"), "true");
  const auto mail = house.mail(recommended.at("/recommendedBy") + "@people.test", "差し戻し");
  EXPECT_TRUE(mail.body.contains("電話の相手の部署が記録にありません。")) << mail.body;
  EXPECT_TRUE(mail.body.contains("/desk/cases/" + filed.case_id)) << mail.body;
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(second, filed, "approvals").status, 200) << "sending back is no work of one's own";
}

TEST(Decision, OfTwoAtOnceOneWinsAndTheOtherIsTold) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  const auto recommended = decide(gatherer, filed, "recommendations");
  ASSERT_EQ(recommended.status, 200);
  const Headers seen{{"If-Match", version_tag(recommended)}};
  auto approver = house.staff("approving_specialist");
  auto rejecter = house.staff("specialist");
  HttpReply approved;
  HttpReply rejected;
  std::thread one([&] { approved = approver.post(filed.path("/approvals"), R"({"reviewed":true,"note":"確認"})", seen); });
  std::thread two([&] { rejected = rejecter.post(filed.path("/rejections"), R"({"reason":"お断りします。"})", seen); });
  one.join();
  two.join();
  EXPECT_NE(approved.status == 200, rejected.status == 200) << approved.body << rejected.body;
  const auto& loser = approved.status == 200 ? rejected : approved;
  auto& winner = approved.status == 200 ? approver : rejecter;
  EXPECT_EQ(loser.status, 409) << loser.body;
  EXPECT_EQ(loser.code(), "case_decided");
  EXPECT_TRUE(loser.at("/detail").contains(winner.get("/api/v1/session").at("/user/name"))) << loser.body;
  EXPECT_TRUE(std::regex_search(loser.at("/detail"), std::regex("20[0-9][0-9]"))) << "with the time: " << loser.body;
}

TEST(History, TellsEverythingInPages) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  ASSERT_EQ(desk.post(filed.path("/assignments"), "{}").status, 200);
  ASSERT_EQ(desk.post(filed.path("/notes"), text({{"text", "社内の覚え"}})).status, 201);
  ASSERT_EQ(ask(desk, filed).status, 201);
  const auto question = filed.applicant.get(application_path(filed)).at("/questions/0/id");
  ASSERT_EQ(answer(filed.applicant, question).status, 200);
  gather(desk, house, filed);
  std::string actions;
  std::string words;
  std::string next;
  int pages = 0;
  do {
    const auto page = desk.get(filed.path("/history?limit=3" + (next.empty() ? "" : "&after=" + next)));
    ASSERT_EQ(page.status, 200) << page.body;
    const auto document = page.json();
    for (const auto& line : document.at("items").as_array()) {
      actions += std::string(line.at("action").as_string()) + " ";
      words += std::string(line.at("text").as_string()) + "|";
    }
    next = page.at("/next");
    ++pages;
  } while (!next.empty() && pages < 50);
  EXPECT_GT(pages, 3);
  for (const std::string action : {"application_submitted", "case_assigned", "case_note_added", "question_asked", "question_answered",
                                   "register_checked", "call_queued", "call_recorded", "mail_"})
    EXPECT_TRUE(actions.contains(action)) << action << " in " << actions;
  EXPECT_TRUE(words.contains("社内の覚え|") && words.contains("2026年4月1日です。|")) << words;
  EXPECT_EQ(desk.get(filed.path("/history?after=rubbish")).field_codes().at("?after"), "cursor_invalid");
  const auto shown = filed.applicant.get(application_path(filed));
  EXPECT_EQ(shown.at("/history/0/event"), "submitted");
  EXPECT_TRUE(shown.body.contains("2026年4月1日です。"));
  EXPECT_FALSE(shown.body.contains("社内の覚え")) << "an internal note";
  EXPECT_FALSE(shown.body.contains("usr_")) << "no member of the staff";
}

/// A house of the CA/Browser Forum's rules, whose clock these tests move.
House& dated_house() {
  static CabfHouse house;
  return *house;
}
void move_clock(House& house, const std::string& now) {
  ASSERT_EQ(house.visitor().post("/test/clock", R"({"now":")" + now + "\"}").status, 200);
}
/// Approves without issuing, as where the signer is not there at that moment.
core::Result<storage::ApplicationId> approve_only(House& house, const Filed& filed) {
  auto approver = house.staff("approving_specialist");
  usecases::Actor actor{.id = approver.get("/api/v1/session").at("/user/id"), .origin = "test", .is_staff = true};
  return usecases::approve_case(house.world(), actor, {storage::CaseId::stored(filed.case_id), std::nullopt, "全項目を確認", true});
}
/// Nothing is issued, and the case is back at the desk with the reason. The house's own job may have come first.
void expect_reopened(House& house, Filed& filed, const core::Result<storage::CertificateRow>& issued, const std::string& reason,
                     const std::string& step) {
  ASSERT_FALSE(issued);
  auto desk = house.staff("specialist");
  auto shown = desk.get(filed.path());
  for (int i = 0; i < 50 && shown.at("/status") != "open"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    shown = desk.get(filed.path());
  }
  EXPECT_EQ(shown.at("/status"), "open") << shown.body;
  EXPECT_EQ(shown.at("/applicationStatus"), "vetting");
  EXPECT_EQ(shown.at("/certificateId"), "");
  const auto document = shown.json();
  const auto& last = document.at("decisions").as_array().back();
  EXPECT_EQ(last.at("kind").as_string(), "reopened");
  EXPECT_TRUE(std::string_view(last.at("note").as_string()).contains(reason)) << last;
  for (const auto& item : document.at("steps").as_array())
    if (item.at("step").as_string() == step) EXPECT_EQ(item.at("status").as_string(), "in_progress");
}

TEST(IssueGate, RefusesACompanyThatWasClosedSinceTheApproval) {
  RecordProperty("requirement", "C05 C09");
  auto& house = dated_house();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  const auto set_active = [&](bool active) {
    must(house.world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
      static_cast<void>(TRY(tx.exec("UPDATE register_entries SET active = $2 WHERE number = $1", std::string("6010001999001"), active)));
      return {};
    }));
  };
  const auto application = must(approve_only(house, filed));
  set_active(false);
  const auto issued = usecases::issue_approved_application(house.world(), usecases::system_actor("test"), application);
  set_active(true);
  expect_reopened(house, filed, issued, "登録簿では、この組織は閉鎖されています", "organization");
  ASSERT_EQ(check_register(gatherer, filed).status, 201);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  auto approver = house.staff("approving_specialist");
  EXPECT_EQ(decide(approver, filed, "approvals").status, 200);
}

TEST(IssueGate, RefusesEvidenceThatANewRuleMadeTooOld) {
  RecordProperty("requirement", "C05 A12");
  auto& house = dated_house();
  if (house.now() > must(core::parse_rfc3339("2027-03-01T00:00:00Z"))) GTEST_SKIP() << "the day of this rule has passed";
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  move_clock(house, "2027-03-14T20:00:00Z"); // the proof of the domain is younger than 200 days, and older than 100
  const auto application = must(approve_only(house, filed));
  move_clock(house, "2027-03-15T00:00:00Z");
  const auto issued = usecases::issue_approved_application(house.world(), usecases::system_actor("test"), application);
  expect_reopened(house, filed, issued, "管理権限の確認から、規則で認められた期間を過ぎています", "domains");
  auto again = house.staff("specialist");
  EXPECT_EQ(decide(again, filed, "recommendations").status, 409) << "the step is open again";
}

TEST(IssueGate, RefusesEvidenceThatGrewOldWhileItWaited) {
  RecordProperty("requirement", "C05 C12");
  auto& house = dated_house();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  const auto application = must(approve_only(house, filed));
  move_clock(house, core::to_rfc3339(house.now() + std::chrono::days{399})); // identity: 398 days
  const auto issued = usecases::issue_approved_application(house.world(), usecases::system_actor("test"), application);
  expect_reopened(house, filed, issued, "組織の確認から、規則で認められた期間を過ぎています", "organization");
}

} // namespace
