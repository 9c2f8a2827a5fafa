#include "core/i18n.h"
#include "support/database.h"
#include "support/house.h"
#include "support/story.h"
#include "usecases/import_register.h"

#include <gtest/gtest.h>

#include <regex>

namespace {

using namespace support;

bool allowed(const HttpReply& shown, const std::string& action) {
  const auto json = shown.json();
  for (const auto& item : json.at("actions").as_array())
    if (item.at("name").as_string() == action) return item.at("allowed").as_bool();
  return false;
}

TEST(Register, IsImportedInBothEncodingsAndSearched) {
  RecordProperty("requirement", "C07");
  auto& house = House::shared();
  for (const std::string file : {"nta/extract_utf8.csv", "nta/extract_sjis.csv"}) {
    house.import_register(file);
    auto visitor = house.visitor();
    const auto by_number = visitor.get("/api/v1/register-entries?number=2010001999005");
    ASSERT_EQ(by_number.status, 200) << by_number.body;
    EXPECT_EQ(by_number.at("/items/0/name"), "株式会社髙﨑運輸") << file;
    EXPECT_EQ(by_number.at("/items/0/nameLatin"), "Takasaki Transport Co., Ltd.");
    // ソラシド without its legal form
    const auto by_name = visitor.get("/api/v1/register-entries?name=%E3%82%BD%E3%83%A9%E3%82%B7%E3%83%89");
    EXPECT_EQ(by_name.at("/items/0/number"), "5010001999010") << by_name.body;
    const auto closed = visitor.get("/api/v1/register-entries?number=1010001999006");
    EXPECT_EQ(closed.at("/items/0/active"), "false");
    EXPECT_EQ(closed.at("/items/0/closedOn"), "2025-03-31");
    EXPECT_EQ(visitor.get("/api/v1/register-entries?number=2010001999006").field_codes().at("?number"), "corporate_number_check_digit");
  }
}

std::string found(HttpClient& client, const std::string& query) {
  const auto reply = client.get("/api/v1/register-entries?" + query);
  EXPECT_EQ(reply.status, 200) << reply.body;
  std::string names;
  const auto json = reply.json();
  for (const auto& item : json.at("items").as_array()) names += std::string(item.at("name").as_string()) + "|";
  return names;
}

TEST(Register, IsSearchedByPartsOfNamesKanaAndPrefecture) {
  RecordProperty("requirement", "C07");
  auto& house = House::shared();
  auto visitor = house.visitor();
  EXPECT_EQ(found(visitor, "name=%E3%81%B2%E3%81%8B%E3%82%8A"), "合同会社ひかりソフト|") << "ひかり";
  EXPECT_EQ(found(visitor, "name=%E8%A6%B3%E5%85%89"), "一般社団法人みなと観光協会|") << "観光, inside the name";
  EXPECT_EQ(found(visitor, "name=%EF%BD%B1%EF%BD%BB%EF%BE%8B"), "株式会社朝日ヶ丘水産|") << "ｱｻﾋ, the beginning of the kana";
  EXPECT_EQ(found(visitor, "name=Midori+Electric"), "みどり電機株式会社|");
  EXPECT_EQ(found(visitor, "name=%E8%A6%B3%E5%85%89&prefecture=%E6%9D%B1%E4%BA%AC%E9%83%BD"), "") << "観光 in 東京都";
  EXPECT_EQ(found(visitor, "name=%E8%A6%B3%E5%85%89&prefecture=%E5%85%B5%E5%BA%AB%E7%9C%8C"), "一般社団法人みなと観光協会|") << "in 兵庫県";
  EXPECT_EQ(visitor.get("/api/v1/register-entries?name=%20").field_codes().at("?name"), "field_missing");
}

TEST(Register, HoldsLeiEntriesBesideCorporateNumbers) {
  RecordProperty("requirement", "C07");
  auto& house = House::shared();
  house.import_register("gleif/extract.csv");
  auto visitor = house.visitor();
  const std::string lei = "source=gleif_lei&";
  const auto by_lei = visitor.get("/api/v1/register-entries?" + lei + "number=zzzz00blaustein00077");
  ASSERT_EQ(by_lei.status, 200) << by_lei.body;
  EXPECT_EQ(by_lei.at("/items/0/name"), "Blaustein Testwerke GmbH");
  EXPECT_EQ(by_lei.at("/items/0/source"), "gleif_lei");
  EXPECT_EQ(by_lei.at("/items/0/country"), "DE");
  EXPECT_EQ(by_lei.at("/items/0/registeredNumber"), "HRB999901B");
  EXPECT_EQ(by_lei.at("/items/0/active"), "true");
  EXPECT_EQ(found(visitor, lei + "number=HRB+999901+b"), "Blaustein Testwerke GmbH|");
  EXPECT_EQ(found(visitor, lei + "number=6010001999001"), "株式会社青空商事|") << "Japan's register leaves the check digit out";
  EXPECT_EQ(found(visitor, lei + "name=widgets"), "Cloudless \"Example\" Widgets, Inc.|");
  EXPECT_EQ(found(visitor, lei + "name=aozora+shoji"), "株式会社青空商事|");
  EXPECT_EQ(found(visitor, "name=widgets"), "") << "without the word, it is the corporate numbers that are searched";
  EXPECT_EQ(visitor.get("/api/v1/register-entries?" + lei + "number=ZZZZ00NOWHERE0000068").at("/items/0/active"), "false");
  EXPECT_EQ(visitor.get("/api/v1/register-entries?" + lei + "number=ZZZZ00AOZORASHOJI073").field_codes().at("?number"), "lei_check_digits");
  EXPECT_EQ(visitor.get("/api/v1/register-entries?source=other&name=a").field_codes().at("?source"), "field_not_one_of");
}

TEST(Register, RefusesRowsOfALeiFileOneByOne) {
  RecordProperty("requirement", "C07 G01");
  auto& house = House::shared();
  const auto report = must(usecases::import_register(house.world().database, usecases::system_actor("test"),
                                                     std::string(SHOMEI_SOURCE_DIR) + "/tests/vectors/gleif/extract.csv", house.now()));
  EXPECT_EQ(report.source, "gleif_lei");
  EXPECT_EQ(report.rows, 8U);
  EXPECT_EQ(report.refused, 3U);
  ASSERT_EQ(report.first_refusals.size(), 3U);
  EXPECT_TRUE(core::describe(report.first_refusals[0], core::Language::en).contains("Line 10"));
}

TEST(RegisterCheck, ComparesWithAnLeiEntry) {
  RecordProperty("requirement", "C07");
  auto& house = House::shared();
  house.import_register("gleif/extract.csv");
  const auto filed = file_application(house);
  auto desk = house.staff("specialist");
  const auto comparison = desk.get(filed.path("/comparison?number=ZZZZ00AOZORASHOJI037"));
  ASSERT_EQ(comparison.status, 200) << comparison.body;
  EXPECT_EQ(comparison.at("/entry/source"), "gleif_lei");
  const auto json = comparison.json();
  for (const auto& field : json.at("fields").as_array()) EXPECT_NE(field.at("match").as_string(), "different") << field;
  const auto lapsed = check_register(desk, filed, "ZZZZ00SORASHIDO00015");
  EXPECT_EQ(lapsed.code(), "register_differences_open");
  EXPECT_TRUE(lapsed.at("/detail").contains("status")) << lapsed.body;
  EXPECT_EQ(check_register(desk, filed, "ZZZZ00AOZORASHOJI073").code(), "lei_check_digits");
  const auto recorded = check_register(desk, filed, "ZZZZ00AOZORASHOJI037");
  ASSERT_EQ(recorded.status, 201) << recorded.body;
  EXPECT_EQ(step_status(recorded, "organization"), "passed");
  EXPECT_EQ(recorded.at("/records/0/source"), "gleif_lei");
}

TEST(RegisterCheck, DemandsADecisionForEachDifference) {
  RecordProperty("requirement", "C07");
  auto& house = House::shared();
  const auto filed = file_application(house, {{"nameKana", "アオソラ"}, {"street", "丸の内八丁目1番1号"}});
  auto desk = house.staff("specialist");
  const auto comparison = desk.get(filed.path("/comparison?number=6010001999001"));
  ASSERT_EQ(comparison.status, 200) << comparison.body;
  std::map<std::string, std::string> matches;
  const auto json = comparison.json();
  for (const auto& field : json.at("fields").as_array())
    matches[std::string(field.at("field").as_string())] = std::string(field.at("match").as_string());
  EXPECT_EQ(matches.at("name"), "same");
  EXPECT_EQ(matches.at("address"), "different");
  EXPECT_EQ(matches.at("nameKana"), "different");
  EXPECT_EQ(matches.at("corporateNumber"), "same");

  const auto undecided =
      check_register(desk, filed, "6010001999001", R"([{"field":"address","accepted":true,"reason":"移転登記の写しを確認"}])");
  EXPECT_EQ(undecided.status, 409) << undecided.body;
  EXPECT_EQ(undecided.code(), "register_differences_open");
  EXPECT_TRUE(undecided.at("/detail").contains("nameKana")) << undecided.body;
  EXPECT_NE(step_status(desk.get(filed.path()), "organization"), "passed");

  const auto decided = check_register(
      desk, filed, "6010001999001",
      R"([{"field":"address","accepted":true,"reason":"移転登記の写しを確認"},{"field":"nameKana","accepted":true,"reason":"読みの誤記"}])");
  ASSERT_EQ(decided.status, 201) << decided.body;
  EXPECT_EQ(step_status(decided, "organization"), "passed");
  EXPECT_TRUE(decided.body.contains("移転登記の写しを確認")) << "the reason stays in the record";
}

TEST(RegisterCheck, ADifferenceThatIsNotAcceptedFailsTheStep) {
  RecordProperty("requirement", "C07");
  auto& house = House::shared();
  const auto filed = file_application(house, {{"street", "丸の内八丁目1番1号"}});
  auto desk = house.staff("specialist");
  const auto decided =
      check_register(desk, filed, "6010001999001", R"([{"field":"address","accepted":false,"reason":"登記の所在地と異なる"}])");
  EXPECT_EQ(step_status(decided, "organization"), "failed") << decided.body;
}

TEST(RegisterCheck, AClaimOfTenMembersAtMostIsASpecialistsToDecideOn) {
  RecordProperty("requirement", "B02");
  auto& house = House::shared();
  auto desk = house.staff("specialist");
  const auto check = [&](const std::string& decisions) {
    return check_register(desk, file_application(house, {{"atMostTenMembers", true}}), "6010001999001", decisions);
  };
  const auto undecided = check("[]");
  EXPECT_EQ(undecided.code(), "register_differences_open") << undecided.body;
  EXPECT_TRUE(undecided.at("/detail").contains("members")) << undecided.body;
  const auto refused = check(R"([{"field":"members","accepted":false,"reason":"会社案内では従業員80名"}])");
  EXPECT_EQ(step_status(refused, "organization"), "failed") << refused.body;
  const auto accepted = check(R"([{"field":"members","accepted":true,"reason":"年金事務所の書面で4名と確認"}])");
  EXPECT_EQ(step_status(accepted, "organization"), "passed") << accepted.body;
  EXPECT_TRUE(accepted.body.contains("年金事務所の書面で4名と確認")) << "a recorded fact";
  EXPECT_TRUE(accepted.body.contains(R"("field":"members")")) << accepted.body;
}

TEST(RegisterCheck, StaysFieldByFieldInTheRecord) {
  RecordProperty("requirement", "C05 C07");
  auto& house = House::shared();
  const auto filed = file_application(house, {{"street", "丸の内八丁目1番1号"}});
  auto desk = house.staff("specialist");
  const auto before = desk.get(filed.path());
  EXPECT_EQ(before.at("/level"), "OV");
  EXPECT_FALSE(before.at("/productName").empty());
  EXPECT_TRUE(before.at("/orderNumber").size() > 3) << before.body;
  EXPECT_EQ(before.at("/termYears"), "1");
  EXPECT_EQ(before.at("/personPairs/0/first"), "technical");
  EXPECT_EQ(before.at("/personPairs/0/second"), "authorization");
  EXPECT_EQ(before.at("/personPairs/0/standing"), "different");
  const auto checked = check_register(desk, filed, "6010001999001", R"([{"field":"address","accepted":true,"reason":"移転登記の写し"}])");
  ASSERT_EQ(checked.status, 201) << checked.body;
  const auto record = checked.json().at("records").as_array().back().as_object();
  const auto& compared = record.at("compared").as_array();
  const auto address =
      std::ranges::find_if(compared, [](const auto& field) { return field.at("field").as_string() == "address"; })->as_object();
  EXPECT_EQ(address.at("match").as_string(), "different");
  EXPECT_TRUE(address.at("accepted").as_bool());
  EXPECT_EQ(address.at("reason").as_string(), "移転登記の写し");
  EXPECT_FALSE(address.at("applied").as_string().empty());
  EXPECT_FALSE(address.at("registered").as_string().empty());
}

TEST(RegisterCheck, AClosedCompanyFails) {
  RecordProperty("requirement", "C07");
  auto& house = House::shared();
  const auto filed = file_application(house, {{"name", "株式会社閉じた会社"},
                                              {"nameKana", "トジタカイシャ"},
                                              {"nameLatin", "Tojita Kaisha K.K."},
                                              {"corporateNumber", "1010001999006"},
                                              {"postalCode", "1059999"},
                                              {"locality", "港区"},
                                              {"street", "芝公園九丁目9番1号"}});
  auto desk = house.staff("specialist");
  EXPECT_EQ(desk.get(filed.path("/comparison?number=1010001999006")).at("/active"), "false");
  const auto checked = check_register(desk, filed, "1010001999006");
  ASSERT_EQ(checked.status, 201) << checked.body;
  EXPECT_EQ(step_status(checked, "organization"), "failed");
  EXPECT_EQ(check_register(desk, filed, "7000012050002").code(), "register_entry_missing");
}

TEST(Decision, NeedsEveryStepAndTwoPeople) {
  RecordProperty("requirement", "C09 C11");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto first = house.staff("approving_specialist"); // gathers evidence
  auto second = house.staff("specialist");          // recommends
  auto third = house.staff("approving_specialist"); // decides
  const auto early = decide(second, filed, "recommendations");
  EXPECT_EQ(early.status, 409);
  EXPECT_EQ(early.code(), "steps_open");
  EXPECT_FALSE(allowed(second.get(filed.path()), "recommend"));
  EXPECT_EQ(decide(third, filed, "approvals").status, 409) << "nothing is approved that nobody recommended";

  prove_domains(house, filed);
  ASSERT_EQ(check_register(first, filed).status, 201);
  ASSERT_EQ(call_through(first, filed).status, 200);
  EXPECT_EQ(second.post(filed.path("/recommendations")).status, 428);
  EXPECT_EQ(second.post(filed.path("/recommendations"), "", {{"If-Match", "\"v1\""}}).status, 412);
  const auto recommended = decide(second, filed, "recommendations");
  ASSERT_EQ(recommended.status, 200) << recommended.body;
  EXPECT_EQ(recommended.at("/status"), "in_review");

  const auto by_collector = decide(first, filed, "approvals");
  EXPECT_EQ(by_collector.status, 409);
  EXPECT_EQ(by_collector.code(), "four_eyes");
  EXPECT_FALSE(allowed(first.get(filed.path()), "approve"));
  EXPECT_EQ(decide(second, filed, "approvals").status, 403) << "a specialist does not approve";
  EXPECT_EQ(house.staff("support").post(filed.path("/approvals"), "", {{"If-Match", "\"v1\""}}).status, 403);
  const std::string review = R"({"reviewed":true,"note":"確認"})";
  EXPECT_EQ(third.post(filed.path("/approvals"), review, {{"If-Match", "\"v1\""}}).code(), "version_stale");
  EXPECT_TRUE(allowed(third.get(filed.path()), "approve"));
  const auto approved = decide(third, filed, "approvals");
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_NE(approved.at("/certificateId"), "");
  EXPECT_EQ(filed.applicant.get("/api/v1/applications/" + filed.application_id).at("/status"), "issued");
}

TEST(Decision, TheOneWhoRecommendedDoesNotApprove) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  auto both = house.staff("approving_specialist");
  prove_domains(house, filed);
  ASSERT_EQ(check_register(gatherer, filed).status, 201);
  ASSERT_EQ(call_through(gatherer, filed).status, 200);
  ASSERT_EQ(decide(both, filed, "recommendations").status, 200);
  const auto alone = decide(both, filed, "approvals");
  EXPECT_EQ(alone.status, 409);
  EXPECT_EQ(alone.code(), "four_eyes");
  EXPECT_TRUE(alone.at("/detail").contains("second specialist")) << alone.body;
  auto other = house.staff("approving_specialist");
  EXPECT_EQ(decide(other, filed, "approvals").status, 200);
}

TEST(Decision, ARejectionIsMailedWithItsReason) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  EXPECT_EQ(decide(desk, filed, "rejections", R"({"reason":""})").status, 422);
  const auto rejected = decide(desk, filed, "rejections", R"({"reason":"申請者の在籍を確認できませんでした。"})");
  ASSERT_EQ(rejected.status, 200) << rejected.body;
  EXPECT_EQ(rejected.at("/status"), "rejected");
  EXPECT_TRUE(house.mail(filed.technical_mail(), "発行できません").body.contains("申請者の在籍を確認できませんでした。"));
  const auto shown = filed.applicant.get("/api/v1/applications/" + filed.application_id);
  EXPECT_EQ(shown.at("/status"), "rejected");
  EXPECT_EQ(shown.at("/decisionReason"), "申請者の在籍を確認できませんでした。");
  EXPECT_EQ(check_register(desk, filed).status, 409) << "a decided case takes no more evidence";
  const auto ended = desk.get(filed.path());
  EXPECT_EQ(ended.at("/decisions/0/reasonCode"), "other") << ended.body;
  EXPECT_EQ(ended.at("/decisions/0/note"), "申請者の在籍を確認できませんでした。");
  const auto consents = desk.get("/api/v1/applications/" + filed.application_id + "/consents");
  EXPECT_EQ(consents.at("/consents/0/status"), "closed") << consents.body;
  EXPECT_EQ(consents.at("/consents/0/expiresAt"), "") << consents.body;
  const auto note = [&](bool visible) {
    return desk.post(filed.path("/notes"), boost::json::serialize(boost::json::object{{"text", "電話"}, {"visibleToApplicant", visible}}));
  };
  EXPECT_EQ(note(true).code(), "case_over");
  EXPECT_EQ(note(false).status, 201);
}

TEST(Decision, MayStillBeARejectionUntilTheCertificateIsIssued) {
  RecordProperty("requirement", "C09 C11");
  auto& house = House::shared();
  const auto name = unique_mark() + ".example.jp";
  house.publish(name + ". CAA 0 issue \"ca.other.example\"\n");
  auto filed = file_application(house, {}, {name});
  prove_domains(house, filed);
  ASSERT_EQ(finish_vetting(house, filed).code(), "caa_forbids");
  auto desk = house.staff("specialist");
  EXPECT_TRUE(allowed(desk.get(filed.path()), "reject")) << "approved, and nothing is signed";
  house.publish(name + ". CAA 0 issue \"127.0.0.1\"\n");
  ASSERT_TRUE(wait_until([&] {
    static_cast<void>(desk.post(filed.path("/issuances")));
    return !desk.get(filed.path()).at("/certificateId").empty();
  }));
  const auto issued = desk.get(filed.path());
  EXPECT_EQ(issued.at("/status"), "approved");
  EXPECT_FALSE(allowed(issued, "reject"));
  EXPECT_EQ(decide(desk, filed, "rejections", R"({"reasonCode":"high_risk"})").status, 409);
}

TEST(Decision, ApprovalIssuesAndMailsTheDownloadPage) {
  RecordProperty("requirement", "C11 D01");
  auto& house = House::shared();
  auto filed = file_application(house);
  vet(house, filed);
  const auto mail = house.mail(filed.technical_mail(), "発行完了");
  std::smatch link;
  ASSERT_TRUE(std::regex_search(mail.body, link, std::regex("/download/([A-Za-z0-9_-]+)"))) << mail.body;
  const auto base = "/api/v1/downloads/" + link[1].str();
  auto visitor = house.visitor();
  const auto page = visitor.get(base);
  ASSERT_EQ(page.status, 200) << page.body;
  EXPECT_EQ(page.at("/certificate/commonName"), filed.names.front());
  EXPECT_TRUE(page.at("/certificate/issuer").contains("OV")) << page.at("/certificate/issuer");
  EXPECT_FALSE(page.at("/certificate/issuer").contains("ov-g"));
  EXPECT_TRUE(house.mail(filed.mark + "-orderer@aozora.test", "発行完了").body.contains(link[0].str()));
  ASSERT_EQ(page.json().at("formats").as_array().size(), 6U);
  const TemporaryDirectory folder;
  for (const std::string format : {"pem", "chain", "fullchain", "der", "p7b", "acm"}) {
    const auto file = visitor.get(base + "/" + format);
    ASSERT_EQ(file.status, 200) << format;
    write_file(folder / format, file.body);
  }
  const auto verified = run({"openssl", "verify", "-x509_strict", "-verify_hostname", filed.names.front(), "-CAfile", house.root_file(),
                             "-untrusted", folder / "chain", folder / "pem"});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  EXPECT_TRUE(
      run_or_throw({"openssl", "x509", "-inform", "DER", "-in", folder / "der", "-noout", "-subject"}).contains("Aozora Shoji K.K."));
  EXPECT_TRUE(run_or_throw({"openssl", "pkcs7", "-in", folder / "p7b", "-print_certs", "-noout"}).contains(filed.names.front()));
}

} // namespace
