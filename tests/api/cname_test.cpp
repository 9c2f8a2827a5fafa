#include "support/database.h"
#include "support/house.h"

#include <gtest/gtest.h>

#include <regex>
#include <thread>

/// A proof that followed the name's CNAME (BR 3.2.2.4).
namespace {

using namespace support;

/// Publishes the name as an alias of `target`, and proves it there.
HttpReply prove_by_cname(House& house, Filed& filed, const std::string& target) {
  const auto& name = filed.names[0];
  house.publish(name + ". CNAME " + target + ".\n" + target + ". A 192.0.2.10\n");
  std::this_thread::sleep_for(std::chrono::seconds{2}); // the resolver keeps a missing record for a second
  const boost::json::object wish{{"fqdn", name}, {"method", "dns_txt"}, {"authorizationDomain", target}};
  const auto asked = filed.applicant.post("/api/v1/applications/" + filed.application_id + "/validations", boost::json::serialize(wish));
  EXPECT_EQ(asked.status, 201) << asked.body;
  house.publish(asked.at("/recordName") + ". TXT \"" + asked.at("/recordValue") + "\"\n");
  return filed.applicant.post("/api/v1/validations/" + asked.at("/id") + "/checks");
}

TEST(Cname, ProofSpeaksForItsNameAndNotForTheTarget) {
  RecordProperty("requirement", "C06 G01");
  auto& house = House::shared();
  auto filed = file_application(house);
  const auto target = "cdn-" + filed.mark + ".example.jp";
  const auto proven = prove_by_cname(house, filed, target);
  ASSERT_EQ(proven.at("/status"), "valid") << proven.body;
  EXPECT_EQ(proven.at("/authorizationDomain"), target);
  const auto approved = finish_vetting(house, filed);
  ASSERT_EQ(approved.status, 200) << approved.body;

  const auto account = application_row(house, filed).account_id.str();
  add_licences(house, account, 3);
  auto client = api_client(house, account);
  EXPECT_EQ(issue(client, {filed.names[0]}).status, 201);
  for (const auto& other : {target, "a." + target, "a." + filed.names[0]})
    EXPECT_EQ(issue(client, {other}).code(), "domain_not_validated") << other;

  auto admin = house.customer("super_admin", account);
  const auto domains = admin.get("/api/v1/domains");
  ASSERT_EQ(domains.json().at("items").as_array().size(), 1U) << domains.body;
  EXPECT_EQ(domains.at("/items/0/domain"), filed.names[0]);
  EXPECT_EQ(domains.at("/items/0/coversBelow"), "false");
  EXPECT_EQ(admin.get("/api/v1/domains/" + filed.names[0] + "/validation-options").status, 200);
  EXPECT_EQ(admin.get("/api/v1/domains/" + target + "/validation-options").status, 404);
}

TEST(Cname, ApprovalCountsOnlyWhileTheNameLeadsThere) {
  RecordProperty("requirement", "C06 G01");
  auto& house = House::shared();
  auto filed = file_application(house);
  const auto& name = filed.names[0];
  const auto target = "mail-" + filed.mark + ".example.jp";
  const boost::json::object wish{
      {"fqdn", name}, {"method", "email"}, {"authorizationDomain", target}, {"addresses", boost::json::array{"admin@" + target}}};
  house.publish(name + ". CNAME " + target + ".\n" + target + ". A 192.0.2.10\n");
  std::this_thread::sleep_for(std::chrono::seconds{2}); // the resolver keeps a missing record for a second
  const auto asked = filed.applicant.post("/api/v1/applications/" + filed.application_id + "/validations", boost::json::serialize(wish));
  ASSERT_EQ(asked.status, 201) << asked.body;
  const auto mail = house.mail("admin@" + target, "ご承認のお願い");
  std::smatch value;
  ASSERT_TRUE(std::regex_search(mail.body, value, std::regex("/d/([A-Za-z0-9_-]+)")));
  const auto approve = [&] {
    return house.visitor().post("/api/v1/domain-approvals/" + value[1].str() + "/answers", R"({"answer":"approve"})");
  };
  must(house.world().database.write([&](storage::Transaction& tx) {
    return tx.exec("UPDATE domain_validations SET authorization_domain = $2 WHERE id = $1", asked.at("/id"), "left." + target);
  }));
  const auto refused = approve();
  EXPECT_EQ(refused.code(), "validation_cname_changed") << refused.body << ": the name leads elsewhere now";
  EXPECT_EQ(filed.applicant.get("/api/v1/applications/" + filed.application_id).at("/validations/0/status"), "pending");
  must(house.world().database.write([&](storage::Transaction& tx) {
    return tx.exec("UPDATE domain_validations SET authorization_domain = $2 WHERE id = $1", asked.at("/id"), target);
  }));
  const auto approved = approve();
  EXPECT_EQ(approved.at("/status"), "approved") << approved.body;
}

} // namespace
