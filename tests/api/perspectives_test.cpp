#include "cli/perspective_settings.h"
#include "core/time.h"
#include "storage/evidence.h"
#include "support/cabf_house.h"
#include "support/database.h"
#include "support/perspectives.h"

#include <gtest/gtest.h>

#include <thread>

/// Multi-perspective corroboration by the CA/Browser Forum's rules, with perspectives that are processes of their own (BR 3.2.2.9).
namespace {

using namespace support;

HttpReply application_of(Filed& filed) { return filed.applicant.get("/api/v1/applications/" + filed.application_id); }

/// Gives the operator others, or none, in place of his perspectives for as long as it lives.
class OtherPerspectives {
public:
  OtherPerspectives(House& house, outbound::Perspectives* others) : world_(house.world()), kept_(world_.perspectives) {
    world_.perspectives = others;
  }
  ~OtherPerspectives() { world_.perspectives = kept_; }
  OtherPerspectives(const OtherPerspectives&) = delete;
  OtherPerspectives& operator=(const OtherPerspectives&) = delete;

private:
  usecases::World& world_;
  outbound::Perspectives* kept_;
};

TEST(Perspectives, OutvoteOneThatSeesNothingAndTheEvidenceSaysSo) {
  RecordProperty("requirement", "C06");
  auto& house = cabf_house();
  auto filed = file_application(house);
  prove_domains(house, filed);
  const auto shown = application_of(filed);
  EXPECT_EQ(shown.at("/validations/0/quorum"), "4/5") << shown.body;
  EXPECT_EQ(shown.at("/validations/0/perspectives/0/name"), "tokyo");
  EXPECT_EQ(shown.at("/validations/0/perspectives/0/corroborates"), "true");
  EXPECT_EQ(shown.at("/validations/0/perspectives/4/region"), "LACNIC");
  EXPECT_EQ(shown.at("/validations/0/perspectives/4/corroborates"), "false");
  EXPECT_EQ(shown.at("/validations/0/perspectives/4/result"), "validation_txt_missing");
  const auto records = must(house.world().database.read(
      [&](storage::Transaction& tx) { return storage::list_records(tx, must(storage::CaseId::parse(filed.case_id))); }));
  const std::string evidence(core::as_text(records.at(0).evidence.value()));
  EXPECT_TRUE(evidence.contains("perspectives: 4/5")) << evidence;
  EXPECT_TRUE(evidence.contains("perspective tokyo (APNIC): agrees")) << evidence;
  const auto log = house.staff("staff_auditor").get("/api/v1/audit-events?object=" + shown.at("/validations/0/id"));
  EXPECT_TRUE(log.body.contains("domain_seen_by_perspectives")) << log.body;
  EXPECT_TRUE(log.body.contains("4/5")) << log.body;
}

HttpReply ask_proof(Filed& filed, const std::string& method, const std::string& domain, const boost::json::array& addresses = {}) {
  const boost::json::object asked{{"fqdn", filed.names[0]}, {"method", method}, {"authorizationDomain", domain}, {"addresses", addresses}};
  return filed.applicant.post("/api/v1/applications/" + filed.application_id + "/validations", boost::json::serialize(asked));
}

/// The name servers near us are spoofed: they lead the applicant's name to where the attacker publishes what he likes.
TEST(Perspectives, DoNotFollowACnameThatOnlyWeSee) {
  RecordProperty("requirement", "C06 G01");
  CabfHouse own; // whose clock no other test moves
  auto& house = *own;
  auto filed = file_application(house);
  const auto target = "cdn-" + filed.mark + ".example.jp";
  house.publish(filed.names[0] + ". CNAME " + target + ".\n");
  std::this_thread::sleep_for(std::chrono::seconds{2}); // the resolver keeps a missing record for a second
  const auto asked = ask_proof(filed, "dns_txt", target);
  ASSERT_EQ(asked.status, 201) << asked.body;
  const auto published =
      asked.at("/recordName") + ". TXT \"" + asked.at("/recordValue") + "\"\n" + target + ". CAA 0 contactemail \"owner@holder.test\"\n";
  house.publish(published);
  Knot elsewhere;
  elsewhere.add_zone("jp", published + filed.names[0] + ". A 192.0.2.10\n");
  elsewhere.start();
  RemotePerspectives remote;
  for (int i = 0; i < 5; ++i) remote.start({elsewhere.stubs(), elsewhere.trust_anchor_file()});
  outbound::Perspectives unspoofed(remote.addresses(), house.world().clock);
  const OtherPerspectives others(house, &unspoofed);
  const auto checked = filed.applicant.post("/api/v1/validations/" + asked.at("/id") + "/checks");
  EXPECT_EQ(checked.at("/status"), "pending") << checked.body;
  EXPECT_EQ(checked.at("/quorum"), "0/5");
  EXPECT_EQ(checked.at("/perspectives/0/result"), "validation_cname_changed");
  const auto by_caa = ask_proof(filed, "caa_email", target, {"owner@holder.test"});
  EXPECT_TRUE(by_caa.body.contains("corroboration_failed")) << by_caa.body;
  const auto by_mail = ask_proof(filed, "email", target, {"admin@" + target});
  EXPECT_TRUE(by_mail.body.contains("corroboration_failed")) << by_mail.body;
}

TEST(Perspectives, CheckCaaAtIssuanceOnceForAllItsFreshness) {
  RecordProperty("requirement", "C06");
  auto& house = cabf_house();
  auto account = vetted_account(house, 2);
  const auto name = "www." + account.domain;
  ASSERT_EQ(issue(account.client, {name}).status, 201);
  const auto known = house.world().perspectives->known_caa(name);
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(known->permitting, 5);
  EXPECT_TRUE(known->evidence.contains(name + " CAA perspectives: 5/5")) << known->evidence;
  ASSERT_EQ(issue(account.client, {name}).status, 201);
  EXPECT_EQ(house.world().perspectives->known_caa(name), known) << "nobody was asked again";
}

TEST(Perspectives, TooFewRefuseWithAClearError) {
  RecordProperty("requirement", "C06");
  auto& house = cabf_house();
  auto account = vetted_account(house, 1);
  auto filed = file_application(house);
  const OtherPerspectives without(house, nullptr);
  const auto refused = issue(account.client, {"www." + account.domain});
  EXPECT_EQ(refused.status, 503) << refused.body;
  EXPECT_EQ(refused.code(), "perspectives_too_few");
  EXPECT_EQ(available_licences(house, account.account_id), 1);
  EXPECT_THROW(prove_domains(house, filed), std::runtime_error) << "the value is there, and nobody else has seen it";
  const auto shown = application_of(filed);
  EXPECT_EQ(shown.at("/validations/0/status"), "pending");
  EXPECT_TRUE(shown.at("/validations/0/lastError").contains("BR 3.2.2.9")) << shown.body;
}

std::vector<std::string> warnings(const core::Config& config, const char* rules, const char* at) {
  std::vector<std::string> codes;
  const auto set = must(policy::RuleSet::named(rules));
  for (const auto& warning : cli::perspective_warnings(config, set, must(core::parse_rfc3339(at)))) codes.emplace_back(warning.code.name);
  return codes;
}

TEST(Perspectives, AreCheckedForNumberPlaceAndRegionBeforeTheServerStarts) {
  RecordProperty("requirement", "C06 G01");
  using Codes = std::vector<std::string>;
  core::Config config;
  EXPECT_EQ(warnings(config, "private", "2026-11-24T00:00:00Z"), Codes{});
  EXPECT_EQ(warnings(config, "cabf", "2026-11-24T00:00:00Z"), Codes{"config_perspectives_few"});
  const auto add = [&](const char* name, const char* region, const char* location) {
    config.perspectives.push_back({name, "https://x:1", region, "", "", location});
  };
  config.dns.location = "35.68, 139.77";
  add("sapporo", "APNIC", "43.06, 141.35");
  add("fukuoka", "APNIC", "33.59, 130.40");
  add("singapore", "APNIC", "1.35, 103.82");
  add("sydney", "APNIC", "-33.87, 151.21");
  EXPECT_EQ(warnings(config, "cabf", "2026-11-24T00:00:00Z"), (Codes{"config_perspectives_few", "config_perspective_regions"}))
      << "five are needed from 2026-12-15 on";
  add("london", "RIPE", "51.51, -0.13");
  EXPECT_EQ(warnings(config, "cabf", "2026-11-24T00:00:00Z"), Codes{});
  config.dns.location = "34.69, 135.50";             // Osaka
  config.perspectives[1].location = "35.18, 136.91"; // Nagoya
  EXPECT_EQ(warnings(config, "cabf", "2026-11-24T00:00:00Z"), Codes{"config_perspectives_near"});
  config.dns.location.clear();
  EXPECT_EQ(warnings(config, "cabf", "2026-11-24T00:00:00Z"), Codes{"config_perspective_location_absent"});
}

} // namespace
