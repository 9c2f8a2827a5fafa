#include "storage/jobs.h"
#include "support/consent.h"
#include "support/database.h"
#include "support/ev_story.h"
#include "support/story.h"
#include "usecases/issue_waiting.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

/// Evidence counts only for what was decided on it, and every step can be done again.
namespace {

using namespace support;
using boost::json::object;

void run_sql(House& house, std::string_view sql, const std::string& a, const std::string& b) {
  must(house.world().database.write([&](storage::Transaction& tx) { return tx.exec(sql, a, b); }));
}
HttpReply replace(Filed& filed, const std::string& role, const object& person) {
  return filed.applicant.post("/api/v1/applications/" + filed.application_id + "/contact-replacements",
                              text({{"role", role}, {"person", person}}));
}
HttpReply reopen(HttpClient& desk, const Filed& filed, const std::string& step) {
  return desk.post(filed.path("/reopenings"), text({{"step", step}, {"reason", "部署が記録されていないため"}}));
}
/// Proven domains, register check and call, by one specialist.
Filed gathered(House& house, HttpClient& desk) {
  auto filed = file_application(house);
  prove_domains(house, filed);
  EXPECT_EQ(check_register(desk, filed).status, 201);
  EXPECT_EQ(call_through(desk, filed).status, 200);
  return filed;
}

TEST(ImmediateIssuance, RestsOnCasesThatWereApproved) {
  RecordProperty("requirement", "C09 C05");
  auto& house = House::shared();
  auto desk = house.staff("specialist");
  const auto filed = gathered(house, desk);
  const auto row = application_row(house, filed);
  add_licences(house, row.account_id.str(), 2);
  auto client = api_client(house, row.account_id.str());
  const std::vector<std::string> names{"now." + filed.names.front()};
  EXPECT_EQ(issue(client, names, row.organization_id->str()).code(), "organization_not_vetted") << "nobody has approved anything";
  run_sql(house, "UPDATE organizations SET status = $1 WHERE id = $2", "vetted", row.organization_id->str());
  EXPECT_EQ(issue(client, names, row.organization_id->str()).code(), "organization_not_vetted") << "the evidence is of an open case";
  ASSERT_EQ(decide(desk, filed, "rejections", R"({"reasonCode":"not_authorized"})").status, 200);
  EXPECT_EQ(issue(client, names).code(), "organization_not_vetted") << "a rejected case proves nothing";
}

TEST(ImmediateIssuance, EndsWhereALaterCallWasRefused) {
  RecordProperty("requirement", "C08 C12");
  auto& house = House::shared();
  auto account = vetted_account(house, 2);
  ASSERT_EQ(issue(account.client, {"a." + account.domain}).status, 201);
  auto later = begin_again(house, account.account_id, {"b." + account.domain});
  auto draft = registered_draft(later.mark, later.names);
  draft["contacts"].as_object()["authorization"] = person_json("高橋", later.mark + "-other@aozora.test");
  ASSERT_EQ(submit_draft(later, draft).status, 201);
  find_case(house, later);
  auto desk = house.staff("specialist");
  ASSERT_EQ(call_through(desk, later, "authorization_call", "高橋 太郎", "no").status, 200);
  EXPECT_EQ(issue(account.client, {"c." + account.domain}).code(), "call_record_missing");
}

TEST(ImmediateIssuance, EndsWhereASpecialistHasTheDomainsProvenAgain) {
  RecordProperty("requirement", "C06 C12 F01");
  auto& house = House::shared();
  auto account = vetted_account(house, 2);
  ASSERT_EQ(issue(account.client, {"a." + account.domain}).status, 201);
  auto later = begin_application(house, "advantage", {"b." + account.domain});
  run_sql(house, "UPDATE applications SET account_id = $1 WHERE id = $2", account.account_id, later.application_id);
  ASSERT_EQ(submit_draft(later, registered_draft(later.mark, later.names)).status, 201);
  find_case(house, later);
  auto desk = house.staff("specialist");
  ASSERT_EQ(step_status(desk.get(later.path()), "domains"), "not_needed");
  ASSERT_EQ(reopen(desk, later, "domains").status, 201);
  EXPECT_EQ(issue(account.client, {"c." + account.domain}).code(), "domain_not_validated") << "these proofs count nowhere any more";
  auto next = begin_application(house, "advantage", {"d." + account.domain});
  run_sql(house, "UPDATE applications SET account_id = $1 WHERE id = $2", account.account_id, next.application_id);
  ASSERT_EQ(submit_draft(next, registered_draft(next.mark, next.names)).status, 201);
  find_case(house, next);
  EXPECT_EQ(step_status(desk.get(next.path()), "domains"), "not_started");
}

TEST(Redo, ADomainWhoseProofWasWithdrawnIsProvenAgainAfterTheCaseEnded) {
  RecordProperty("requirement", "C06 C12 F01");
  auto& house = House::shared();
  auto account = vetted_account(house, 1);
  auto admin = house.customer("super_admin", account.account_id);
  auto later = begin_again(house, account.account_id, {"b." + account.domain});
  ASSERT_EQ(submit_draft(later, registered_draft(later.mark, later.names)).status, 201);
  find_case(house, later);
  auto desk = house.staff("specialist");
  ASSERT_EQ(reopen(desk, later, "domains").status, 201);
  const auto log = house.staff("staff_auditor").get("/api/v1/audit-events?what=domain_proof_withdrawn");
  EXPECT_TRUE(log.body.contains("domain_proof_withdrawn")) << log.body;
  ASSERT_EQ(decide(desk, later, "rejections", R"({"reasonCode":"not_authorized"})").status, 200);
  const auto domains = admin.get("/api/v1/domains");
  ASSERT_EQ(domains.at("/items/0/domain"), account.domain) << domains.body;
  EXPECT_EQ(domains.at("/items/0/stateOv"), "ended");
  EXPECT_EQ(domains.at("/items/0/stateEv"), "ended");
  EXPECT_EQ(domains.at("/items/0/usableUntilOv"), "");
  const auto again = admin.post("/api/v1/domains/" + account.domain + "/validations", text({{"method", "dns_txt"}}));
  ASSERT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(admin.get("/api/v1/domains").at("/items/0/pending/id"), again.at("/id"));
  std::this_thread::sleep_for(std::chrono::seconds{6}); // the resolver keeps an answer for five
  house.publish(again.at("/recordName") + ". TXT \"" + again.at("/recordValue") + "\"\n");
  ASSERT_EQ(admin.post("/api/v1/validations/" + again.at("/id") + "/checks").at("/status"), "valid");
  EXPECT_EQ(admin.get("/api/v1/domains").at("/items/0/stateOv"), "usable");
}

TEST(Redo, ACallOfAReturnedCaseIsMadeAgain) {
  RecordProperty("requirement", "C05 C08 C09");
  auto& house = House::shared();
  auto desk = house.staff("specialist");
  const auto filed = gathered(house, desk);
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  EXPECT_EQ(reopen(desk, filed, "authorization_call").code(), "illegal_transition") << "it is with the second specialist";
  auto second = house.staff("approving_specialist");
  ASSERT_EQ(decide(second, filed, "returns", R"({"reason":"部署を確かめてください"})").status, 200);
  EXPECT_EQ(reopen(desk, filed, "application").status, 422);
  const auto reopened = reopen(desk, filed, "authorization_call");
  ASSERT_EQ(reopened.status, 201) << reopened.body;
  EXPECT_EQ(step_status(reopened, "authorization_call"), "in_progress");
  EXPECT_EQ(reopen(desk, filed, "authorization_call").code(), "step_not_reopened");
  EXPECT_EQ(decide(desk, filed, "recommendations").code(), "steps_open");
  ASSERT_EQ(call_through(desk, filed).status, 200);
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(second, filed, "approvals").status, 200);
}

TEST(Redo, AnotherApproverIsCalledAnewEvenDuringReview) {
  RecordProperty("requirement", "B01 C08 C09");
  auto& house = House::shared();
  auto desk = house.staff("specialist");
  auto filed = gathered(house, desk);
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  const auto mail = filed.mark + "-second@aozora.test";
  ASSERT_EQ(replace(filed, "authorization", person_json("高橋", mail)).status, 200);
  auto second = house.staff("approving_specialist");
  const auto shown = second.get(filed.path());
  EXPECT_EQ(shown.at("/status"), "open") << "the second specialist had not seen this person";
  EXPECT_EQ(step_status(shown, "authorization_call"), "in_progress");
  EXPECT_EQ(decide(second, filed, "approvals").code(), "illegal_transition");
  EXPECT_EQ(decide(desk, filed, "recommendations").code(), "steps_open");
  ASSERT_EQ(call_through(desk, filed, "authorization_call", "高橋 太郎").status, 200);
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(second, filed, "approvals").status, 200);
}

TEST(Redo, AnotherTechnicalContactIsApprovedAnew) {
  RecordProperty("requirement", "B01 B02");
  auto& house = House::shared();
  auto desk = house.staff("specialist");
  auto filed = gathered(house, desk);
  const auto mail = filed.mark + "-engineer@aozora.test";
  EXPECT_EQ(replace(filed, "technical", person_json("山田", filed.mark + "-approver@aozora.test")).field_codes().at("/person"),
            "technical_is_authorization");
  ASSERT_EQ(replace(filed, "technical", person_json("森", mail)).status, 200);
  EXPECT_EQ(step_status(desk.get(filed.path()), "authorization_call"), "in_progress") << "the approver vouches for the technical contact";
  ASSERT_EQ(call_through(desk, filed).status, 200);
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  auto second = house.staff("approving_specialist");
  ASSERT_EQ(decide(second, filed, "approvals").status, 200);
  EXPECT_TRUE(house.mail(mail).body.contains("/download/")) << "who is technical contact now gets the certificate";
}

TEST(Redo, AnotherHigherAuthorityIsConfirmedByHumanResources) {
  RecordProperty("requirement", "B03 C05");
  auto& house = House::shared();
  auto filed = file_ev_application(house);
  auto desk = house.staff("specialist");
  ASSERT_EQ(call_through(desk, filed, "hr_call", "人事 花子").status, 200);
  ASSERT_EQ(replace(filed, "higher_authority", person_json("新田", filed.mark + "-head@aozora.test")).status, 200);
  const auto shown = desk.get(filed.path());
  EXPECT_EQ(step_status(shown, "hr_call"), "in_progress");
  EXPECT_EQ(call_through(desk, filed, "hr_call", "人事 花子").status, 200);
  consent_to_everything(house.world(), house.visitor(), filed.application_id);
  ASSERT_EQ(replace(filed, "authorization", person_json("宮本", filed.mark + "-approver2@aozora.test")).status, 200);
  const auto consents = filed.applicant.get("/api/v1/applications/" + filed.application_id + "/consents").json();
  std::set<std::string> pending;
  for (const auto& consent : consents.at("consents").as_array())
    if (consent.at("status").as_string() == "pending") pending.emplace(consent.at("role").as_string());
  EXPECT_EQ(pending, (std::set<std::string>{"authorization", "higher_authority"})) << "the higher authority had confirmed somebody else";
}

TEST(Redo, WhatCaaForbadeIsIssuedOnceTheRecordIsMended) {
  RecordProperty("requirement", "C06 C11");
  auto& house = House::shared();
  const auto name = unique_mark() + ".example.jp";
  house.publish(name + ". CAA 0 issue \"ca.other.example\"\n");
  auto filed = file_application(house, {}, {name});
  prove_domains(house, filed);
  ASSERT_EQ(finish_vetting(house, filed).code(), "caa_forbids");
  run_sql(house, "UPDATE jobs SET status = $1 WHERE kind = 'issue_application' AND subject = $2", "failed", filed.application_id);
  auto desk = house.staff("specialist");
  EXPECT_EQ(desk.post(filed.path("/issuances")).code(), "caa_forbids");
  must(usecases::issue_waiting(house.world()));
  const auto job = must(house.world().database.read(
      [&](storage::Transaction& tx) { return storage::find_job(tx, "issue_application", filed.application_id); }));
  EXPECT_EQ(job->status == "queued" || job->status == "leased", true) << job->status;
  house.publish(filed.names.front() + ". CAA 0 issue \"127.0.0.1\"\n");
  const auto issued = wait_until([&] {
    static_cast<void>(desk.post(filed.path("/issuances")));
    return !desk.get(filed.path()).at("/certificateId").empty();
  });
  EXPECT_TRUE(issued) << desk.get(filed.path()).body;
}

TEST(Redo, AnApprovedCaseIsStillRejectedForARisk) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  const auto name = unique_mark() + ".example.jp";
  house.publish(name + ". CAA 0 issue \"ca.other.example\"\n");
  auto filed = file_application(house, {}, {name});
  prove_domains(house, filed);
  ASSERT_EQ(finish_vetting(house, filed).code(), "caa_forbids");
  auto desk = house.staff("approving_specialist");
  const auto rejected = decide(desk, filed, "rejections", R"({"reasonCode":"high_risk"})");
  ASSERT_EQ(rejected.status, 200) << rejected.body;
  EXPECT_EQ(rejected.at("/status"), "rejected");
  // It would be held against every later application in this house.
  run_sql(house, "UPDATE application_endings SET reason_code = $1 WHERE application_id = $2", "other", filed.application_id);
}

} // namespace
