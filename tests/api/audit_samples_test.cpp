#include "support/database.h"
#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

std::string today(House& house) { return core::to_string(core::TimeZone::tokyo().date_of(house.now())); }
std::string query(House& house, const std::string& more) { return "?from=2020-01-01&to=" + today(house) + "&" + more; }

constexpr std::string_view extract = "商号 株式会社青空商事\n";

/// A certificate with its case, and one issued at once.
struct Sampled {
  Filed filed;
  std::string account;
};
Sampled& sampled() {
  static Sampled made = [] {
    auto& house = House::shared();
    auto filed = file_application(house);
    auto desk = house.staff("specialist");
    const boost::json::object document{{"fileName", "extract.txt"},   {"content", core::to_base64(core::as_bytes(extract))},
                                       {"step", "organization"},      {"category", "register_extract"},
                                       {"subject", "登記事項証明書"}, {"source", "東京法務局"}};
    EXPECT_EQ(desk.post(filed.path("/evidence"), boost::json::serialize(document)).status, 201);
    vet(house, filed);
    const auto account = application_row(house, filed).account_id.str();
    add_licences(house, account, 2);
    auto client = api_client(house, account);
    EXPECT_EQ(issue(client, {"once." + filed.names.front()}).status, 201);
    return Sampled{std::move(filed), account};
  }();
  return made;
}

TEST(AuditSample, IsDrawnAgainByAnybody) {
  RecordProperty("requirement", "F10");
  auto& house = House::shared();
  sampled();
  auto auditor = house.staff("staff_auditor");
  const auto all = auditor.get("/api/v1/audit-samples" + query(house, "percent=100&seed=s"));
  ASSERT_EQ(all.status, 200) << all.body;
  const TemporaryDirectory folder;
  std::string ids;
  const auto everything = all.json();
  for (const auto& item : everything.at("items").as_array()) ids += std::string(item.at("certificateId").as_string()) + "\n";
  write_file(folder / "ids", ids);
  const std::string script =
      "import hashlib,sys\nids=open(sys.argv[1]).read().split()\n"
      "print(*sorted(ids,key=lambda i:hashlib.sha256((sys.argv[2]+i).encode()).digest())[:-(-len(ids)*int(sys.argv[3])//100)])";
  const auto drawn = auditor.get("/api/v1/audit-samples" + query(house, "percent=34&seed=2026Q4"));
  std::string found;
  const auto sample = drawn.json();
  for (const auto& item : sample.at("items").as_array())
    found += (found.empty() ? "" : " ") + std::string(item.at("certificateId").as_string());
  EXPECT_EQ(run_or_throw({"python3", "-c", script, folder / "ids", "2026Q4", "34"}), found + "\n");
  EXPECT_EQ(auditor.get("/api/v1/audit-samples" + query(house, "percent=34&seed=2026Q4")).body, drawn.body);
  const auto ev = auditor.get("/api/v1/audit-samples" + query(house, "percent=100&seed=x&level=ev"));
  EXPECT_EQ(ev.status, 200) << ev.body;
  EXPECT_FALSE(ev.body.contains(R"("level":"ov")"));
  EXPECT_EQ(auditor.get("/api/v1/audit-samples?from=2026-02-01&to=2026-01-01&seed=x").code(), "period_reversed");
  EXPECT_EQ(house.staff("specialist").get("/api/v1/audit-samples" + query(house, "seed=x")).status, 403);
}

TEST(AuditSample, LeadsFromEachCertificateToItsCase) {
  RecordProperty("requirement", "F10");
  auto& house = House::shared();
  const auto& made = sampled();
  const auto all = house.staff("staff_auditor").get("/api/v1/audit-samples" + query(house, "percent=100&seed=s")).json();
  int found = 0;
  for (const auto& item : all.at("items").as_array())
    if (std::string_view(item.at("commonName").as_string()).ends_with(made.filed.names.front())) {
      EXPECT_EQ(item.at("caseId").as_string(), made.filed.case_id);
      ++found;
    }
  EXPECT_EQ(found, 2) << "the one of the case, and the one that was issued at once";
}

TEST(CaseFile, HoldsEverythingWithItsHashes) {
  RecordProperty("requirement", "F10");
  auto& house = House::shared();
  const auto& filed = sampled().filed;
  auto auditor = house.staff("staff_auditor");
  for (const std::string language : {"ja", "en"}) {
    const TemporaryDirectory folder;
    const auto reply = auditor.get(filed.path("/file.zip?language=" + language));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.header("content-type"), "application/zip");
    write_file(folder / "case.zip", reply.body);
    const auto in = [&](const std::string& command) { return run({"sh", "-c", "cd '" + folder.path().string() + "' && " + command}); };
    ASSERT_EQ(in("unzip -q case.zip").exit_code, 0);
    const auto sums = in("sha256sum -c SHA256SUMS");
    EXPECT_EQ(sums.exit_code, 0) << sums.out;
    EXPECT_TRUE(sums.out.contains("case.pdf: OK")) << sums.out;
    const auto pdf = in("pdftotext -layout case.pdf -").out;
    EXPECT_TRUE(pdf.contains(language == "ja" ? "審査記録" : "Case file")) << pdf;
    for (const std::string& word :
         {std::string("株式会社青空商事"), filed.names.front(), std::string(language == "ja" ? "承認しました" : "Approved")})
      EXPECT_TRUE(pdf.contains(word)) << word << pdf;
    const auto records = boost::json::parse(read_file(folder / "records.json"));
    EXPECT_EQ(records.at("format").as_string(), "shomei-case-file-1");
    EXPECT_EQ(read_file(folder / std::string(records.at("files").at(0).at("path").as_string())), extract);
    EXPECT_GE(records.at("records").as_array().size(), 2U) << "register and call";
    const std::string chain =
        "import json,hashlib,struct\n"
        "f=lambda b: struct.pack('>I',len(b))+b\n"
        "n=0\n"
        "for line in open('audit-events.jsonl'):\n"
        " e=json.loads(line); n+=1\n"
        " d=b''.join(f(x) for x in [b'shomei-audit-1',bytes.fromhex(e['previousHash']),str(e['seq']).encode(),str(e['at']).encode()]+"
        "[e[k].encode() for k in ('actor','origin','action','object','accountId','details')])\n"
        " assert hashlib.sha256(d).hexdigest()==e['hash'], e\n"
        "print(n)\n";
    write_file(folder / "chain.py", chain);
    const auto checked = in("python3 chain.py");
    EXPECT_EQ(checked.exit_code, 0) << checked.out;
    EXPECT_GT(std::stoi(checked.out), 6);
  }
  EXPECT_TRUE(auditor.get("/api/v1/audit-events?object=" + filed.case_id).body.contains("case_file_exported"));
  EXPECT_EQ(house.staff("specialist").get(filed.path("/file.zip")).status, 403);
}

TEST(CaseFile, OfASampleIsOneArchive) {
  RecordProperty("requirement", "F10");
  auto& house = House::shared();
  const auto& filed = sampled().filed;
  const auto reply = house.staff("staff_auditor").get("/api/v1/audit-samples/files.zip" + query(house, "percent=100&seed=s"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  const TemporaryDirectory folder;
  write_file(folder / "sample.zip", reply.body);
  const auto checked = run({"sh", "-c", "cd '" + folder.path().string() + "' && unzip -q sample.zip && sha256sum -c SHA256SUMS"});
  EXPECT_EQ(checked.exit_code, 0) << checked.out;
  const auto number = application_row(house, filed).number;
  EXPECT_TRUE(checked.out.contains("cases/" + number + "/records.json: OK")) << checked.out;
}

/// docs/formats/audit-sample.md followed by another program: only what lies in the archive is used.
TEST(AuditSample, IsDrawnAgainFromTheArchiveAlone) {
  RecordProperty("requirement", "F10");
  auto& house = House::shared();
  sampled();
  const auto reply = house.staff("staff_auditor").get("/api/v1/audit-samples/files.zip" + query(house, "percent=34&seed=2026Q4&level=ov"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  const TemporaryDirectory folder;
  write_file(folder / "sample.zip", reply.body);
  write_file(folder / "redraw.py", "import hashlib, json\n"
                                   "s = json.load(open('sample.json'))\n"
                                   "ids = [line.split('\\t')[0] for line in open('population.tsv')]\n"
                                   "assert len(ids) == s['population'] and len(set(ids)) == len(ids)\n"
                                   "assert all(line.split('\\t')[2] == 'ov\\n' for line in open('population.tsv'))\n"
                                   "size = -(-len(ids) * s['percent'] // 100)\n"
                                   "drawn = sorted(ids, key=lambda i: hashlib.sha256((s['seed'] + i).encode()).digest())[:size]\n"
                                   "assert drawn == [c['certificate'] for c in s['certificates']]\n"
                                   "issued = dict(line.split('\\t')[:2] for line in open('population.tsv'))\n"
                                   "assert all(issued[c['certificate']] == c['issuedAt'] for c in s['certificates'])\n"
                                   "print(len(drawn), len(ids))\n");
  const auto drawn = run({"sh", "-c", "cd '" + folder.path().string() + "' && unzip -q sample.zip && python3 redraw.py"});
  EXPECT_EQ(drawn.exit_code, 0) << drawn.out;
  EXPECT_NE(drawn.out, "");
  const auto page = read_file(std::filesystem::path(SHOMEI_SOURCE_DIR) / "docs/formats/audit-sample.md");
  const auto begin = page.find("```sh\n") + 6;
  write_file(folder / "redraw.sh", page.substr(begin, page.find("```", begin) - begin));
  EXPECT_EQ(run({"sh", "-c", "cd '" + folder.path().string() + "' && sh redraw.sh"}).out, "True\n") << "the page's own command";
}

TEST(Retention, IsReportedByCase) {
  RecordProperty("requirement", "F10");
  auto& house = House::shared();
  const auto& filed = sampled().filed;
  auto officer = house.staff("officer");
  std::string after;
  bool found = false;
  do {
    const auto page = officer.get("/api/v1/reports/retention?limit=100" + (after.empty() ? "" : "&after=" + after));
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.at("/years"), "2");
    const auto json = page.json();
    for (const auto& item : json.at("items").as_array()) {
      if (item.at("caseId").as_string() != filed.case_id) continue;
      found = true;
      EXPECT_FALSE(item.at("mayDestroy").as_bool());
      const auto expiry = std::string(item.at("lastExpiry").as_string());
      EXPECT_EQ(std::string(item.at("keepUntil").as_string()).substr(0, 4), std::to_string(std::stoi(expiry.substr(0, 4)) + 2));
    }
    after = page.at("/next");
  } while (!found && !after.empty());
  EXPECT_TRUE(found);
}

TEST(Retention, NothingIsDestroyedBeforeItsTime) {
  RecordProperty("requirement", "F10");
  auto& house = House::shared();
  const auto& filed = sampled().filed;
  const std::string reason = R"({"reason":"保存期限の満了"})";
  const auto refused = house.staff("officer").post(filed.path("/destructions"), reason);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "retention_not_over") << refused.body;
  EXPECT_EQ(house.staff("staff_auditor").post(filed.path("/destructions"), reason).status, 403);
  EXPECT_EQ(house.staff("approving_specialist").post(filed.path("/destructions"), reason).status, 403);
}

} // namespace
