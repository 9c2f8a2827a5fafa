#include "support/cases.h"
#include "support/casework.h"
#include "support/database.h"

#include <gtest/gtest.h>

/// The end of a case's records, as two officers see it (F10).
namespace {

using namespace support;

/// A case with something that a person wrote or was written to in every part.
struct Told {
  InVetting made;
  Filed filed;
};
Told told_case(Site& site) {
  auto made = submitted_case(site);
  const auto& order = made.applying.order;
  Filed filed{order.mark, order.names, made.applying.applicant, made.applying.application_id, made.case_id};
  auto desk = site.staff("specialist");
  EXPECT_EQ(desk.post(filed.path("/notes"), text({{"text", "秘匿 一郎 様よりお電話"}})).status, 201);
  EXPECT_EQ(attach(desk, filed, "秘匿一郎.pdf", pdf).status, 201);
  EXPECT_EQ(ask(desk, filed).status, 201);
  const auto question = filed.applicant.get(application_path(filed)).at("/questions/0/id");
  EXPECT_EQ(answer(filed.applicant, question).status, 200);
  const auto asked = filed.applicant.post(application_path(filed, "/validations"),
                                          text({{"fqdn", filed.names.front()},
                                                {"method", "email"},
                                                {"authorizationDomain", ""},
                                                {"addresses", boost::json::value_from(std::vector{"admin@" + filed.names.front()})}}));
  EXPECT_EQ(asked.status, 201) << asked.body;
  site.mail("admin@" + filed.names.front(), "ご承認のお願い");
  site.run_jobs();
  put_states(site, made, "withdrawn", "withdrawn");
  return {std::move(made), std::move(filed)};
}

/// Everything that the case's file says, as one text.
std::string exported(Site& site, const Filed& filed) {
  const auto reply = site.staff("staff_auditor").get(filed.path("/file.zip"));
  EXPECT_EQ(reply.status, 200) << reply.body;
  const TemporaryDirectory folder;
  write_file(folder / "case.zip", reply.body);
  return run_or_throw({"sh", "-c",
                       "cd '" + folder.path().string() + "' && unzip -q case.zip && rm case.zip && " +
                           "sha256sum -c --quiet SHA256SUMS && pdftotext -layout case.pdf - && rm case.pdf && " +
                           "find . -type f | sort | xargs cat"});
}

boost::json::object retained(Site& site, const Filed& filed) {
  const auto report = site.staff("officer").get(Site::api("/reports/retention?limit=200")).json();
  for (const auto& item : report.at("items").as_array())
    if (item.at("caseId").as_string() == filed.case_id) return item.as_object();
  throw std::runtime_error("not in the report");
}

TEST(Destruction, TwoOfficersDestroyWhatTheCaseTellsOfPeople) {
  RecordProperty("requirement", "F10");
  Site site;
  const auto [made, filed] = told_case(site);
  const std::vector<std::string> personal{"秘匿",
                                          "鈴木",
                                          "山田",
                                          "03-6738-6711",
                                          "+81367386711",
                                          "admin@" + filed.names.front(),
                                          filed.mark + "-technical@",
                                          filed.mark + "-approver@"};
  const auto before = exported(site, filed);
  for (const auto& word : {std::string("秘匿 一郎"), filed.technical_mail(), "admin@" + filed.names.front()})
    EXPECT_TRUE(before.contains(word)) << word;
  const std::string reason = R"({"reason":"保存期限の満了"})";
  EXPECT_EQ(site.staff("officer").post(filed.path("/destructions"), reason).code(), "retention_not_over");
  EXPECT_FALSE(retained(site, filed).at("mayDestroy").as_bool());

  site.advance(std::chrono::hours{24 * 3 * 366});
  EXPECT_TRUE(retained(site, filed).at("mayDestroy").as_bool());
  auto first = site.staff("officer");
  const auto asked = first.post(filed.path("/destructions"), reason);
  ASSERT_EQ(asked.status, 200) << asked.body;
  const auto approval = Site::api("/destructions/" + asked.at("/id") + "/approvals");
  EXPECT_EQ(first.post(approval).code(), "second_officer");
  EXPECT_EQ(site.staff("staff_auditor").post(approval).status, 403);
  EXPECT_TRUE(exported(site, filed).contains(filed.technical_mail())) << "asking alone destroys nothing";
  auto second = site.staff("officer");
  const auto approved = second.post(approval);
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_GE(approved.json().at("records").as_int64(), 1);
  EXPECT_EQ(second.post(approval).code(), "destruction_done");

  const auto after = exported(site, filed);
  for (const auto& gone : personal) EXPECT_FALSE(after.contains(gone)) << gone << "\n" << after;
  EXPECT_TRUE(after.contains("records_destroyed"));
  EXPECT_FALSE(retained(site, filed).at("destroyedAt").is_null());
  const auto events = site.staff("staff_auditor").get(Site::api("/audit-events?object=" + filed.case_id));
  EXPECT_TRUE(events.body.contains("destruction_asked") && events.body.contains("records_destroyed")) << events.body;
}

} // namespace
