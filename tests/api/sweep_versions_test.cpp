#include "sweep.h"

/// If-Match: a change of a versioned thing names the version that it was made from (G01).
namespace {

using namespace sweep;
using support::start_application;

/// A thing that the endpoint may change now, and a change of it.
struct Change {
  HttpClient client;
  std::string path;
  std::string body;
  std::int64_t version = 0;
};

/// A case of the desk with nothing done yet.
std::string open_case(Site& site, support::Applying& applying) {
  const auto filed = support::submit(applying, support::draft_json(applying.order.mark, applying.order.names));
  EXPECT_EQ(filed.status, 201) << filed.body;
  const auto queue = site.staff("specialist").get(Site::api("/cases?queue=open&limit=200")).json();
  for (const auto& line : queue.at("items").as_array())
    if (line.at("applicationId").as_string() == applying.application_id) return std::string(line.at("id").as_string());
  throw std::runtime_error("no case");
}

Change of_application(Site& site, const std::string& action, const std::function<std::string(const HttpReply&)>& body) {
  auto applying = start_application(site);
  const auto path = Site::api("/applications/" + applying.application_id);
  const auto before = applying.applicant.get(path);
  const auto draft = boost::json::serialize(support::draft_json(applying.order.mark, applying.order.names));
  const auto saved = applying.applicant.put(path + "/draft", draft, {{"If-Match", support::version_tag(before)}});
  EXPECT_EQ(saved.status, 200) << saved.body;
  EXPECT_EQ(saved.header("etag"), support::version_tag(saved));
  return {applying.applicant, path + action, body(saved), std::stoll(saved.at("/version"))};
}

Change of_case(Site& site, const std::string& action, const std::string& body) {
  auto applying = start_application(site);
  auto desk = site.staff("approving_specialist");
  const auto path = Site::api("/cases/" + open_case(site, applying));
  const auto shown = desk.get(path);
  EXPECT_EQ(shown.header("etag"), support::version_tag(shown));
  return {desk, path + action, body, std::stoll(shown.at("/version"))};
}

const std::map<std::string, std::function<Change(Site&)>> changes{
    {"saveDraft", [](Site& site) { return of_application(site, "/draft", [](const HttpReply&) { return R"({"step":"names"})"; }); }},
    {"submitApplication",
     [](Site& site) {
       return of_application(site, "/submissions", [](const HttpReply& saved) {
         return R"({"agreementVersion":")" + saved.at("/agreement/version") + R"(","accepted":true})";
       });
     }},
    {"recommendCase", [](Site& site) { return of_case(site, "/recommendations", ""); }},
    {"approveCase", [](Site& site) { return of_case(site, "/approvals", R"({"reviewed":true,"note":"確認"})"); }},
    {"returnCase", [](Site& site) { return of_case(site, "/returns", R"({"reason":"記録が足りません"})"); }},
    {"correctSubject",
     [](Site& site) {
       return of_application(site, "/subject-corrections", [](const HttpReply&) {
         return R"({"certificateOrganization":"Aozora","certificateState":"Tokyo","certificateLocality":"Chiyoda-ku"})";
       });
     }},
    {"withdrawApplication", [](Site& site) { return of_application(site, "/withdrawals", [](const HttpReply&) { return "{}"; }); }},
    {"withdrawCase", [](Site& site) { return of_case(site, "/withdrawals", R"({"reason":"お客様のご希望"})"); }},
    {"rejectCase", [](Site& site) { return of_case(site, "/rejections", R"({"reason":"登記と異なります"})"); }},
};

TEST(Versions, StaleOnesAreRefusedAndNothingChanges) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    if (!endpoint.spec.needs_if_match) continue;
    const std::string id(endpoint.spec.id);
    ASSERT_TRUE(changes.contains(id)) << "tests/api/sweep_versions_test.cpp: how is " << id << " called?";
    auto change = changes.at(id)(site);
    const auto send = [&](const Headers& headers) { return change.client.request(method_of(endpoint), change.path, change.body, headers); };
    const auto tag = "\"v" + std::to_string(change.version) + "\"";
    {
      const NothingChanges watch(site, id);
      for (const auto* language : {"ja", "en"}) {
        change.client.language = language;
        expect_refusal(send({}), 428, "if_match_required", change.client, id);
        for (const std::string& stale :
             {"\"v" + std::to_string(change.version - 1) + "\"", "\"v" + std::to_string(change.version + 1) + "\"", "W/" + tag,
              tag.substr(1), std::string("\"v\""), std::string("\"v99999999999999999999\""), std::string("\"etag\""), std::string("v"),
              std::string("\"")})
          expect_refusal(send({{"If-Match", stale}}), 412, "version_stale", change.client, id + " " + stale);
      }
    }
    const auto now = send({{"If-Match", tag}});
    EXPECT_TRUE(now.status == endpoint.spec.status || now.status == 409 || now.status == 422) << id << " with its version: " << now.body;
    if (now.status == endpoint.spec.status) EXPECT_EQ(send({{"If-Match", tag}}).status / 100, 4) << id << ": the version has moved on";
  }
}

TEST(Versions, OnlyOneOfTwoWhoReadTheSameWins) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto change = changes.at("saveDraft")(site);
  const Headers read{{"If-Match", "\"v" + std::to_string(change.version) + "\""}};
  std::vector<int> statuses(6);
  std::vector<std::thread> people;
  for (auto& status : statuses)
    people.emplace_back([&, client = change.client]() mutable { status = client.put(change.path, change.body, read).status; });
  for (auto& person : people) person.join();
  EXPECT_EQ(std::ranges::count(statuses, 200), 1);
  EXPECT_EQ(std::ranges::count(statuses, 412), 5);
}

} // namespace
