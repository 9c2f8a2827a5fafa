#include "support/consent.h"

#include "outside/process.h"
#include "storage/applications.h"
#include "storage/cases.h"
#include "storage/consents.h"
#include "storage/evidence.h"
#include "support/database.h"
#include "support/ev_story.h"
#include "support/story.h"
#include "sweep.h"
#include "usecases/issuance_facts.h"
#include "usecases/remind_consents.h"

#include <gtest/gtest.h>

/// Consents by a mailed link: approver, higher authority, contract signer (P3, P4, P5).
namespace {

using namespace support;
using namespace std::chrono_literals;

/// Of its own: these tests move the clock by weeks.
Site& site() {
  static Site own;
  return own;
}
struct Asked {
  Applying applying;
  std::string id;
  std::string approver;
};

Asked submitted() {
  auto applying = start_application(site());
  const auto reply = submit(applying, draft_json(applying.order.mark, applying.order.names));
  EXPECT_EQ(reply.status, 201) << reply.body;
  return {applying, applying.application_id, applying.order.mark + "-approver@aozora.test"};
}

HttpReply page_of(HttpClient& holder) { return holder.get(Site::api("/consent-page")); }
std::string decisions(const HttpReply& page, const std::string& index = "0") {
  return Site::api("/consents/" + page.at("/consents/" + index + "/id") + "/decisions");
}
std::string list_path(const Asked& asked) { return Site::api("/applications/" + asked.id + "/consents"); }

std::vector<storage::RecordRow> consent_records(const Asked& asked) {
  return must(site().world().database.read([&](storage::Transaction& tx) -> core::Result<std::vector<storage::RecordRow>> {
    const auto of = TRY(storage::find_case_of_application(tx, storage::ApplicationId::stored(asked.id)));
    auto records = TRY(storage::list_records(tx, of->id));
    std::erase_if(records, [](const auto& record) { return record.kind != "consent"; });
    return records;
  }));
}

/// Without the blanks and line ends that wrapping puts in.
std::string unwrapped(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
  return text;
}

/// The words of a mailed PDF; SHOMEI_KEEP_PAPERS names a folder for looking at it.
std::string text_of_pdf(const std::string& pdf, const std::string& name) {
  const outside::TemporaryDirectory folder;
  outside::write_file(folder / name, pdf);
  if (const auto* kept = std::getenv("SHOMEI_KEEP_PAPERS")) outside::write_file(std::filesystem::path(kept) / name, pdf);
  return outside::run_or_throw({"pdftotext", "-enc", "UTF-8", folder / name, "-"});
}

/// As if every call had been made.
void end_calls(const Asked& asked) {
  must(site().world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto of = TRY(storage::find_case_of_application(tx, storage::ApplicationId::stored(asked.id)));
    for (auto step : TRY(storage::list_steps(tx, of->id)))
      if (step.step.ends_with("_call")) {
        step.status = "passed";
        TRY(storage::set_step(tx, step));
      }
    return {};
  }));
}

/// What the gate says about the case's consents now.
std::vector<std::string> consent_problems(const Asked& asked, domain::ValidationLevel level) {
  return must(site().world().database.read([&](storage::Transaction& tx) -> core::Result<std::vector<std::string>> {
    const auto row = TRY(storage::find_case_of_application(tx, storage::ApplicationId::stored(asked.id)));
    const auto& product = *TRY(site().world().catalogue.product("advantage"));
    const auto loaded = TRY(usecases::load_case_facts(tx, site().world(), *row, product));
    std::vector<std::string> codes;
    for (const auto& problem : domain::consent_problems(level, loaded.facts.consents.value())) codes.emplace_back(problem.code.name);
    return codes;
  }));
}

TEST(Consents, AnApproverOpensProvesAndConsents) {
  RecordProperty("requirement", "B01");
  const auto asked = submitted();
  auto visitor = site().visitor();
  const auto opened = open_consent(visitor, mailed_link(site().world(), asked.id, asked.approver));
  ASSERT_EQ(opened.status, 200) << opened.body;
  EXPECT_EQ(opened.at("/page/person/name"), "山田 太郎");
  EXPECT_EQ(opened.at("/page/technical/name"), "鈴木 太郎");
  EXPECT_EQ(opened.at("/page/names/0"), asked.applying.order.names[0]);
  EXPECT_EQ(opened.at("/page/consents/0/role"), "authorization");
  EXPECT_NE(opened.at("/page/consents/0/statement").find("鈴木 太郎"), std::string::npos);
  EXPECT_EQ(opened.body.find(asked.approver), std::string::npos) << "the address is masked";
  const auto path = decisions(page_of(visitor));
  EXPECT_EQ(visitor.post(path, R"({"decision":"consent"})").code(), "consent_code_needed");
  const auto sent = visitor.post(Site::api("/consent-page/codes"));
  EXPECT_EQ(sent.status, 200) << sent.body;
  EXPECT_EQ(visitor.post(Site::api("/consent-page/codes")).code(), "consent_code_too_soon");
  const auto code = mailed_consent_code(site().world(), asked.id, asked.approver);
  const auto shown = visitor.post(Site::api("/consent-page/code-checks"), text({{"code", code.substr(0, 4) + " " + code.substr(4)}}));
  EXPECT_EQ(shown.at("/verified"), "true") << shown.body;
  const auto done = visitor.post(path, R"({"decision":"consent"})");
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.at("/done"), "true");
  EXPECT_EQ(done.at("/consents/0/status"), "consented");
  EXPECT_EQ(page_of(visitor).at("/done"), "true") << "who has just answered may look at it again";
  const auto records = consent_records(asked);
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].outcome, "passed");
  EXPECT_EQ(records[0].collected_by, "system");
  EXPECT_NE(records[0].facts.find("statement"), std::string::npos);
  const auto copy = site().mail(asked.approver, "Your answer has arrived");
  EXPECT_TRUE(unwrapped(copy.body).contains(unwrapped("“" + done.at("/consents/0/statement") + "”"))) << "as it was read, in its language";
  EXPECT_TRUE(copy.body.contains("We may call you")) << copy.body;
  EXPECT_TRUE(copy.attachments.empty()) << "no agreement was signed";
  auto applicant = asked.applying.applicant;
  EXPECT_EQ(applicant.get(list_path(asked)).at("/consents/0/status"), "consented");
  auto desk = site().staff("specialist");
  EXPECT_EQ(desk.get(list_path(asked)).at("/consents/0/person"), "山田 太郎");
}

TEST(Consents, AMailScannerThatFollowsTheLinkDoesNothing) {
  RecordProperty("requirement", "B01");
  const auto asked = submitted();
  const auto token = mailed_link(site().world(), asked.id, asked.approver);
  auto scanner = site().visitor();
  {
    const sweep::NothingChanges watch(site(), "a scanner");
    for (const auto* method : {"GET", "HEAD"})
      for (const auto& path :
           {"/a/" + token, Site::api("/consent-sessions"), Site::api("/consent-sessions/" + token), Site::api("/consent-page")})
        EXPECT_NE(scanner.request(method, path, "", {}).status, 500) << method << path;
  }
  auto applicant = asked.applying.applicant;
  EXPECT_EQ(applicant.get(list_path(asked)).at("/consents/0/status"), "pending");
  EXPECT_EQ(open_consent(scanner, token).status, 200) << "the person can still open it";
}

TEST(Consents, ForgedReusedAndExpiredLinksSayWhatToDo) {
  RecordProperty("requirement", "B01");
  const auto asked = submitted();
  auto visitor = site().visitor();
  const auto token = mailed_link(site().world(), asked.id, asked.approver);
  auto forged = token;
  forged[10] = forged[10] == 'A' ? 'B' : 'A';
  EXPECT_EQ(open_consent(visitor, forged).code(), "consent_link_unknown");
  auto holder = verified_holder(site().world(), site().visitor(), asked.id, asked.approver);
  EXPECT_EQ(holder.post(decisions(page_of(holder)), R"({"decision":"consent"})").status, 200);
  visitor.language = "ja";
  end_calls(asked);
  const auto reused = open_consent(visitor, token);
  EXPECT_EQ(reused.code(), "consent_link_used");
  EXPECT_NE(reused.at("/detail").find("承認済み"), std::string::npos) << reused.body;
  const auto late = submitted();
  const auto old = mailed_link(site().world(), late.id, late.approver);
  site().advance(14 * 24h + 1s);
  EXPECT_EQ(open_consent(visitor, old).code(), "consent_link_expired");
}

TEST(Consents, WrongCodesLockTheLinkForAWhile) {
  RecordProperty("requirement", "B01");
  const auto asked = submitted();
  auto visitor = site().visitor();
  ASSERT_EQ(open_consent(visitor, mailed_link(site().world(), asked.id, asked.approver)).status, 200);
  const auto guess = [&](HttpClient& client, const std::string& code) {
    return client.post(Site::api("/consent-page/code-checks"), text({{"code", code}}));
  };
  EXPECT_EQ(guess(visitor, "00000000").code(), "consent_code_expired") << "none was sent";
  ASSERT_EQ(visitor.post(Site::api("/consent-page/codes")).status, 200);
  const auto right = mailed_consent_code(site().world(), asked.id, asked.approver);
  const std::string wrong = right == "12345678" ? "87654321" : "12345678";
  for (int i = 0; i < 4; ++i) EXPECT_EQ(guess(visitor, wrong).code(), "consent_code_wrong");
  auto another = site().visitor();
  ASSERT_EQ(open_consent(another, mailed_link(site().world(), asked.id, asked.approver)).status, 200);
  EXPECT_EQ(guess(another, wrong).code(), "consent_code_locked") << "another session makes no difference";
  EXPECT_EQ(guess(visitor, right).code(), "consent_code_locked");
  EXPECT_EQ(visitor.post(Site::api("/consent-page/codes")).code(), "consent_code_locked");
  site().advance(29min);
  EXPECT_EQ(visitor.post(Site::api("/consent-page/codes")).code(), "consent_code_locked");
  site().advance(61s);
  ASSERT_EQ(open_consent(visitor, mailed_link(site().world(), asked.id, asked.approver)).status, 200);
  ASSERT_EQ(visitor.post(Site::api("/consent-page/codes")).status, 200);
  const auto fresh = mailed_consent_code(site().world(), asked.id, asked.approver);
  site().advance(10min);
  EXPECT_EQ(guess(visitor, fresh).code(), "consent_code_expired");
  ASSERT_EQ(visitor.post(Site::api("/consent-page/codes")).status, 200);
  EXPECT_EQ(guess(visitor, mailed_consent_code(site().world(), asked.id, asked.approver)).status, 200);
}

TEST(Consents, ADeclineIsToldAndBlocksUntilSomebodyElseConsents) {
  RecordProperty("requirement", "B01 B06");
  const auto asked = submitted();
  auto holder = verified_holder(site().world(), site().visitor(), asked.id, asked.approver);
  const auto path = decisions(page_of(holder));
  EXPECT_EQ(holder.post(path, R"({"decision":"decline","reason":"  "})").field_codes().at("/reason"), "field_missing");
  const auto declined = holder.post(path, R"({"decision":"decline","reason":"この申請は聞いていません"})");
  ASSERT_EQ(declined.status, 200) << declined.body;
  const auto copy = site().mail(asked.approver, "Your answer has arrived");
  EXPECT_TRUE(unwrapped(copy.body).contains(unwrapped("nothing more for you to do"))) << copy.body;
  EXPECT_FALSE(copy.body.contains("call you")) << copy.body;
  EXPECT_EQ(consent_problems(asked, domain::ValidationLevel::ov), std::vector<std::string>{"consent_declined"});
  EXPECT_EQ(consent_records(asked).at(0).outcome, "failed");
  const auto told = site().mail(asked.applying.order.mark + "-technical@aozora.test", "辞退");
  EXPECT_NE(told.body.find("この申請は聞いていません"), std::string::npos);
  auto applicant = asked.applying.applicant;
  const auto list = applicant.get(list_path(asked));
  EXPECT_EQ(list.at("/consents/0/reason"), "この申請は聞いていません");
  EXPECT_EQ(list.at("/consents/0/mayReplace"), "true");
  const auto messages = applicant.get(Site::api("/applications/" + asked.id));
  EXPECT_NE(messages.at("/messages/0/text").find("辞退"), std::string::npos);
  const auto replace = [&](const boost::json::object& person) {
    return applicant.post(Site::api("/applications/" + asked.id + "/contact-replacements"),
                          text({{"role", "authorization"}, {"person", person}}));
  };
  const auto shared = replace(person_json("高橋", "info@aozora.test"));
  EXPECT_EQ(shared.field_codes().at("/person"), "contact_mailbox_shared") << shared.body;
  EXPECT_EQ(replace(person_json("鈴木", asked.applying.order.mark + "-technical@aozora.test")).field_codes().at("/person"),
            "technical_is_authorization");
  const auto mail = asked.applying.order.mark + "-second@aozora.test";
  const auto replaced = replace(person_json("高橋", mail));
  ASSERT_EQ(replaced.status, 200) << replaced.body;
  EXPECT_EQ(replaced.at("/consents/0/status"), "pending");
  EXPECT_TRUE(consent_problems(asked, domain::ValidationLevel::ov).empty());
  auto second = verified_holder(site().world(), site().visitor(), asked.id, mail);
  EXPECT_EQ(second.post(decisions(page_of(second)), R"({"decision":"consent"})").status, 200);
  const auto third = replace(person_json("伊藤", asked.applying.order.mark + "-third@aozora.test"));
  EXPECT_EQ(third.at("/consents/0/status"), "pending") << "who has consented may leave the company: " << third.body;
}

TEST(Consents, AnApplicationAsksSoManyTimesADay) {
  RecordProperty("requirement", "B01 G01");
  const auto asked = submitted();
  auto applicant = asked.applying.applicant;
  const auto replace = [&](int index) {
    const auto mail = asked.applying.order.mark + "-" + std::to_string(index) + "@aozora.test";
    return applicant.post(Site::api("/applications/" + asked.id + "/contact-replacements"),
                          text({{"role", "authorization"}, {"person", person_json("高橋", mail)}}));
  };
  for (int i = 1; i < 20; ++i) ASSERT_EQ(replace(i).status, 200) << i;
  const auto refused = replace(20);
  EXPECT_EQ(refused.status, 429) << refused.body;
  EXPECT_EQ(refused.code(), "consent_asked_too_often");
  EXPECT_FALSE(refused.at("/detail").contains("{")) << refused.at("/detail");
  site().advance(24h);
  EXPECT_EQ(replace(20).status, 200);
}

TEST(Consents, ANewLinkKillsTheOldOne) {
  RecordProperty("requirement", "B01");
  const auto asked = submitted();
  const auto old = mailed_link(site().world(), asked.id, asked.approver);
  auto applicant = asked.applying.applicant;
  const auto resend = [&](HttpClient& who) {
    return who.post(Site::api("/applications/" + asked.id + "/consent-links"), R"({"role":"authorization"})");
  };
  EXPECT_EQ(resend(applicant).code(), "consent_link_sent_just_now") << "a mailbox gets a link a minute at most";
  site().advance(60s);
  ASSERT_EQ(resend(applicant).status, 200);
  auto visitor = site().visitor();
  EXPECT_EQ(open_consent(visitor, old).code(), "consent_link_revoked");
  site().advance(60s);
  auto support = site().staff("support");
  ASSERT_EQ(resend(support).status, 200) << "staff may, too";
  EXPECT_EQ(open_consent(visitor, mailed_link(site().world(), asked.id, asked.approver)).status, 200);
  EXPECT_EQ(applicant.post(Site::api("/applications/" + asked.id + "/consent-links"), R"({"role":"contract_signer"})").code(),
            "consent_not_asked");
}

TEST(Consents, TheLinkLeadsBackToTheCallUntilItIsMade) {
  RecordProperty("requirement", "B01 C08");
  const auto asked = submitted();
  const auto token = mailed_link(site().world(), asked.id, asked.approver);
  auto holder = verified_holder(site().world(), site().visitor(), asked.id, asked.approver);
  const auto page = page_of(holder);
  ASSERT_EQ(holder.post(decisions(page), R"({"decision":"consent"})").status, 200);
  const auto calls = Site::api("/consent-page/calls");
  const auto book = [&](HttpClient& who, const std::string& index) {
    return who.post(calls, text({{"at", who.get(calls).at("/free/" + index)}}));
  };
  ASSERT_EQ(book(holder, "0").status, 200);
  const auto notice = site().mail(asked.approver, "お電話の日時");
  EXPECT_TRUE(notice.body.contains("/a/" + token)) << notice.body;
  EXPECT_TRUE(notice.body.contains("ご予約を承りました")) << notice.body;

  auto visitor = site().visitor();
  const auto again = open_consent(visitor, token);
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.at("/page/done"), "true");
  EXPECT_EQ(visitor.get(calls).code(), "consent_code_needed");
  EXPECT_EQ(visitor.post(decisions(page), R"({"decision":"decline","reason":"x"})").code(), "consent_link_used");
  site().advance(61s);
  auto back = verified_holder(site().world(), site().visitor(), asked.id, asked.approver);
  EXPECT_NE(back.get(calls).at("/bookedAt"), "");
  EXPECT_EQ(book(back, "2").status, 200);
  end_calls(asked);
  EXPECT_EQ(open_consent(visitor, token).code(), "consent_link_used");
}

TEST(Consents, WhoDoesNotAnswerIsRemindedOnce) {
  RecordProperty("requirement", "B01");
  const auto asked = submitted();
  const auto token = mailed_link(site().world(), asked.id, asked.approver);
  site().advance(3 * 24h);
  EXPECT_GE(must(usecases::remind_consents(site().world())), 1);
  const auto mail = site().mail(asked.approver, "再度のお願い");
  EXPECT_NE(mail.body.find("/a/" + token), std::string::npos) << "the same link";
  EXPECT_EQ(must(usecases::remind_consents(site().world())), 0);
}

TEST(Consents, CorrectionsAreANoteToTheStaff) {
  RecordProperty("requirement", "B01");
  const auto asked = submitted();
  auto holder = verified_holder(site().world(), site().visitor(), asked.id, asked.approver);
  const auto path = Site::api("/consent-page/corrections");
  EXPECT_EQ(holder.post(path, "{}").field_codes().at("/message"), "field_missing");
  EXPECT_EQ(holder.post(path, R"({"phone":"1"})").field_codes().at("/phone"), "phone_number_invalid");
  EXPECT_EQ(holder.post(path, R"({"phone":"03-6738-6799","title":"課長"})").status, 200);
  auto applicant = asked.applying.applicant;
  const auto shown = applicant.get(Site::api("/applications/" + asked.id));
  EXPECT_EQ(shown.json().at("messages").as_array().size(), 0U) << "the staff's alone";
  EXPECT_EQ(shown.at("/draft/contacts/authorization/phone"), "03-6738-6711") << "nothing is changed by it";
}

/// The rows of an EV application's contacts and consents, as submission writes them.
TEST(Consents, OnePersonWithTwoRolesGetsOnePageWithTwoConsents) {
  RecordProperty("requirement", "B03 B04");
  const auto asked = submitted();
  auto& world = site().world();
  const auto add = [&](const std::string& role, const std::string& like, const boost::json::object& person) {
    must(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
      auto row = TRY(storage::find_contact(tx, storage::ApplicationId::stored(asked.id), like)).value();
      row.id = storage::ContactId::make();
      row.role = role;
      if (!person.empty()) {
        row.family_name = std::string(person.at("familyName").as_string());
        row.email = std::string(person.at("email").as_string());
      }
      static_cast<void>(TRY(storage::put_contact(tx, row)));
      const auto consents = TRY(storage::list_consents(tx, row.application_id));
      auto consent = consents.front();
      consent.id = storage::ConsentId::make();
      consent.role = role;
      consent.email = row.email;
      consent.person = row.family_name + " " + row.given_name;
      if (row.email != asked.approver) {
        auto link = TRY(storage::load_consent_link(tx, consent.link_id));
        link.id = storage::ConsentLinkId::make();
        link.token_hash = "hash of " + asked.id;
        link.email = row.email;
        TRY(storage::insert_consent_link(tx, link));
        consent.link_id = link.id;
      }
      return storage::insert_consent(tx, consent);
    }));
  };
  add("contract_signer", "authorization", {});
  const auto manager = asked.applying.order.mark + "-manager@aozora.test";
  add("higher_authority", "authorization", person_json("岡田", manager));
  EXPECT_EQ(consent_problems(asked, domain::ValidationLevel::ev), (std::vector<std::string>(3, "consent_missing")));

  auto holder = verified_holder(world, site().visitor(), asked.id, asked.approver);
  holder.language = "ja"; // and so are the words that are signed
  const auto page = page_of(holder);
  ASSERT_EQ(page.json().at("consents").as_array().size(), 2U) << page.body;
  EXPECT_GT(page.at("/agreement/text").size(), 100U);
  EXPECT_EQ(holder.post(decisions(page, "0"), consent_body(page, 0)).at("/done"), "false") << "the other one is still open";
  EXPECT_EQ(page.at("/consents/1/role"), "contract_signer");
  const auto bare = holder.post(decisions(page, "1"), R"({"decision":"consent"})");
  EXPECT_EQ(bare.field_codes().at("/signature"), "field_missing");
  EXPECT_EQ(bare.field_codes().at("/agreementSha256"), "agreement_changed");
  auto forged = boost::json::parse(consent_body(page, 1)).as_object();
  forged["signature"] = "別人 太郎";
  EXPECT_EQ(holder.post(decisions(page, "1"), text(forged)).field_codes().at("/signature"), "consent_name_differs");
  const auto signed_page = holder.post(decisions(page, "1"), consent_body(page, 1));
  EXPECT_EQ(signed_page.at("/done"), "true") << signed_page.body;
  EXPECT_EQ(holder.post(decisions(page, "1"), consent_body(page, 1)).status, 409) << "once";
  const auto kept =
      must(world.database.read([&](storage::Transaction& tx) { return storage::find_agreement(tx, page.at("/agreementSha256")); }));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->text, page.at("/agreement/text"));
  const auto copy = site().mail(asked.approver, "受付完了");
  EXPECT_TRUE(copy.body.contains("第1条")) << "a copy of what was signed";
  EXPECT_TRUE(unwrapped(copy.body).contains(unwrapped("「" + signed_page.at("/consents/1/statement") + "」"))) << copy.body;
  ASSERT_EQ(copy.attachments.size(), 1U);
  EXPECT_EQ(copy.attachments[0].content_type, "application/pdf");
  EXPECT_EQ(copy.attachments[0].file_name, "agreement-" + signed_page.at("/applicationNumber") + ".pdf");
  const auto paper = text_of_pdf(copy.attachments[0].content, "agreement-ja.pdf");
  for (const auto& part :
       {std::string("利用規約へのご署名の控え"), signed_page.at("/applicationNumber"), std::string("山田 太郎"), asked.approver,
        page.at("/agreementSha256"), page.at("/agreement/text"), signed_page.at("/consents/1/statement")})
    EXPECT_TRUE(unwrapped(paper).contains(unwrapped(part))) << part << "\n" << paper;

  must(world.database.write(
      [&](storage::Transaction& tx) { return tx.exec("UPDATE consent_links SET created_at = 0 WHERE email = $1", manager); }));
  auto applicant = asked.applying.applicant;
  ASSERT_EQ(applicant.post(Site::api("/applications/" + asked.id + "/consent-links"), R"({"role":"higher_authority"})").status, 200);
  auto higher = verified_holder(world, site().visitor(), asked.id, manager);
  const auto asks = page_of(higher);
  EXPECT_EQ(asks.at("/authorization/name"), "山田 太郎");
  EXPECT_EQ(higher.post(decisions(asks), R"({"decision":"consent"})").field_codes().at("/title"), "field_missing");
  const auto below = higher.post(decisions(asks), R"({"decision":"consent","title":"主任"})");
  EXPECT_EQ(below.field_codes().at("/title"), "consent_title_below") << below.body;
  EXPECT_TRUE(below.body.contains("another person of that rank")) << "the way out: " << below.body;
  EXPECT_EQ(higher.post(decisions(asks), R"({"decision":"consent","title":"部長"})").status, 200);
  EXPECT_TRUE(consent_problems(asked, domain::ValidationLevel::ev).empty());
  EXPECT_EQ(consent_records(asked).size(), 3U);
}

TEST(Consents, WhoSignsInEnglishGetsTheEnglishAgreementToo) {
  RecordProperty("requirement", "B04");
  auto& house = House::shared();
  const auto filed = file_ev_application(house);
  const auto signer = filed.mark + "-signer@aozora.test";
  auto holder = verified_holder(house.world(), house.visitor(), filed.application_id, signer);
  const auto page = page_of(holder);
  for (std::size_t i = 0; i < page.json().at("consents").as_array().size(); ++i)
    ASSERT_EQ(holder.post(decisions(page, std::to_string(i)), consent_body(page, i)).status, 200);
  const auto copy = house.mail(signer, "Your answer has arrived");
  EXPECT_TRUE(copy.body.contains("1. Accuracy.")) << copy.body;
  EXPECT_FALSE(copy.body.contains("私は")) << copy.body;
  ASSERT_EQ(copy.attachments.size(), 1U);
  const auto paper = unwrapped(text_of_pdf(copy.attachments[0].content, "agreement-en.pdf"));
  for (const auto& part :
       {std::string("Your signature under the subscriber agreement"), page.at("/agreement/text"), page.at("/agreementSha256")})
    EXPECT_TRUE(paper.contains(unwrapped(part))) << part << "\n" << paper;
}

TEST(Consents, ALinkOfAnEndedApplicationSaysThatItHasEnded) {
  RecordProperty("requirement", "B01 C04");
  const auto asked = submitted();
  const auto token = mailed_link(site().world(), asked.id, asked.approver);
  auto holder = verified_holder(site().world(), site().visitor(), asked.id, asked.approver);
  const auto path = decisions(page_of(holder));
  auto applicant = asked.applying.applicant;
  const auto tag = version_tag(applicant.get(Site::api("/applications/" + asked.id)));
  ASSERT_EQ(applicant.post(Site::api("/applications/" + asked.id + "/withdrawals"), "{}", {{"If-Match", tag}}).status, 200);
  auto visitor = site().visitor();
  visitor.language = "ja";
  const auto late = open_consent(visitor, token);
  EXPECT_EQ(late.code(), "consent_application_ended");
  EXPECT_TRUE(late.at("/detail").contains("審査は終了しました")) << late.body;
  EXPECT_EQ(holder.post(path, R"({"decision":"consent"})").code(), "consent_application_ended") << "the page that was open, too";
}

TEST(Consents, ALinkLetsNobodyIntoAnothersAffair) {
  RecordProperty("requirement", "B01 G01");
  const auto mine = submitted();
  const auto theirs = submitted();
  auto holder = verified_holder(site().world(), site().visitor(), mine.id, mine.approver);
  auto other = verified_holder(site().world(), site().visitor(), theirs.id, theirs.approver);
  EXPECT_EQ(holder.post(decisions(page_of(other)), R"({"decision":"consent"})").status, 404);
  EXPECT_EQ(holder.get(list_path(mine)).status, 403);
  auto applicant = mine.applying.applicant;
  EXPECT_EQ(applicant.get(list_path(theirs)).status, 404);
}

} // namespace
