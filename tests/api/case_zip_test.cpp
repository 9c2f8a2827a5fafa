#include "support/casework.h"
#include "support/consent.h"
#include "support/database.h"
#include "support/ev_story.h"
#include "support/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

/// The file of a case holds all that an auditor needs to check it again, without Shomei (docs/formats/case-file.md).
namespace {

using namespace support;
using boost::json::object;

/// An EV case with everything that a case can have: document, question, note, joint call, consents, decided difference, approval.
Filed& whole_case() {
  static Filed made = [] {
    auto& house = House::shared();
    auto filed = file_ev_application(house);
    prove_domains(house, filed);
    auto desk = house.staff("specialist");
    EXPECT_EQ(desk.post(filed.path("/notes"), text({{"text", "社内の覚え"}})).status, 201);
    EXPECT_EQ(desk.post(filed.path("/questions"), text({{"text", "社名の変更日は。"}, {"wantsDocument", false}})).status, 201);
    const auto question = filed.applicant.get("/api/v1/applications/" + filed.application_id).at("/questions/0/id");
    EXPECT_EQ(filed.applicant.post("/api/v1/questions/" + question + "/answers", text({{"text", "2026年4月1日です。"}})).status, 200);
    const object document{{"fileName", "extract.txt"},   {"content", core::to_base64(core::as_bytes("商号\n"))},
                          {"step", "organization"},      {"category", "register_extract"},
                          {"subject", "登記事項証明書"}, {"source", "東京法務局"}};
    EXPECT_EQ(desk.post(filed.path("/evidence"), text(document)).status, 201);
    const auto approved = finish_ev_vetting(house, filed);
    EXPECT_EQ(approved.status, 200) << approved.body;
    return filed;
  }();
  return made;
}

struct Unpacked {
  TemporaryDirectory folder;
  boost::json::value json(const std::string& name) const { return boost::json::parse(read_file(folder / name)); }
  CommandOutput in(const std::string& command) const { return run({"sh", "-c", "cd '" + folder.path().string() + "' && " + command}); }
};

std::unique_ptr<Unpacked> unpack(const std::string& zip) {
  auto made = std::make_unique<Unpacked>();
  write_file(made->folder / "case.zip", zip);
  EXPECT_EQ(made->in("unzip -q case.zip").exit_code, 0);
  return made;
}

std::unique_ptr<Unpacked> exported(const std::string& language) {
  const auto reply = House::shared().staff("staff_auditor").get(whole_case().path("/file.zip?language=" + language));
  EXPECT_EQ(reply.status, 200) << reply.body;
  return unpack(reply.body);
}

/// Every hash that the archive names, computed anew.
constexpr std::string_view recheck = R"(
import hashlib, json
sha = lambda name: hashlib.sha256(open(name, 'rb').read()).hexdigest()
case = json.load(open('records.json'))
for record in case['records']:
    assert sha(record['evidence']) == record['evidence_sha256'], record['id']
for document in case['files']:
    assert sha(document['path']) == document['sha256'], document['id']
hashes = {a['sha256'] for a in case['agreements']}
for agreement in case['agreements']:
    assert sha(agreement['path']) == agreement['sha256']
assert case['application']['agreement_version'].split('sha256:')[1] in hashes
signed = [c['agreement_sha256'] for c in case['consents'] if c['role'] == 'contract_signer']
assert signed and all(s in hashes for s in signed), signed
assert sha('draft.json') == case['application']['draft_sha256']
submitted = [r for r in case['records'] if r['step'] == 'application']
assert [r['facts']['draftSha256'] for r in submitted] == [sha('draft.json')]
events = [json.loads(line) for line in open('audit-events.jsonl')]
told = [json.loads(e['details'])['draft_sha256'] for e in events if e['action'] == 'application_submitted']
assert told == [sha('draft.json')]
print(len(case['records']), len(case['agreements']))
)";

TEST(CaseZip, EveryHashIsComputedAnew) {
  RecordProperty("requirement", "F10 C05");
  const auto files = exported("ja");
  const auto sums = files->in("sha256sum -c SHA256SUMS");
  EXPECT_EQ(sums.exit_code, 0) << sums.out;
  EXPECT_EQ(std::ranges::count(sums.out, '\n'), std::stoi(files->in("find . -type f ! -name SHA256SUMS ! -name case.zip | wc -l").out));
  write_file(files->folder / "recheck.py", std::string(recheck));
  const auto checked = files->in("python3 recheck.py");
  EXPECT_EQ(checked.exit_code, 0) << checked.out;
  EXPECT_GE(std::stoi(checked.out), 9) << "submission, register, domain, document, four calls, consents";
}

TEST(CaseZip, HasEveryRowOfTheCase) {
  RecordProperty("requirement", "F10 C05");
  const auto files = exported("en");
  const auto all = files->json("records.json").as_object();
  for (const auto* rows : {"contacts", "steps", "records", "numbers", "calls", "consents", "consent_links", "agreements", "notes",
                           "questions", "waits", "files", "correlation", "decisions", "validations", "screenings", "certificates"})
    EXPECT_FALSE(all.at(rows).as_array().empty()) << rows;
  EXPECT_TRUE(all.contains("differences") && all.contains("hits"));
  EXPECT_EQ(all.at("numbers").at(0).at("source").as_string(), "directory");
  EXPECT_TRUE(all.at("numbers").at(0).at("found_by").as_string().starts_with("usr_"));
  EXPECT_EQ(all.at("questions").at(0).at("answer").as_string(), "2026年4月1日です。");
  EXPECT_EQ(all.at("notes").at(0).at("text").as_string(), "社内の覚え");
  const auto words = boost::json::serialize(all);
  EXPECT_FALSE(words.contains("token_hash") || words.contains("code_hash")) << "nothing that opens a link";
  for (const auto& consent : all.at("consents").as_array()) EXPECT_EQ(consent.at("status").as_string(), "consented");
}

TEST(CaseZip, TellsWhatWasMailedToWhom) {
  RecordProperty("requirement", "F10 C05");
  const auto files = exported("ja");
  std::set<std::string> templates;
  const auto mails = files->json("mails.json");
  for (const auto& mail : mails.as_array()) {
    const std::string name(mail.at("template").as_string());
    templates.insert(name);
    EXPECT_FALSE(mail.at("subject").as_string().empty()) << mail;
    EXPECT_FALSE(mail.at("to").as_string().empty());
    if (name == "consent_code" || name == "consent_request") EXPECT_TRUE(mail.at("body").is_null()) << "a secret";
    if (name == "application_received") EXPECT_EQ(boost::json::serialize(mail.at("roles")), R"(["technical"])");
  }
  for (const std::string name : {"application_received", "consent_request", "consent_code", "message_to_applicant", "certificate_issued"})
    EXPECT_TRUE(templates.contains(name)) << name;
}

TEST(CaseZip, PaperIsInPeoplesWords) {
  RecordProperty("requirement", "F10 C05 F09 A14");
  for (const std::string language : {"ja", "en"}) {
    const auto files = exported(language);
    const auto paper = files->in("pdftotext -layout case.pdf -").out;
    for (const std::string raw : {"mailed_link", "dns_txt", "telephone /", "app_0", "usr_0", "case_screened", "consent:", "hr_call",
                                  "phone.", "item.", "directory："})
      EXPECT_FALSE(paper.contains(raw)) << raw << paper;
    for (const std::string part : {"businessCategory", "serialNumber", "jurisdiction", "STREET", "9-9-9 Marunouchi"})
      EXPECT_TRUE(paper.contains(part)) << part;
    const auto expected =
        language == "ja"
            ? std::vector<std::string>{"人事部門への在籍確認", "申請入力担当者", "突き合わせ表", "契約を締結する権限があること",
                                       "電話に出た方",         "確認済み",       "監査人",       "商品"}
            : std::vector<std::string>{"Call to HR",     "administrator", "Correlation sheet", "May sign contracts",
                                       "Person reached", "Confirmed",     "Auditor",           "Product"};
    for (const auto& word : expected) EXPECT_TRUE(paper.contains(word)) << word << paper;
    if (const char* keep = std::getenv("SHOMEI_KEEP_PAPERS"))
      write_file(std::filesystem::path(keep) / (language + ".pdf"), read_file(files->folder / "case.pdf"));
  }
}

/// An application whose approver declined and was replaced, with a document that the applicant sent.
Filed declined_case() {
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  EXPECT_EQ(ask(desk, filed, true).status, 201);
  auto document = document_json("在職証明書.pdf", pdf);
  document["questionId"] = filed.applicant.get(application_path(filed)).at("/questions/0/id");
  EXPECT_EQ(filed.applicant.post(application_path(filed, "/documents"), text(document)).status, 201);
  auto holder = verified_holder(house.world(), house.visitor(), filed.application_id, filed.mark + "-approver@aozora.test");
  const auto consent = holder.get("/api/v1/consent-page").at("/consents/0/id");
  EXPECT_EQ(holder.post("/api/v1/consents/" + consent + "/decisions", R"({"decision":"decline","reason":"聞いていません"})").status, 200);
  const object other{{"role", "authorization"}, {"person", person_json("高橋", filed.mark + "-second@aozora.test")}};
  EXPECT_EQ(filed.applicant.post(application_path(filed, "/contact-replacements"), text(other)).status, 200);
  return filed;
}

TEST(CaseZip, PaperTellsWhoDeclinedAndWasReplaced) {
  RecordProperty("requirement", "F10 B01 F09");
  const auto filed = declined_case();
  for (const std::string language : {"ja", "en"}) {
    const auto reply = House::shared().staff("staff_auditor").get(filed.path("/file.zip?language=" + language));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto paper = unpack(reply.body)->in("pdftotext -raw case.pdf -").out; // cell by cell
    auto words = paper;
    std::erase_if(words, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
    const auto expected = language == "ja"
                              ? std::vector<std::string>{"辞退担当者の変更", "聞いていません", "/アップロード", "第1版（日本語）"}
                              : std::vector<std::string>{"DeclinedPersonreplaced", "聞いていません", "/Upload", "Version1(Japanese)"};
    for (const auto& word : expected) EXPECT_TRUE(words.contains(word)) << word << paper;
    for (const std::string raw : {"upload", "1 ja"}) EXPECT_FALSE(paper.contains(raw)) << raw << paper;
  }
}

TEST(CaseHistory, TellsWhomAndWhat) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  const auto& filed = whole_case();
  auto desk = house.staff("specialist");
  std::map<std::string, boost::json::object> lines;
  std::string after;
  int drafts = 0;
  do {
    const auto page = desk.get(filed.path("/history?limit=100" + (after.empty() ? "" : "&after=" + after)));
    ASSERT_EQ(page.status, 200) << page.body;
    for (const auto& line : page.json().at("items").as_array()) {
      const std::string action(line.at("action").as_string());
      EXPECT_NE(line.at("words").as_string(), action) << "no words";
      if (action == "draft_saved") ++drafts;
      lines[action.starts_with("mail_") ? "mail" : action] = line.as_object();
    }
    after = page.at("/next");
  } while (!after.empty());
  EXPECT_EQ(drafts, 1);
  EXPECT_GE(lines.at("draft_saved").at("count").as_int64(), 1);
  EXPECT_FALSE(lines.at("mail").at("subject").as_string().empty());
  EXPECT_EQ(lines.at("number_found").at("subject").as_string(), "+81300000001");
  EXPECT_EQ(lines.at("consent_given").at("subjectRoles").as_array().size(), 1U);
  EXPECT_EQ(lines.at("consent_given").at("actorKind").as_string(), "link_holder");
  EXPECT_EQ(lines.at("evidence_attached").at("subject").as_string(), "extract.txt");
  EXPECT_FALSE(lines.at("call_recorded").at("subject").as_string().empty());
}

} // namespace
