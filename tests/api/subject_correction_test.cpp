#include "support/casework.h"

#include <gtest/gtest.h>

/// What a certificate will say is corrected by the applicant while the case is at the desk (C05).
namespace {

using namespace support;
using boost::json::object;

object subject_json(const std::string& organization) {
  return {{"certificateOrganization", organization}, {"certificateState", "Tokyo"}, {"certificateLocality", "Chiyoda-ku"}};
}
HttpReply correct(Filed& filed, const object& words) {
  const auto shown = filed.applicant.get(application_path(filed));
  return filed.applicant.post(application_path(filed, "/subject-corrections"), text(words), {{"If-Match", version_tag(shown)}});
}
Filed file_with(House& house, const std::string& organization) {
  return file_application(house, {{"certificateOrganization", organization}});
}
std::string match_of_organization(HttpClient& desk, const Filed& filed) {
  const auto sheet = desk.get(filed.path("/correlation")).json();
  for (const auto& row : sheet.at("rows").as_array())
    if (row.at("key").as_string() == "certificate.organization") return boost::json::serialize(row.at("match"));
  return "none";
}

TEST(SubjectCorrection, MendsAWrongNameWithoutAnotherApplication) {
  RecordProperty("requirement", "C05 C09");
  auto& house = House::shared();
  auto filed = file_with(house, "Aozora Trading");
  auto desk = house.staff("specialist");
  gather(desk, house, filed);
  EXPECT_EQ(match_of_organization(desk, filed), "\"different\"");
  EXPECT_EQ(decide(desk, filed, "recommendations").code(), "differences_open");
  const auto templates = desk.get(filed.path("/question-templates"));
  EXPECT_TRUE(templates.body.contains("subject_differs") && templates.body.contains("O=Aozora Trading")) << templates.body;
  const auto submitted = application_row(house, filed).draft;
  const auto corrected = correct(filed, subject_json(" Aozora Shoji K.K. "));
  ASSERT_EQ(corrected.status, 200) << corrected.body;
  EXPECT_EQ(application_row(house, filed).draft, submitted) << "the evidence of what was submitted stays";
  EXPECT_EQ(corrected.at("/draft/organization/certificateOrganization"), "Aozora Shoji K.K.");
  EXPECT_NE(match_of_organization(desk, filed), "\"different\"");
  const auto history = desk.get(filed.path("/history"));
  EXPECT_TRUE(history.body.contains("subject_corrected") && history.body.contains("O=Aozora Trading")) << history.body;
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  auto approver = house.staff("approving_specialist");
  const auto approved = decide(approver, filed, "approvals");
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(correct(filed, subject_json("Aozora")).code(), "validation_not_open") << "what was approved stays";
}

TEST(SubjectCorrection, TakesACaseBackFromReview) {
  RecordProperty("requirement", "C05 C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto desk = house.staff("specialist");
  gather(desk, house, filed);
  ASSERT_EQ(decide(desk, filed, "recommendations").status, 200);
  const auto said = filed.applicant.get(application_path(filed)).json().at("draft").at("organization").as_object();
  object same;
  for (const auto* word : {"certificateOrganization", "certificateState", "certificateLocality"}) same[word] = said.at(word);
  ASSERT_EQ(correct(filed, same).status, 200);
  EXPECT_EQ(desk.get(filed.path()).at("/status"), "in_review") << "nothing was corrected";
  ASSERT_EQ(correct(filed, subject_json("Midori Denki K.K.")).status, 200);
  const auto shown = desk.get(filed.path());
  EXPECT_EQ(shown.at("/status"), "open") << "nobody approves what the second specialist had not seen: " << shown.body;
  EXPECT_EQ(decide(desk, filed, "recommendations").code(), "differences_open");
}

TEST(SubjectCorrection, RefusesWhatADraftWould) {
  RecordProperty("requirement", "C05");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto wrong = subject_json("\u3000");
  wrong["certificateLocality"] = "Chiyo\u202eda";
  wrong["certificateStreet"] = "9-9-9 Marunouchi";
  const auto refused = correct(filed, wrong);
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.field_codes().at("/certificateOrganization"), "field_missing");
  EXPECT_EQ(refused.field_codes().at("/certificateStreet"), "subject_street_ev_only");
  EXPECT_TRUE(refused.field_codes().contains("/certificateLocality")) << refused.body;
  auto stranger = file_application(house);
  const auto path = application_path(filed, "/subject-corrections");
  EXPECT_EQ(stranger.applicant.post(path, text(subject_json("Aozora Shoji K.K.")), {{"If-Match", "\"v2\""}}).status, 404);
}

} // namespace
