#include "storage/outbox.h"
#include "support/database.h"
#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

/// CAA records in a real zone, asked about when a certificate is issued.
namespace {

using namespace support;

const std::string other_authority = "ca.other.example";
/// The house's own name in CAA records: the host of the address that its certificates carry.
const std::string this_authority = "127.0.0.1";

void permit(House& house, const std::string& name, const std::string& authority) {
  house.publish(name + ". CAA 0 issue \"" + authority + "\"\n");
}

TEST(Caa, DecidesAboutIssuingAtOnce) {
  RecordProperty("requirement", "C06");
  auto& house = House::shared();
  auto account = vetted_account(house, 1);
  const auto closed = "closed." + account.domain;
  permit(house, closed, other_authority);
  const auto refused = issue(account.client, {closed});
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.code(), "caa_forbids");
  EXPECT_TRUE(refused.at("/detail").contains(closed)) << refused.body;
  EXPECT_TRUE(refused.at("/detail").contains(other_authority)) << refused.body;
  EXPECT_EQ(issue(account.client, {"open." + account.domain, closed}).code(), "caa_forbids") << "each name is asked about";
  EXPECT_EQ(account.client.get("/api/v1/certificates").at("/total"), "1") << "the one of the application";
  EXPECT_EQ(available_licences(house, account.account_id), 1);

  const auto ours = "ours." + account.domain;
  permit(house, ours, this_authority);
  const auto issued = issue(account.client, {ours});
  EXPECT_EQ(issued.status, 201) << issued.body;
  EXPECT_EQ(available_licences(house, account.account_id), 0);
}

/// An application for a name that has that CAA record when it is submitted, and first looked at.
Filed filed_application(House& house, const std::string& authority) {
  const auto name = unique_mark() + ".example.jp";
  permit(house, name, authority);
  return file_application(house, {}, {name});
}

/// An application that the register, the domain's owner and the telephone have confirmed, for a name with that CAA record.
Filed confirmed_application(House& house, const std::string& authority) {
  auto filed = filed_application(house, authority);
  prove_domains(house, filed);
  return filed;
}

TEST(Caa, OfAnotherAuthorityKeepsAnApprovedApplicationFromBeingIssued) {
  RecordProperty("requirement", "C06");
  auto& house = House::shared();
  const auto filed = confirmed_application(house, other_authority);
  const auto refused = finish_vetting(house, filed);
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.code(), "caa_forbids");
  EXPECT_TRUE(refused.at("/detail").contains(other_authority)) << refused.body;
  const auto shown = house.staff("specialist").get(filed.path());
  EXPECT_EQ(shown.at("/applicationStatus"), "approved") << "it waits for the record to be mended";
  EXPECT_EQ(shown.at("/certificateId"), "");
  EXPECT_EQ(available_licences(house, application_row(house, filed).account_id.str()), 1);
}

TEST(Caa, OfThisAuthorityLetsAnApprovedApplicationBeIssued) {
  RecordProperty("requirement", "C06");
  auto& house = House::shared();
  const auto filed = confirmed_application(house, this_authority);
  const auto approved = finish_vetting(house, filed);
  EXPECT_EQ(approved.status, 200) << approved.body;
  EXPECT_NE(approved.at("/certificateId"), "");
  EXPECT_EQ(available_licences(house, application_row(house, filed).account_id.str()), 0);
}

/// The newest event about a name, as the log has it.
std::string prevented(House& house, const std::string& name) {
  return house.staff("staff_auditor").get("/api/v1/audit-events?object=" + name).body;
}

TEST(Caa, PreventedIssuanceIsOnRecordAndReportedOnceADay) {
  RecordProperty("requirement", "C06");
  auto& house = House::shared();
  auto account = vetted_account(house, 1);
  const auto closed = "closed." + account.domain;
  const auto owner = unique_mark() + "-owner@aozora.test";
  permit(house, closed, other_authority);
  house.publish(closed + ". CAA 0 iodef \"mailto:" + owner + "\"\n");
  EXPECT_EQ(issue(account.client, {closed}).code(), "caa_forbids");
  const auto mail = house.mail(owner, closed);
  EXPECT_TRUE(mail.body.contains(other_authority)) << mail.body;
  EXPECT_FALSE(mail.body.contains(account.account_id)) << "it does not say who asked";
  const auto log = prevented(house, closed);
  EXPECT_TRUE(log.contains("issuance_prevented")) << log;
  EXPECT_TRUE(log.contains("ca-tbr-7")) << log;
  EXPECT_TRUE(log.contains("acct:" + account.account_id + "@" + this_authority)) << log;
  EXPECT_EQ(issue(account.client, {closed}).code(), "caa_forbids");
  const auto mails = must(house.world().database.read([&](storage::Transaction& tx) { return storage::list_outbox_of(tx, closed); }));
  EXPECT_EQ(mails.size(), 1U) << "once a day for each domain";
}

// RFC 8657: who may have it and how it was validated.
TEST(Caa, AccountAndMethodAreThoseOfTheName) {
  RecordProperty("requirement", "C06");
  auto& house = House::shared();
  auto account = vetted_account(house, 2);
  const auto answer = [&](const std::string& label, const std::string& parameters) {
    const auto name = label + "." + account.domain;
    permit(house, name, this_authority + "; " + parameters);
    const auto reply = issue(account.client, {name});
    return reply.status == 201 ? std::string("issued") : reply.code();
  };
  EXPECT_EQ(answer("file", "validationmethods=ca-tbr-18"), "caa_forbids") << "the domain was proven by a TXT record";
  EXPECT_EQ(answer("strange", "validationmethods=telepathy-01"), "caa_forbids");
  EXPECT_EQ(answer("others", "accounturi=acct:acc_other@" + this_authority), "caa_forbids");
  EXPECT_EQ(answer("record", "validationmethods=dns-01,ca-tbr-7"), "issued");
  EXPECT_EQ(answer("own", "accounturi=acct:" + account.account_id + "@" + this_authority), "issued");
}

TEST(Caa, RecordThatIsAdvisedLetsThisAccountIssue) {
  RecordProperty("requirement", "C06");
  auto& house = House::shared();
  auto account = vetted_account(house, 1);
  const auto advice = house.customer("super_admin", account.account_id).get("/api/v1/domains");
  EXPECT_EQ(advice.at("/caa/issuerDomain"), this_authority);
  EXPECT_EQ(advice.at("/caa/accountUri"), "acct:" + account.account_id + "@" + this_authority);
  EXPECT_EQ(advice.at("/caa/methods/0"), "ca-tbr-7");
  const auto name = "advised." + account.domain;
  house.publish(name + ". CAA " + advice.at("/caa/record") + "\n");
  const auto issued = issue(account.client, {name});
  EXPECT_EQ(issued.status, 201) << issued.body;
}

TEST(Caa, IsShownBesideTheDomainBeforeAnythingIsIssued) {
  RecordProperty("requirement", "C06");
  auto& house = House::shared();
  auto filed = filed_application(house, other_authority);
  prove_domains(house, filed);
  auto open = file_application(house);
  prove_domains(house, open);
  const auto shown = [](Filed& of) { return of.applicant.get("/api/v1/applications/" + of.application_id); };
  EXPECT_EQ(shown(filed).at("/validations/0/caa"), "refused");
  EXPECT_TRUE(shown(filed).at("/validations/0/caaProblem").contains(other_authority));
  EXPECT_EQ(shown(open).at("/validations/0/caa"), "permitted");
}

} // namespace
