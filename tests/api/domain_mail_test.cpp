#include "sweep.h"

#include "support/cabf_house.h"
#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

#include <regex>
#include <thread>

/// Approval of a domain by its holder, by mail (C06).
namespace {

using namespace support;
using boost::json::array;
using boost::json::object;

Applying submitted(Site& site, std::vector<std::string> names = {}) {
  auto applying = start_application(site, std::move(names));
  const auto reply = submit(applying, draft_json(applying.order.mark, applying.order.names));
  EXPECT_EQ(reply.status, 201) << reply.body;
  return applying;
}
std::string application_path(const Applying& applying, const std::string& more = {}) {
  return Site::api("/applications/" + applying.application_id + more);
}
HttpReply options_of(Applying& applying, const std::string& fqdn) {
  return applying.applicant.get(application_path(applying, "/validation-options?fqdn=" + fqdn));
}
object option(const HttpReply& options, std::string_view method) {
  const auto document = options.json();
  for (const auto& each : document.at("options").as_array())
    if (each.at("method").as_string() == method) return each.as_object();
  throw std::runtime_error("no option: " + options.body);
}
std::vector<std::string> addresses_of(const object& option) {
  std::vector<std::string> out;
  for (const auto& each : option.at("addresses").as_array()) out.emplace_back(each.at("address").as_string());
  return out;
}
struct Asked {
  std::string method = "email";
  std::string fqdn;
  std::string domain;
  std::vector<std::string> addresses;
};
HttpReply ask(Applying& applying, const Asked& asked) {
  return applying.applicant.post(application_path(applying, "/validations"),
                                 text({{"fqdn", asked.fqdn},
                                       {"method", asked.method},
                                       {"authorizationDomain", asked.domain},
                                       {"addresses", boost::json::value_from(asked.addresses)}}));
}
/// The value in the address of the page that the mail leads to.
std::string value_in(const ReceivedMail& mail) {
  std::smatch found;
  if (!std::regex_search(mail.body, found, std::regex("/d/([A-Za-z0-9_-]+)"))) throw std::runtime_error("no address in: " + mail.body);
  return found[1];
}
std::string mailed_value(Site& site, const std::string& to) { return value_in(site.mail(to, "ご承認のお願い")); }
HttpReply answer(HttpClient client, const std::string& value, const std::string& answer) {
  return client.post(Site::api("/domain-approvals/" + value + "/answers"), text({{"answer", answer}}));
}
/// A validation by mail to `admin@`, and its value.
std::string ask_admin(Site& site, Applying& applying, const std::string& fqdn) {
  const auto made = ask(applying, {.fqdn = fqdn, .domain = {}, .addresses = {"admin@" + fqdn}});
  EXPECT_EQ(made.status, 201) << made.body;
  return mailed_value(site, "admin@" + fqdn);
}
std::string step_of(Applying& applying, std::size_t index) {
  return applying.applicant.get(application_path(applying)).at("/steps/" + std::to_string(index) + "/status");
}

TEST(DomainMail, ServerListsMethodsAndAddresses) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  const auto mark = unique_mark();
  auto applying = submitted(site, {"www." + mark + ".example.jp"});
  site.knot().set_zone("example.jp", mark + " CAA 0 contactemail \"owner@holder.test\"\n_validation-contactemail." + mark +
                                         " TXT \"domains@holder.test\"\n");
  std::this_thread::sleep_for(std::chrono::seconds{2});
  const auto options = options_of(applying, applying.order.names[0]);
  ASSERT_EQ(options.status, 200) << options.body;
  const auto constructed = addresses_of(option(options, "email"));
  EXPECT_EQ(constructed.size(), 15U) << "five at the name and at the two domains above, none at jp";
  for (const auto* local : {"admin", "administrator", "webmaster", "hostmaster", "postmaster"})
    EXPECT_NE(std::ranges::find(constructed, std::string(local) + "@example.jp"), constructed.end());
  EXPECT_EQ(addresses_of(option(options, "caa_email")), std::vector<std::string>{"owner@holder.test"});
  EXPECT_EQ(addresses_of(option(options, "txt_email")), std::vector<std::string>{"domains@holder.test"});
  const auto whois = option(options, "whois_email");
  EXPECT_FALSE(whois.at("allowed").as_bool());
  EXPECT_TRUE(std::string(whois.at("reason").as_string()).contains("WHOIS"));
  EXPECT_EQ(options_of(applying, "other.example.jp").code(), "name_not_in_application");
  EXPECT_EQ(ask(applying, {.method = "whois_email", .fqdn = applying.order.names[0], .domain = {}, .addresses = {"a@b.test"}}).status, 422);
}

TEST(DomainMail, ApprovalProvesEveryNameBelow) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  const auto domain = unique_mark() + ".example.jp";
  auto applying = submitted(site, {"a." + domain, "b." + domain});
  const auto made = ask(applying, {.fqdn = "a." + domain, .domain = domain, .addresses = {"admin@" + domain, "postmaster@" + domain}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json().at("mails").as_array().size(), 2U);
  EXPECT_TRUE(made.json().at("recordValue").is_null()) << "the value is the mail reader's alone";
  const auto mail = site.mail("admin@" + domain, "ご承認のお願い");
  EXPECT_TRUE(mail.body.contains("b." + domain)) << mail.body;
  const auto value = value_in(mail);
  const auto other = mailed_value(site, "postmaster@" + domain);
  EXPECT_NE(value, other) << "unique in each mail";
  EXPECT_GE(value.size(), 22U) << "more than 112 bits";
  {
    const sweep::NothingChanges watch(site, "looking at the page");
    for (int i = 0; i < 2; ++i) {
      const auto page = site.visitor().get(Site::api("/domain-approvals/" + value));
      EXPECT_EQ(page.at("/status"), "open") << page.body;
      EXPECT_EQ(page.json().at("names").as_array().size(), 2U);
      EXPECT_EQ(page.at("/organization"), "株式会社青空商事");
    }
  }
  for (const auto& [table, rows] : sweep::contents(site.world().database)) EXPECT_FALSE(rows.contains(value)) << table;
  EXPECT_NE(step_of(applying, 1), "passed");
  const auto approved = answer(site.visitor(), value, "approve");
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(approved.at("/status"), "approved");
  EXPECT_EQ(step_of(applying, 1), "passed");
  EXPECT_EQ(answer(site.visitor(), value, "decline").code(), "domain_approval_answered") << "the first answer stands";
  EXPECT_EQ(answer(site.visitor(), other, "decline").code(), "domain_approval_closed");
  EXPECT_EQ(site.visitor().get(Site::api("/domain-approvals/" + other)).at("/status"), "closed");
}

TEST(DomainMail, EvidenceTellsWhoWasAskedAndWhen) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto fqdn = applying.order.names[0];
  EXPECT_EQ(answer(site.visitor(), ask_admin(site, applying, fqdn), "approve").status, 200);
  auto desk = site.staff("specialist");
  const auto queue = desk.get(Site::api("/cases?queue=open&limit=200")).json();
  for (const auto& line : queue.at("items").as_array()) {
    if (line.at("applicationId").as_string() != applying.application_id) continue;
    const auto shown = desk.get(Site::api("/cases/" + std::string(line.at("id").as_string())));
    EXPECT_TRUE(shown.body.contains("admin@" + fqdn)) << shown.body;
    for (const auto& fact : std::vector<std::string>{"3.2.2.4.4", "BR 2.3.0", "constructed " + fqdn, "127.0.0.1"})
      EXPECT_TRUE(shown.body.contains(fact)) << fact;
    return;
  }
  FAIL() << "no case";
}

TEST(DomainMail, DecliningEndsTheValidationAndTellsTheApplicant) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto fqdn = applying.order.names[0];
  const auto declined = answer(site.visitor(), ask_admin(site, applying, fqdn), "decline");
  EXPECT_EQ(declined.at("/status"), "declined") << declined.body;
  const auto shown = applying.applicant.get(application_path(applying));
  EXPECT_EQ(shown.at("/validations/0/status"), "failed");
  EXPECT_TRUE(shown.at("/validations/0/lastError").contains("admin@" + fqdn)) << shown.body;
  EXPECT_TRUE(site.mail(applying.order.mark + "-technical@aozora.test", "確認が完了しませんでした").body.contains("admin@" + fqdn));
}

TEST(DomainMail, ForgedAndOldValuesProveNothing) {
  RecordProperty("requirement", "C06 G01");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto value = ask_admin(site, applying, applying.order.names[0]);
  auto forged = value;
  forged[0] = forged[0] == 'A' ? 'B' : 'A';
  EXPECT_EQ(answer(site.visitor(), forged, "approve").status, 404);
  EXPECT_EQ(answer(site.visitor(), value, "maybe").status, 422);
  const auto before = site.clock().now();
  site.advance(std::chrono::hours{24 * 30} + std::chrono::seconds{1});
  EXPECT_EQ(answer(site.visitor(), value, "approve").code(), "validation_expired");
  EXPECT_EQ(site.visitor().get(Site::api("/domain-approvals/" + value)).at("/status"), "expired");
  site.clock().set(before);
  EXPECT_NE(step_of(applying, 1), "passed");
}

TEST(DomainMail, OnlyAddressesOfTheListAreMailed) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto fqdn = applying.order.names[0];
  EXPECT_EQ(ask(applying, {.fqdn = fqdn, .domain = {}, .addresses = {}}).field_codes().at("/addresses"), "validation_address_missing");
  for (const std::string& wrong : {"ceo@" + fqdn, std::string("admin@attacker.test"), std::string("admin@jp")})
    EXPECT_EQ(ask(applying, {.fqdn = fqdn, .domain = {}, .addresses = {wrong}}).field_codes().at("/addresses/0"),
              "validation_address_unknown");
  EXPECT_EQ(ask(applying, {.fqdn = fqdn, .domain = "jp", .addresses = {"admin@jp"}}).field_codes().at("/authorizationDomain"),
            "validation_domain_unsuited");
  EXPECT_EQ(
      ask(applying, {.method = "dns_txt", .fqdn = fqdn, .domain = "other.jp", .addresses = {}}).field_codes().at("/authorizationDomain"),
      "validation_domain_unsuited");
}

TEST(DomainMail, IsSentAgainUnchanged) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto fqdn = applying.order.names[0];
  const auto made = ask(applying, {.fqdn = fqdn, .domain = {}, .addresses = {"hostmaster@" + fqdn}});
  const auto first = site.mail("hostmaster@" + fqdn, "ご承認のお願い");
  const auto again = [&] { return applying.applicant.post(Site::api("/validations/" + made.at("/id") + "/mails")); };
  EXPECT_EQ(again().code(), "validation_mail_sent_recently");
  site.advance(std::chrono::minutes{10});
  EXPECT_EQ(again().status, 200);
  site.run_jobs();
  const auto received = [&] {
    std::vector<std::string> bodies;
    for (const auto& mail : site.mails().mails())
      if (mail.envelope_to == "hostmaster@" + fqdn) bodies.push_back(mail.body);
    return bodies;
  };
  ASSERT_TRUE(wait_until([&] { return received().size() == 2; }, std::chrono::seconds{5}));
  EXPECT_EQ(received()[0], received()[1]) << "contents and value stay as they were";
}

TEST(DomainMail, PersonsWaitBetweenLooks) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto made = ask(applying, {.method = "dns_txt", .fqdn = applying.order.names[0], .domain = {}, .addresses = {}});
  const auto check = [&] { return applying.applicant.post(Site::api("/validations/" + made.at("/id") + "/checks")); };
  EXPECT_EQ(check().status, 200);
  const auto early = check();
  EXPECT_EQ(early.status, 429);
  EXPECT_EQ(early.code(), "validation_checked_recently");
  site.advance(std::chrono::seconds{10});
  EXPECT_EQ(check().status, 200);
}

TEST(DomainMail, ApplicantIsToldWhenThirtyDaysHavePassed) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site);
  EXPECT_EQ(ask(applying, {.method = "web_file", .fqdn = applying.order.names[0], .domain = {}, .addresses = {}}).status, 201);
  const auto before = site.clock().now();
  site.advance(std::chrono::hours{24 * 30} + std::chrono::minutes{10});
  EXPECT_TRUE(site.mail(applying.order.mark + "-technical@aozora.test", "確認が完了しませんでした").body.contains("30日"));
  site.clock().set(before);
  EXPECT_EQ(applying.applicant.get(application_path(applying)).at("/validations/0/status"), "expired");
}

/// BR 3.2.2.4.4: advised against today, and forbidden with what it has proven from 2028-03-15 on (cabf.md 8.3).
TEST(DomainMail, EndsByDateUnderTheForumsRules) {
  RecordProperty("requirement", "C06 C12 A12");
  CabfHouse own;
  auto& house = *own;
  const auto move_to = [&](const std::string& at) {
    ASSERT_EQ(house.visitor().post("/test/clock", R"({"now":")" + at + "\"}").status, 200);
  };
  move_to("2028-03-14T20:00:00Z");
  auto filed = file_application(house);
  const auto fqdn = filed.names.front();
  const auto path = "/api/v1/applications/" + filed.application_id;
  const auto before = option(filed.applicant.get(path + "/validation-options?fqdn=" + fqdn), "email");
  EXPECT_TRUE(before.at("allowed").as_bool());
  EXPECT_TRUE(before.at("warning").is_string()) << "SHOULD NOT";
  EXPECT_EQ(before.at("endsAt").as_string(), "2028-03-15T00:00:00Z");
  const auto made = filed.applicant.post(
      path + "/validations", text({{"fqdn", fqdn}, {"method", "email"}, {"addresses", array{"admin@" + fqdn, "webmaster@" + fqdn}}}));
  ASSERT_EQ(made.status, 201) << made.body;
  const auto value = value_in(house.mail("admin@" + fqdn, "ご承認のお願い"));
  EXPECT_EQ(answer(house.visitor(), value, "approve").at("/status"), "approved");
  const auto issued = finish_vetting(house, filed);
  ASSERT_EQ(issued.status, 200) << issued.body;
  const auto account = application_row(house, filed).account_id.str();
  add_licences(house, account, 2);
  auto client = api_client(house, account);
  EXPECT_EQ(issue(client, {"www." + fqdn}).status, 201);
  auto late = file_application(house);
  const auto late_fqdn = late.names.front();
  const auto late_path = "/api/v1/applications/" + late.application_id;
  const auto late_body = text({{"fqdn", late_fqdn}, {"method", "email"}, {"addresses", array{"admin@" + late_fqdn}}});
  EXPECT_EQ(late.applicant.post(late_path + "/validations", late_body).status, 201);
  const auto late_value = value_in(house.mail("admin@" + late_fqdn, "ご承認のお願い"));
  move_to("2028-03-15T00:00:00Z");
  const auto refused = issue(client, {"www." + fqdn});
  EXPECT_EQ(refused.code(), "domain_validation_old") << refused.body << ": what it has proven, too";
  EXPECT_EQ(answer(house.visitor(), late_value, "approve").code(), "dcv_method_forbidden");
  EXPECT_FALSE(option(late.applicant.get(late_path + "/validation-options?fqdn=" + late_fqdn), "email").at("allowed").as_bool());
  EXPECT_EQ(late.applicant.post(late_path + "/validations", late_body).field_codes().at("/method"), "dcv_method_forbidden");
}

} // namespace
