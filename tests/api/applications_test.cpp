#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

std::string path_of(const Applying& applying, const std::string& more = {}) {
  return Site::api("/applications/" + applying.application_id + more);
}

TEST(Applications, KeepADraftAtEachStep) {
  RecordProperty("requirement", "C04");
  auto applying = start_application(Site::shared());
  const auto before = applying.applicant.get(path_of(applying));
  const auto saved = applying.applicant.put(path_of(applying, "/draft"), text({{"step", "csr"}, {"csr", "half a reque"}}),
                                            {{"If-Match", version_tag(before)}});
  ASSERT_EQ(saved.status, 200) << saved.body;
  EXPECT_EQ(saved.header("etag"), version_tag(saved));
  EXPECT_NE(version_tag(saved), version_tag(before));
  const auto shown = applying.applicant.get(path_of(applying));
  EXPECT_EQ(shown.at("/draft/csr"), "half a reque");
  EXPECT_EQ(shown.at("/draft/step"), "csr");
  const auto stale = applying.applicant.put(path_of(applying, "/draft"), text({{"step", "names"}}), {{"If-Match", version_tag(before)}});
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(stale.code(), "version_stale");
  EXPECT_EQ(applying.applicant.put(path_of(applying, "/draft"), text({{"step", "names"}})).status, 428);
}

TEST(Applications, AreJudgedWholeAtSubmission) {
  RecordProperty("requirement", "C04 G01");
  auto applying = start_application(Site::shared());
  auto draft = draft_json(applying.order.mark, applying.order.names);
  draft["csr"] = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n";
  draft["names"] = boost::json::array{"a.example.jp", "b.example.jp", "co.jp"};
  draft["organization"].as_object()["corporateNumber"] = "1234567890123";
  draft["organization"].as_object()["certificateOrganization"] = std::string(65, 'x');
  draft["contacts"].as_object()["technical"].as_object()["email"] = "nobody";
  const auto refused = submit(applying, draft);
  EXPECT_EQ(refused.status, 422);
  const auto codes = refused.field_codes();
  EXPECT_TRUE(codes.contains("/draft/csr")) << refused.body;
  EXPECT_EQ(codes.at("/draft/names/2"), "domain_name_public_suffix");
  EXPECT_EQ(codes.at("/draft/organization/corporateNumber"), "corporate_number_check_digit");
  EXPECT_EQ(codes.at("/draft/organization/certificateOrganization"), "name_attribute_too_long");
  EXPECT_EQ(codes.at("/draft/contacts/technical/email"), "email_invalid");
  EXPECT_EQ(applying.applicant.get(path_of(applying)).at("/status"), "draft");
}

TEST(Applications, SubmittedOnesGoToVettingWithADueDate) {
  RecordProperty("requirement", "C04 C05 C10");
  auto& site = Site::shared();
  auto applying = start_application(site);
  const auto submitted = submit(applying, draft_json(applying.order.mark, applying.order.names));
  ASSERT_EQ(submitted.status, 201) << submitted.body;
  EXPECT_EQ(submitted.at("/status"), "vetting");
  EXPECT_NE(submitted.at("/dueOn"), "");
  EXPECT_LT(submitted.at("/dueOn"), submitted.at("/dueOnLatest"));
  ASSERT_EQ(submitted.json().at("steps").as_array().size(), 3U) << "OV: register, domains, call";
  EXPECT_EQ(submitted.at("/steps/0/step"), "organization");
  EXPECT_EQ(submitted.at("/steps/0/status"), "not_started");
  const auto mail = site.mail(applying.order.mark + "-technical@aozora.test", "");
  EXPECT_NE(mail.body.find(submitted.at("/number")), std::string::npos);
  const auto again = applying.applicant.put(path_of(applying, "/draft"), text({{"step", "csr"}}), {{"If-Match", version_tag(submitted)}});
  EXPECT_EQ(again.code(), "application_not_editable");
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(applying.order.orderer.get(path_of(applying)).status, 200) << "the orderer follows it";
}

TEST(Applications, WeakKeysAreRefusedWithTheWayOut) {
  RecordProperty("requirement", "A10 C04");
  auto applying = start_application(Site::shared());
  auto draft = draft_json(applying.order.mark, applying.order.names);
  draft["csr"] = make_csr(applying.order.names, "1024");
  const auto refused = submit(applying, draft);
  EXPECT_EQ(refused.field_codes().at("/draft/csr"), "key_rsa_too_small") << refused.body;
}

TEST(Applications, TheAgreementIsAcceptedInItsVersion) {
  RecordProperty("requirement", "C04");
  auto applying = start_application(Site::shared());
  const auto before = applying.applicant.get(path_of(applying));
  EXPECT_GT(before.at("/agreement/text").size(), 100U);
  const auto saved = applying.applicant.put(path_of(applying, "/draft"), text(draft_json(applying.order.mark, applying.order.names)),
                                            {{"If-Match", version_tag(before)}});
  const auto submit_with = [&](const std::string& version, bool accepted) {
    return applying.applicant.post(path_of(applying, "/submissions"), text({{"agreementVersion", version}, {"accepted", accepted}}),
                                   {{"If-Match", version_tag(saved)}});
  };
  EXPECT_EQ(submit_with("0", true).code(), "agreement_changed");
  EXPECT_EQ(submit_with(saved.at("/agreement/version"), false).field_codes().at("/accepted"), "agreement_not_accepted");
}

TEST(Applications, TechnicalAndAuthorizationContactAreTwoPersons) {
  RecordProperty("requirement", "B02 B06");
  auto applying = start_application(Site::shared());
  auto draft = draft_json(applying.order.mark, applying.order.names);
  draft["contacts"].as_object()["technical"] = draft["contacts"].as_object()["authorization"];
  const auto refused = submit(applying, draft);
  EXPECT_EQ(refused.status, 422);
  EXPECT_NE(refused.body.find("technical_is_authorization"), std::string::npos) << refused.body;
  EXPECT_NE(refused.body.find("山田"), std::string::npos) << "both persons are named";
  draft["atMostTenMembers"] = true;
  EXPECT_EQ(submit(applying, draft).status, 201) << "ten members or fewer: allowed";
}

TEST(Applications, AuthorizationContactBelongsToTheOrganization) {
  RecordProperty("requirement", "B01 B06");
  auto applying = start_application(Site::shared());
  auto outsider = person_json("高橋", applying.order.mark + "-out@midori.test");
  outsider["employer"] = "株式会社みどり製作所";
  applying.applicant.language = "ja";
  const auto found =
      applying.applicant.post(path_of(applying, "/contact-checks"), text({{"authorization", outsider}, {"atMostTenMembers", false}}));
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_EQ(found.at("/problems/0/code"), "contact_outside_organization");
  EXPECT_EQ(found.at("/problems/0/roles/0"), "authorization");
  EXPECT_NE(found.at("/problems/0/detail").find("みどり製作所"), std::string::npos) << found.body;
  const auto technical =
      applying.applicant.post(path_of(applying, "/contact-checks"), text({{"technical", outsider}, {"atMostTenMembers", false}}));
  EXPECT_EQ(technical.json().at("problems").as_array().size(), 0U) << "a technical contact may be from outside";
}

TEST(Applications, AreSeenByTheirOwnApplicantOnly) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto mine = start_application(site);
  auto other = start_application(site);
  EXPECT_EQ(other.applicant.get(path_of(mine)).status, 404);
  EXPECT_EQ(other.applicant.put(path_of(mine, "/draft"), text({{"step", "csr"}}), {{"If-Match", "\"v1\""}}).status, 404);
  EXPECT_EQ(other.applicant.post(path_of(mine, "/contact-checks"), text({{"atMostTenMembers", false}})).status, 404);
  EXPECT_EQ(
      other.applicant.post(path_of(mine, "/submissions"), text({{"agreementVersion", "1"}, {"accepted", true}}), {{"If-Match", "\"v1\""}})
          .status,
      404);
  EXPECT_EQ(other.applicant.post(path_of(mine, "/validations"), text({{"fqdn", mine.order.names[0]}, {"method", "dns_txt"}})).status, 404);
  EXPECT_EQ(other.order.orderer.get(path_of(mine)).status, 404);
}

TEST(Applications, RefuseWordsThatAreNotWhatTheySeem) {
  RecordProperty("requirement", "C04 C09");
  auto applying = start_application(Site::shared());
  auto draft = draft_json(applying.order.mark, applying.order.names);
  auto& organization = draft["organization"].as_object();
  organization["certificateOrganization"] = "Аozora Shoji K.K."; // a Cyrillic letter
  organization["certificateLocality"] = "Chiyoda\u202e-ku";
  organization["name"] = "株式会社青\u200b空商事";
  draft["contacts"].as_object()["technical"].as_object()["familyName"] = "鈴\u2060木";
  applying.applicant.language = "en";
  const auto refused = submit(applying, draft);
  EXPECT_EQ(refused.status, 422);
  const auto codes = refused.field_codes();
  EXPECT_EQ(codes.at("/draft/organization/certificateOrganization"), "text_mixed_script") << refused.body;
  EXPECT_EQ(codes.at("/draft/organization/certificateLocality"), "text_invisible");
  EXPECT_EQ(codes.at("/draft/organization/name"), "text_invisible");
  EXPECT_EQ(codes.at("/draft/contacts/technical/familyName"), "text_invisible");
  EXPECT_TRUE(refused.body.contains("U+0410 CYRILLIC CAPITAL LETTER A")) << refused.body;
  EXPECT_TRUE(refused.body.contains("U+202E RIGHT-TO-LEFT OVERRIDE")) << refused.body;
}

} // namespace
