#include "support/casework.h"

#include <gtest/gtest.h>

#include <regex>

/// The case's file: documents, questions to the applicant, the correlation sheet, history (C05, C09).
namespace {

using namespace support;
using boost::json::array;
using boost::json::object;
using namespace std::string_literals;

HttpReply upload(HttpClient& applicant, const Filed& filed, const std::string& question) {
  auto json = document_json("在職証明書.pdf", pdf);
  json["questionId"] = question;
  return applicant.post(application_path(filed, "/documents"), text(json));
}
/// Without the look at CAA records, which comes when its job runs.
std::string actions_in_history(HttpClient& desk, const Filed& filed) {
  std::string actions;
  const auto page = desk.get(filed.path("/history?limit=200")).json();
  for (const auto& line : page.at("items").as_array())
    if (line.at("action").as_string() != "caa_looked_at") actions += std::string(line.at("action").as_string()) + " ";
  return actions;
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
  EXPECT_FALSE(after.body.contains("_differs")) << "nothing differs: " << after.body;
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
    return desk.post(filed.path("/difference-decisions"), text({{"field", field},
                                                                {"accepted", accepted},
                                                                {"reason", "大阪支店の代表番号"},
                                                                {"seenDecidedAt", seen_decision(desk, filed, field)}}));
  };
  EXPECT_EQ(decide_on("employer.technical", true).code(), "difference_unknown");
  EXPECT_EQ(decide_on("phone.authorization_call", false).status, 200);
  EXPECT_EQ(decide(desk, filed, "recommendations").code(), "difference_refused");
  const auto sheet = decide_on("phone.authorization_call", true);
  ASSERT_EQ(sheet.status, 200) << sheet.body;
  EXPECT_EQ(sheet.at("/complete"), "true");
  EXPECT_TRUE(sheet.body.contains("大阪支店の代表番号"));
  const auto told = desk.get(filed.path("/history")).json().at("items").as_array();
  const auto decision = std::ranges::find_if(told, [](const auto& line) { return line.at("action").as_string() == "difference_decided"; });
  ASSERT_NE(decision, told.end());
  EXPECT_EQ(decision->at("difference").as_string(), "phone.authorization_call");
  EXPECT_TRUE(decision->at("accepted").as_bool());
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

} // namespace
