#include "storage/licences.h"
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
void run_sql(Site& site, std::string_view sql, const std::string& a, const std::string& b) {
  must(site.world().database.write([&](storage::Transaction& tx) { return tx.exec(sql, a, b); }));
}
Applying further_application(Site& site, const std::string& account, std::vector<std::string> names) {
  auto applying = apply_again(site, account, std::move(names));
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
  run_sql(site, "UPDATE cases SET status = $1 WHERE account_id = $2", "approved", account_of(site, applying));
}
HttpReply prove_again(HttpClient& client, const std::string& domain, const object& body = {{"method", "dns_txt"}}) {
  return client.post(Site::api("/domains/" + domain + "/validations"), text(body));
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
  const auto received = site.mail(second.order.mark + "-technical@aozora.test", "お申し込み受付");
  EXPECT_FALSE(received.body.contains("ドメインの確認")) << received.body;
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

TEST(Reuse, ProvenNameOfTwoIsNotProvenAgain) {
  RecordProperty("requirement", "C06 C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto known = first.order.names[0];
  const auto other = "shop-" + unique_mark() + ".example.jp";
  auto second = further_application(site, account_of(site, first), {known, other});
  EXPECT_EQ(step_of(second, "domains"), "not_started");
  const auto begun = shown(second);
  EXPECT_EQ(begun.json().at("validations").as_array().size(), 1U) << begun.body;
  EXPECT_EQ(begun.at("/validations/0/fqdn"), known);
  EXPECT_EQ(begun.at("/validations/0/usable"), "true");
  const auto received = site.mail(second.order.mark + "-technical@aozora.test", "お申し込み受付");
  EXPECT_TRUE(received.body.contains("ドメインの確認（" + other + "）")) << received.body;
  approve_domain(site, second, other);
  EXPECT_EQ(step_of(second, "domains"), "passed") << shown(second).body;
}

TEST(Reuse, ProofFromTheAccountsPageServesAnApplicationAtTheDesk) {
  RecordProperty("requirement", "C06 C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto account = account_of(site, first);
  const auto known = first.order.names[0];
  const auto before = site.clock().now();
  site.clock().set(must(core::parse_rfc3339(shown(first).at("/validations/0/usableUntil"))));
  auto second = further_application(site, account, {known});
  EXPECT_EQ(step_of(second, "domains"), "not_started");
  auto admin = site.customer("super_admin", account);
  ASSERT_EQ(prove_again(admin, known, {{"method", "email"}, {"addresses", array{"postmaster@" + known}}}).status, 201);
  const auto mail = site.mail("postmaster@" + known, "ご承認のお願い");
  std::smatch value;
  ASSERT_TRUE(std::regex_search(mail.body, value, std::regex("/d/([A-Za-z0-9_-]+)")));
  ASSERT_EQ(site.visitor().post(Site::api("/domain-approvals/" + value[1].str() + "/answers"), R"({"answer":"approve"})").status, 200);
  EXPECT_EQ(step_of(second, "domains"), "passed");
  EXPECT_EQ(shown(second).at("/validations/0/usable"), "true");
  return_to(site, before);
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
  EXPECT_EQ(domains.at("/items/0/stateEv"), "usable");
  const auto again = prove_again(admin, fqdn);
  ASSERT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(again.at("/method"), "dns_txt");
  EXPECT_EQ(prove_again(admin, fqdn).at("/id"), again.at("/id")) << "one is under way";
  EXPECT_EQ(admin.get(Site::api("/domains")).at("/items/0/pending/id"), again.at("/id"));
  EXPECT_EQ(admin.post(Site::api("/validations/" + again.at("/id") + "/checks")).at("/status"), "pending");
  EXPECT_EQ(prove_again(admin, "other.example.jp").status, 404);
  auto reader = site.customer("read_only", account_of(site, first));
  EXPECT_EQ(prove_again(reader, fqdn).status, 403);
  EXPECT_EQ(reader.get(Site::api("/domains/" + fqdn + "/validation-options")).status, 403);
  EXPECT_EQ(reader.del(Site::api("/validations/" + again.at("/id"))).status, 403);
}

TEST(Reuse, AccountChoosesAmongTheMethodsOfTheDayAndCancels) {
  RecordProperty("requirement", "C06 C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto fqdn = first.order.names[0];
  auto admin = site.customer("super_admin", account_of(site, first));
  const auto options = admin.get(Site::api("/domains/" + fqdn + "/validation-options"));
  ASSERT_EQ(options.status, 200) << options.body;
  EXPECT_EQ(options.at("/options/0/method"), "dns_txt");
  EXPECT_EQ(options.at("/options/2/addresses/0/address"), "admin@" + fqdn);
  EXPECT_EQ(options.at("/options/5/method"), "whois_email");
  EXPECT_EQ(options.at("/options/5/allowed"), "false");
  const auto asked = prove_again(admin, fqdn, {{"method", "email"}, {"addresses", array{"postmaster@" + fqdn}}});
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(asked.at("/mails/0/address"), "postmaster@" + fqdn);
  EXPECT_EQ(prove_again(admin, fqdn, {{"method", "email"}}).field_codes().at("/addresses"), "validation_address_missing");
  const auto cancelled = admin.del(Site::api("/validations/" + asked.at("/id")));
  ASSERT_EQ(cancelled.status, 200) << cancelled.body;
  EXPECT_EQ(cancelled.at("/status"), "failed");
  EXPECT_EQ(admin.get(Site::api("/domains")).at("/items/0/pending"), "");
  EXPECT_EQ(admin.del(Site::api("/validations/" + asked.at("/id"))).code(), "validation_not_pending");
  const auto log = site.staff("staff_auditor").get(Site::api("/audit-events?object=" + asked.at("/id")));
  EXPECT_TRUE(log.body.contains("validation_cancelled")) << log.body;
  run_sql(site, "UPDATE domain_validations SET application_id = NULL WHERE account_id = $1 AND authorization_domain = $2",
          account_of(site, first), fqdn);
  EXPECT_EQ(prove_again(admin, fqdn, {{"method", "email"}, {"addresses", array{"admin@" + fqdn}}}).code(), "domain_method_unsuited");
  EXPECT_EQ(admin.get(Site::api("/domains/" + fqdn + "/validation-options")).at("/options/2/allowed"), "false");
  const auto file = prove_again(admin, fqdn, {{"method", "web_file"}});
  EXPECT_EQ(file.at("/fileUrl"), "http://" + fqdn + "/.well-known/pki-validation/shomei.txt") << file.body;
}

TEST(Reuse, OthersDoTheirOwn) {
  RecordProperty("requirement", "B01 C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto account = account_of(site, first);
  auto elsewhere = further_application(site, account, {unique_mark() + ".example.jp"});
  EXPECT_EQ(step_of(elsewhere, "domains"), "not_started") << "another domain";
  EXPECT_EQ(step_of(elsewhere, "organization"), "not_needed");
  auto stranger = start_application(site, {"third." + first.order.names[0]});
  submit_registered(stranger);
  for (const auto* step : {"organization", "domains", "authorization_call"}) EXPECT_EQ(step_of(stranger, step), "not_started") << step;
  auto renamed = apply_again(site, account, {"fourth." + first.order.names[0]});
  auto draft = registered_draft(renamed.order.mark, renamed.order.names);
  draft["organization"].as_object()["street"] = "丸の内一丁目1番1号";
  ASSERT_EQ(submit(renamed, draft).status, 201);
  EXPECT_EQ(step_of(renamed, "organization"), "not_started") << "another address is another check";
  EXPECT_EQ(step_of(renamed, "domains"), "not_needed");
  auto other_person = apply_again(site, account, {"fifth." + first.order.names[0]});
  draft = registered_draft(other_person.order.mark, other_person.order.names);
  draft["contacts"].as_object()["authorization"].as_object()["familyName"] = "高橋";
  ASSERT_EQ(submit(other_person, draft).status, 201);
  EXPECT_EQ(step_of(other_person, "authorization_call"), "not_started") << "nobody has spoken to this person";
  auto other_technical = apply_again(site, account, {"sixth." + first.order.names[0]});
  draft = registered_draft(other_technical.order.mark, other_technical.order.names);
  draft["contacts"].as_object()["technical"].as_object()["familyName"] = "高橋";
  ASSERT_EQ(submit(other_technical, draft).status, 201);
  EXPECT_EQ(step_of(other_technical, "authorization_call"), "not_started") << "nobody has approved who gets this certificate (B01)";
  EXPECT_EQ(step_of(other_technical, "organization"), "not_needed");
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

/// The mails to an address whose subject has the words, once so many have come and no more followed.
std::vector<ReceivedMail> mails_about(Site& site, const std::string& to, const std::string& words, std::size_t expected) {
  static_cast<void>(site.mail(to)); // sends what waits
  const auto found = [&] {
    std::vector<ReceivedMail> mails;
    for (const auto& mail : site.mails().mails())
      if (mail.envelope_to == to && mail.subject.contains(words)) mails.push_back(mail);
    return mails;
  };
  static_cast<void>(wait_until([&] { return found().size() >= expected; }));
  std::this_thread::sleep_for(std::chrono::milliseconds{700});
  return found();
}

TEST(Reuse, EndIsAnnouncedOnceAtEachDay) {
  RecordProperty("requirement", "C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto account = account_of(site, first);
  const auto fqdn = first.order.names[0];
  run_sql(site, "UPDATE accounts SET kind = $1 WHERE id = $2", "pooling", account);
  const auto technical = first.order.mark + "-technical@aozora.test";
  const auto mails = [&](const std::string& subject, std::size_t expected) { return mails_about(site, technical, subject, expected); };
  const auto announce = [&] {
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(usecases::announce_evidence_ends(site.world(), usecases::system_actor("test")));
  };
  const auto before = site.clock().now();
  const auto ends = must(core::parse_rfc3339(shown(first).at("/validations/0/usableUntil")));
  site.clock().set(ends - days{31});
  announce();
  EXPECT_TRUE(mails("の確認期限", 0).empty());
  site.clock().set(ends - days{30});
  announce();
  ASSERT_EQ(mails("ドメイン " + fqdn + " の確認期限", 1).size(), 1U);
  EXPECT_EQ(mails("組織の確認期限", 1).size(), 1U);
  site.clock().set(ends - days{4});
  announce();
  ASSERT_EQ(mails("ドメイン " + fqdn + " の確認期限", 2).size(), 2U);
  EXPECT_EQ(mails("組織の確認期限", 2).size(), 2U);
  const auto body = mails("ドメイン " + fqdn, 2)[1].body;
  return_to(site, before);
  const auto renewed = must(site.world().database.read([&](storage::Transaction& tx) {
    return storage::find_pending_validation(tx, storage::AccountId::stored(account), fqdn, "dns_txt");
  }));
  ASSERT_TRUE(renewed) << "the new validation has begun";
  EXPECT_TRUE(body.contains(renewed->random_value)) << body;
}

/// A TXT record at `_shomei-validation.<fqdn>` in the zone example.jp, which a real name server answers for.
void publish_value(Site& site, const HttpReply& validation, const std::string& more = {}) {
  const auto record = validation.at("/recordName");
  site.knot().set_zone("example.jp", record.substr(0, record.size() - std::string(".example.jp").size()) + " TXT \"" +
                                         validation.at("/recordValue") + "\"\n" + more);
}

TEST(Reuse, DomainIsProvenAgainFromTheAccountsPageAndServesALaterApplication) {
  RecordProperty("requirement", "C06 C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto account = account_of(site, first);
  const auto fqdn = first.order.names[0];
  const auto before = site.clock().now();
  const auto ends = must(core::parse_rfc3339(shown(first).at("/validations/0/usableUntil")));
  run_sql(site, "UPDATE accounts SET kind = $1 WHERE id = $2", "pooling", account);
  site.clock().set(ends - days{29});
  ASSERT_TRUE(usecases::announce_evidence_ends(site.world(), usecases::system_actor("test")));
  const auto mail = site.mail(first.order.mark + "-technical@aozora.test", "ドメイン " + fqdn + " の確認期限");
  EXPECT_TRUE(mail.body.contains("/cms/domains/detail?domain=" + fqdn)) << mail.body;

  auto admin = site.customer("super_admin", account);
  const auto announced = admin.get(Site::api("/domains"));
  EXPECT_EQ(announced.at("/items/0/stateOv"), "ends_soon") << announced.body;
  EXPECT_EQ(announced.at("/items/0/stateEv"), "ended") << "13 months are over";
  const auto again = prove_again(admin, fqdn);
  EXPECT_EQ(again.at("/id"), announced.at("/items/0/pending/id")) << "the one that the mail announced";
  EXPECT_TRUE(mail.body.contains(again.at("/recordValue"))) << mail.body;
  const auto absent = admin.post(Site::api("/validations/" + again.at("/id") + "/checks"));
  EXPECT_EQ(absent.at("/status"), "pending") << absent.body;
  EXPECT_NE(absent.at("/nextTryAt"), "");
  EXPECT_EQ(admin.post(Site::api("/validations/" + again.at("/id") + "/checks")).code(), "validation_checked_recently");
  publish_value(site, again);
  std::this_thread::sleep_for(std::chrono::seconds{2}); // the resolver keeps a missing record for a second
  site.advance(std::chrono::seconds{10});
  const auto found = admin.post(Site::api("/validations/" + again.at("/id") + "/checks"));
  ASSERT_EQ(found.at("/status"), "valid") << found.body;
  const auto renewed = admin.get(Site::api("/domains"));
  EXPECT_EQ(renewed.at("/items/0/stateOv"), "usable") << renewed.body;
  EXPECT_EQ(renewed.at("/items/0/stateEv"), "usable");
  EXPECT_EQ(renewed.at("/items/0/pending"), "");

  site.clock().set(ends + days{1});
  auto later = further_application(site, account, {"later." + fqdn});
  EXPECT_EQ(step_of(later, "domains"), "not_needed") << "the old proof has ended, the new one serves";
  EXPECT_EQ(shown(later).at("/validations/0/id"), again.at("/id"));
  return_to(site, before);
}

TEST(Reuse, CaaIsLookedAtAtSubmissionEvenWhereTheDomainIsReused) {
  RecordProperty("requirement", "C06 C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto name = "closed." + first.order.names[0];
  site.knot().set_zone("example.jp",
                       name.substr(0, name.size() - std::string(".example.jp").size()) + " CAA 0 issue \"ca.other.example\"\n");
  auto second = further_application(site, account_of(site, first), {name});
  EXPECT_EQ(step_of(second, "domains"), "not_needed");
  EXPECT_EQ(shown(second).json().at("caa").as_array().size(), 0U) << "the submission did not wait for it";
  site.run_jobs();
  const auto warned = shown(second);
  EXPECT_EQ(warned.at("/caa/0/name"), name) << warned.body;
  EXPECT_EQ(warned.at("/caa/0/caa"), "refused");
  EXPECT_TRUE(warned.at("/caa/0/caaProblem").contains("ca.other.example")) << warned.body;
  EXPECT_EQ(warned.at("/status"), "vetting") << "a warning, no refusal";
  EXPECT_TRUE(warned.at("/caaAdvice/record").contains("accounturi=acct:" + account_of(site, first) + "@")) << warned.body;
  EXPECT_TRUE(warned.at("/caaAdvice/record").contains("validationmethods=ca-tbr-7,ca-tbr-18,")) << warned.body;
  auto specialist = site.staff("specialist");
  EXPECT_EQ(specialist.get(application_path(second)).at("/caa/0/caa"), "refused") << "the desk sees the same";
  site.knot().set_zone("example.jp", "");
  std::this_thread::sleep_for(std::chrono::seconds{6}); // the resolver keeps an answer for five
  site.advance(std::chrono::hours{1} + std::chrono::minutes{1});
  site.run_jobs();
  EXPECT_EQ(shown(second).at("/caa/0/caa"), "permitted") << "looked at again every hour while it is refused";
}

TEST(Reuse, EndIsAnnouncedForEveryLevelInUse) {
  RecordProperty("requirement", "C12");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto account = account_of(site, first);
  const auto fqdn = first.order.names[0];
  run_sql(site, "UPDATE accounts SET kind = $1 WHERE id = $2", "pooling", account);
  const auto technical = first.order.mark + "-technical@aozora.test";
  const auto announced = [&](std::size_t expected) {
    EXPECT_TRUE(usecases::announce_evidence_ends(site.world(), usecases::system_actor("test")));
    return mails_about(site, technical, "ドメイン " + fqdn + " の確認期限", expected);
  };
  const auto before = site.clock().now();
  auto admin = site.customer("super_admin", account);
  const auto ends = must(core::parse_rfc3339(admin.get(Site::api("/domains")).at("/items/0/usableUntilEv")));
  site.clock().set(ends - days{29});
  EXPECT_TRUE(announced(0).empty()) << "the account has nothing of EV";
  must(site.world().database.write([&](storage::Transaction& tx) {
    return storage::purchase_licence(tx,
                                     {storage::LicenceId::make(), storage::AccountId::stored(account), std::nullopt, "ev-multi-domain",
                                      "pooling", "available", before, ends + days{100}, std::nullopt},
                                     "test");
  }));
  const auto mails = announced(1);
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_TRUE(mails[0].body.contains("対象の証明書：EV\n")) << mails[0].body;
  EXPECT_EQ(announced(1).size(), 1U) << "once";
  return_to(site, before);
}

TEST(Reuse, EndOfTheOrganizationIsThatOfTheEarliestCall) {
  RecordProperty("requirement", "C12 F01");
  auto& site = Site::shared();
  auto first = vetted(site);
  const auto account = account_of(site, first);
  run_sql(site, "UPDATE accounts SET kind = $1 WHERE id = $2", "pooling", account);
  const auto before = site.clock().now();
  const auto earlier = std::to_string(core::to_unix(before - days{20}));
  run_sql(site, "UPDATE vetting_records SET collected_at = CAST($1 AS BIGINT) WHERE step = 'authorization_call' AND account_id = $2",
          earlier, account);
  const auto ends = must(core::parse_rfc3339(shown(first).at("/validations/0/usableUntil")));
  site.clock().set(ends - days{45}); // the call ends twenty days before the register check
  ASSERT_TRUE(usecases::announce_evidence_ends(site.world(), usecases::system_actor("test")));
  const auto mail = site.mail(first.order.mark + "-technical@aozora.test", "組織の確認期限");
  EXPECT_FALSE(mail.body.empty());
  return_to(site, before);
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
  EXPECT_EQ(mails_about(site, technical, "ドメイン " + first.order.names[0] + " の確認期限", 1).size(), 1U);
  return_to(site, before);
}

} // namespace
