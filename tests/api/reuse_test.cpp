#include "storage/validations.h"
#include "support/database.h"
#include "support/house.h"
#include "support/story.h"

#include "usecases/announce_evidence_ends.h"
#include "usecases/import_register.h"

#include <gtest/gtest.h>

#include <regex>
#include <thread>

/// Evidence of earlier applications, and the end of it (C12).
namespace {

using namespace support;
using boost::json::array;
using boost::json::object;
using std::chrono::days;

std::string text(const object& json) { return boost::json::serialize(json); }
std::string application_path(const Applying& applying, const std::string& more = {}) {
  return Site::api("/applications/" + applying.application_id + more);
}
HttpReply shown(Applying& applying) { return applying.applicant.get(application_path(applying)); }
std::string step_of(Applying& applying, const std::string& step) {
  const auto document = shown(applying).json();
  for (const auto& each : document.at("steps").as_array())
    if (each.at("step").as_string() == step) return std::string(each.at("status").as_string());
  return "none";
}
void submit_registered(Applying& applying) {
  const auto reply = submit(applying, registered_draft(applying.order.mark, applying.order.names));
  ASSERT_EQ(reply.status, 201) << reply.body;
}
std::string account_of(Site& site, const Applying& applying) {
  const auto id = storage::ApplicationId::stored(applying.application_id);
  return must(site.world().database.read(
                  [&](storage::Transaction& tx) { return storage::load_application(tx, id, storage::Tenant::any()); }))
      .account_id.str();
}
void run_sql(Site& site, std::string_view sql, const std::string& a, const std::string& b) {
  must(site.world().database.write([&](storage::Transaction& tx) { return tx.exec(sql, a, b); }));
}
/// A retail order makes an account of its own; an account's further orders are the management console's.
Applying further_application(Site& site, const std::string& account, std::vector<std::string> names) {
  auto applying = start_application(site, std::move(names));
  run_sql(site, "UPDATE applications SET account_id = $1 WHERE id = $2", account, applying.application_id);
  submit_registered(applying);
  return applying;
}
/// The present again; the periodic jobs ran in the future and would wait for it.
void return_to(Site& site, core::Instant at) {
  site.clock().set(at);
  must(site.world().database.write(
      [&](storage::Transaction& tx) { return tx.exec("UPDATE jobs SET run_at = $1 WHERE status = 'queued' AND run_at > $1", at); }));
}
/// Approved by the domain's administrator.
void approve_domain(Site& site, Applying& applying, const std::string& fqdn) {
  const auto made = applying.applicant.post(application_path(applying, "/validations"),
                                            text({{"fqdn", fqdn}, {"method", "email"}, {"addresses", array{"admin@" + fqdn}}}));
  ASSERT_EQ(made.status, 201) << made.body;
  const auto mail = site.mail("admin@" + fqdn, "ご承認のお願い");
  std::smatch value;
  ASSERT_TRUE(std::regex_search(mail.body, value, std::regex("/d/([A-Za-z0-9_-]+)")));
  ASSERT_EQ(site.visitor().post(Site::api("/domain-approvals/" + value[1].str() + "/answers"), R"({"answer":"approve"})").status, 200);
}
std::string case_of(Site& site, const Applying& applying) {
  const auto queue = site.staff("specialist").get(Site::api("/cases?queue=open&limit=200")).json();
  for (const auto& line : queue.at("items").as_array())
    if (line.at("applicationId").as_string() == applying.application_id) return std::string(line.at("id").as_string());
  throw std::runtime_error("no case");
}
/// Register check and call through the desk, as for any case; then its organization counts as vetted.
void vet_identity(Site& site, Applying& applying, HttpClient desk) {
  static const auto imported =
      usecases::import_register(site.world().database, usecases::system_actor("test"),
                                std::string(SHOMEI_SOURCE_DIR) + "/tests/vectors/nta/extract_utf8.csv", site.clock().now());
  ASSERT_TRUE(imported);
  Filed filed{applying.order.mark, applying.order.names, applying.applicant, applying.application_id, case_of(site, applying)};
  ASSERT_EQ(check_register(desk, filed).status, 201);
  ASSERT_EQ(call_through(desk, filed).status, 200);
  run_sql(site, "UPDATE organizations SET status = $1 WHERE account_id = $2", "vetted", account_of(site, applying));
}
Applying vetted(Site& site, const HttpClient& desk) {
  auto applying = start_application(site);
  submit_registered(applying);
  approve_domain(site, applying, applying.order.names[0]);
  vet_identity(site, applying, desk);
  EXPECT_EQ(step_of(applying, "domains"), "passed");
  return applying;
}
Applying vetted(Site& site) { return vetted(site, site.staff("specialist")); }

TEST(Reuse, SecondApplicationNeedsNothingTwice) {
  RecordProperty("requirement", "C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  auto second = further_application(site, account_of(site, first), {"second." + first.order.names[0]});
  for (const auto* step : {"organization", "domains", "authorization_call"}) EXPECT_EQ(step_of(second, step), "not_needed") << step;
  const auto reused = shown(second);
  EXPECT_EQ(reused.at("/validations/0/authorizationDomain"), first.order.names[0]) << reused.body;
  EXPECT_NE(reused.at("/validations/0/usableUntil"), "");
  auto desk = site.staff("specialist");
  const auto path = Site::api("/cases/" + case_of(site, second));
  const auto seen = desk.get(path);
  EXPECT_EQ(seen.json().at("records").as_array().size(), 3U) << "the specialist sees what the steps rest on: " << seen.body;
  const auto recommended = desk.post(path + "/recommendations", "", {{"If-Match", version_tag(seen)}});
  EXPECT_EQ(recommended.status, 200) << recommended.body;
}

TEST(Reuse, WhoGatheredTheEvidenceThatIsReusedDoesNotApprove) {
  RecordProperty("requirement", "C09 C12");
  auto& site = Site::shared();
  auto gatherer = site.staff("approving_specialist");
  auto first = vetted(site, gatherer);
  auto second = further_application(site, account_of(site, first), {"again." + first.order.names[0]});
  auto desk = site.staff("specialist");
  const auto path = Site::api("/cases/" + case_of(site, second));
  ASSERT_EQ(desk.post(path + "/recommendations", "", {{"If-Match", version_tag(desk.get(path))}}).status, 200);
  const auto shown = gatherer.get(path);
  const auto document = shown.json();
  for (const auto& action : document.at("actions").as_array())
    if (action.at("name").as_string() == "approve") EXPECT_FALSE(action.at("allowed").as_bool()) << action;
  const auto refused = gatherer.post(path + "/approvals", R"({"reviewed":true,"note":"確認"})", {{"If-Match", version_tag(shown)}});
  EXPECT_EQ(refused.code(), "four_eyes") << refused.body;
  EXPECT_TRUE(refused.at("/detail").contains(gatherer.get(Site::api("/session")).at("/user/name"))) << refused.body;
  EXPECT_FALSE(refused.body.contains("usr_")) << refused.body;
}

TEST(Reuse, AccountSeesItsDomainsAndProvesThemAgain) {
  RecordProperty("requirement", "C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto fqdn = first.order.names[0];
  auto admin = site.customer("super_admin", account_of(site, first));
  const auto domains = admin.get(Site::api("/domains"));
  ASSERT_EQ(domains.status, 200) << domains.body;
  EXPECT_EQ(domains.at("/items/0/domain"), fqdn);
  EXPECT_LT(domains.at("/items/0/usableUntilEv"), domains.at("/items/0/usableUntilOv")) << "13 and 27 months";
  const auto again = admin.post(Site::api("/domains/" + fqdn + "/validations"));
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.at("/method"), "dns_txt");
  EXPECT_EQ(admin.post(Site::api("/domains/" + fqdn + "/validations")).at("/id"), again.at("/id")) << "one is under way";
  EXPECT_EQ(admin.get(Site::api("/domains")).at("/items/0/pending/id"), again.at("/id"));
  EXPECT_EQ(admin.post(Site::api("/validations/" + again.at("/id") + "/checks")).at("/status"), "pending");
  EXPECT_EQ(admin.post(Site::api("/domains/other.example.jp/validations")).status, 404);
  EXPECT_EQ(site.customer("read_only", account_of(site, first)).post(Site::api("/domains/" + fqdn + "/validations")).status, 403);
}

TEST(Reuse, OthersDoTheirOwn) {
  RecordProperty("requirement", "C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto account = account_of(site, first);
  auto elsewhere = further_application(site, account, {unique_mark() + ".example.jp"});
  EXPECT_EQ(step_of(elsewhere, "domains"), "not_started") << "another domain";
  EXPECT_EQ(step_of(elsewhere, "organization"), "not_needed");
  auto stranger = start_application(site, {"third." + first.order.names[0]});
  submit_registered(stranger);
  for (const auto* step : {"organization", "domains", "authorization_call"}) EXPECT_EQ(step_of(stranger, step), "not_started") << step;
  auto renamed = start_application(site, {"fourth." + first.order.names[0]});
  run_sql(site, "UPDATE applications SET account_id = $1 WHERE id = $2", account, renamed.application_id);
  auto draft = registered_draft(renamed.order.mark, renamed.order.names);
  draft["organization"].as_object()["street"] = "丸の内一丁目1番1号";
  ASSERT_EQ(submit(renamed, draft).status, 201);
  EXPECT_EQ(step_of(renamed, "organization"), "not_started") << "another address is another check";
  EXPECT_EQ(step_of(renamed, "domains"), "not_needed");
  auto other_person = start_application(site, {"fifth." + first.order.names[0]});
  run_sql(site, "UPDATE applications SET account_id = $1 WHERE id = $2", account, other_person.application_id);
  draft = registered_draft(other_person.order.mark, other_person.order.names);
  draft["contacts"].as_object()["authorization"].as_object()["familyName"] = "高橋";
  ASSERT_EQ(submit(other_person, draft).status, 201);
  EXPECT_EQ(step_of(other_person, "authorization_call"), "not_started") << "nobody has spoken to this person";
}

TEST(Reuse, EndsAfterTwentySevenMonths) {
  RecordProperty("requirement", "C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto before = site.clock().now();
  const auto usable_until = must(core::parse_rfc3339(shown(first).at("/validations/0/usableUntil")));
  EXPECT_EQ(core::to_rfc3339(usable_until).substr(0, 7), core::to_rfc3339(before + days{821}).substr(0, 7)) << "27 calendar months";
  site.clock().set(usable_until);
  auto late = further_application(site, account_of(site, first), {"late." + first.order.names[0]});
  EXPECT_EQ(step_of(late, "domains"), "not_started");
  EXPECT_EQ(step_of(late, "organization"), "not_started");
  return_to(site, before);
}

TEST(Reuse, EndIsAnnouncedOnceAtEachDay) {
  RecordProperty("requirement", "C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto account = account_of(site, first);
  const auto fqdn = first.order.names[0];
  run_sql(site, "UPDATE accounts SET kind = $1 WHERE id = $2", "pooling", account);
  const auto technical = first.order.mark + "-technical@aozora.test";
  const auto mails = [&](const std::string& subject) {
    static_cast<void>(site.mail(technical)); // sends what waits
    std::this_thread::sleep_for(std::chrono::milliseconds{700});
    std::vector<ReceivedMail> found;
    for (const auto& mail : site.mails().mails())
      if (mail.envelope_to == technical && mail.subject.contains(subject)) found.push_back(mail);
    return found;
  };
  const auto announce = [&] {
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(usecases::announce_evidence_ends(site.world(), usecases::system_actor("test")));
  };
  const auto before = site.clock().now();
  const auto ends = must(core::parse_rfc3339(shown(first).at("/validations/0/usableUntil")));
  site.clock().set(ends - days{31});
  announce();
  EXPECT_TRUE(mails("の確認期限").empty());
  site.clock().set(ends - days{30});
  announce();
  ASSERT_EQ(mails("ドメイン " + fqdn + " の確認期限").size(), 1U);
  EXPECT_EQ(mails("組織の確認期限").size(), 1U);
  site.clock().set(ends - days{4});
  announce();
  ASSERT_EQ(mails("ドメイン " + fqdn + " の確認期限").size(), 2U);
  EXPECT_EQ(mails("組織の確認期限").size(), 2U);
  const auto body = mails("ドメイン " + fqdn)[1].body;
  return_to(site, before);
  const auto renewed = must(site.world().database.read([&](storage::Transaction& tx) {
    return storage::find_pending_validation(tx, storage::AccountId::stored(account), fqdn, "dns_txt");
  }));
  ASSERT_TRUE(renewed) << "the new validation has begun";
  EXPECT_TRUE(body.contains(renewed->random_value)) << body;
}

TEST(Reuse, MissedFirstNoticeIsNotSentLate) {
  RecordProperty("requirement", "C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  run_sql(site, "UPDATE accounts SET kind = $1 WHERE id = $2", "pooling", account_of(site, first));
  const auto before = site.clock().now();
  site.clock().set(must(core::parse_rfc3339(shown(first).at("/validations/0/usableUntil"))) - days{3});
  ASSERT_TRUE(usecases::announce_evidence_ends(site.world(), usecases::system_actor("test")));
  ASSERT_TRUE(usecases::announce_evidence_ends(site.world(), usecases::system_actor("test")));
  const auto technical = first.order.mark + "-technical@aozora.test";
  EXPECT_FALSE(site.mail(technical, "の確認期限").body.empty());
  std::this_thread::sleep_for(std::chrono::milliseconds{700});
  std::size_t sent = 0;
  for (const auto& mail : site.mails().mails())
    sent += mail.envelope_to == technical && mail.subject.contains("ドメイン") && mail.subject.contains("の確認期限") ? 1U : 0U;
  EXPECT_EQ(sent, 1U);
  return_to(site, before);
}

} // namespace
