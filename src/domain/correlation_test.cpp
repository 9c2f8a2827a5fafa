#include "domain/correlation.h"

#include "domain/errors.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace domain {
namespace {

Person person(std::string family, std::string employer, std::string phone) {
  Person taro;
  taro.family_name = std::move(family);
  taro.given_name = "太郎";
  taro.employer = std::move(employer);
  taro.phone = std::move(phone);
  return taro;
}

CorrelationFacts facts() {
  return {.organization = "株式会社青空商事",
          .phone = "03-0000-0001",
          .register_fields = {{{"name", "株式会社青空商事", "株式会社青空商事", Match::same}, {}},
                              {{"address", "千代田区千代田1-1", "千代田区千代田一丁目1番", Match::equivalent}, {}}},
          .contacts = {{"technical", person("鈴木", "㈱青空商事", "03-0000-0002")},
                       {"authorization", person("山田", "株式会社青空商事", "03-0000-0003")}},
          .calls = {{"authorization_call", "0300000001", "directory", "authorization", true, "山田　太郎"}},
          .files = {{"fil_1", "register_extract", "登記事項証明書"}}};
}

const CorrelationRow& row_of(const std::vector<CorrelationRow>& rows, std::string_view key) {
  return *std::ranges::find(rows, key, &CorrelationRow::key);
}

TEST(Correlation, SetsTheWholeFileSideBySide) {
  RecordProperty("requirement", "C09");
  const auto rows = correlate(facts());
  std::vector<std::string> keys;
  for (const auto& row : rows) keys.push_back(row.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"register.name", "register.address", "employer.technical", "employer.authorization",
                                            "phone.authorization_call", "person.technical", "person.authorization", "file.fil_1"}));
  EXPECT_NE(row_of(rows, "employer.technical").match, Match::different) << "㈱ is 株式会社";
  EXPECT_EQ(row_of(rows, "phone.authorization_call").match, Match::same);
  EXPECT_EQ(row_of(rows, "person.authorization").match, Match::same);
  EXPECT_FALSE(row_of(rows, "person.technical").match) << "nobody has talked to him";
  EXPECT_TRUE(check_differences(rows));
}

TEST(Correlation, WhatADocumentShowsIsCompared) {
  RecordProperty("requirement", "C05 C09");
  auto known = facts();
  known.address = "東京都千代田区千代田一丁目1番1号";
  known.files[0].name = "㈱青空商事";
  known.files[0].address = "大阪府大阪市北区中之島9-9-9";
  known.files[0].issued_on = "2026-11-01";
  const auto rows = correlate(known);
  EXPECT_EQ(row_of(rows, "file.fil_1").values.back().text, "2026-11-01");
  EXPECT_NE(row_of(rows, "fileName.fil_1").match, Match::different);
  EXPECT_EQ(row_of(rows, "fileAddress.fil_1").match, Match::different);
  EXPECT_EQ(check_differences(rows).error().params.front().second, "fileAddress.fil_1");
}

TEST(Correlation, TheApplicantsOwnWordsAreNoComparison) {
  RecordProperty("requirement", "C09");
  auto known = facts();
  known.register_fields.clear();
  known.calls.clear();
  known.files.clear();
  EXPECT_EQ(count_compared(correlate(known)), 0) << "application and contacts come from one hand";
  EXPECT_EQ(count_compared(correlate(facts())), 4);
}

TEST(Correlation, EveryDifferenceNeedsADecision) {
  RecordProperty("requirement", "C05");
  auto known = facts();
  known.contacts[0].person.employer = "みどり電機株式会社";
  known.calls[0].number = "06-0000-0009";
  auto rows = correlate(known);
  const auto open = check_differences(rows);
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, errors::differences_open);
  EXPECT_EQ(open.error().params.front().second, "employer.technical, phone.authorization_call");
  for (auto& row : rows)
    if (row.match == Match::different) row.verdict = DifferenceVerdict{true, "業務委託先", "usr_1"};
  EXPECT_TRUE(check_differences(rows));
  std::ranges::find(rows, "phone.authorization_call", &CorrelationRow::key)->verdict->accepted = false;
  EXPECT_EQ(check_differences(rows).error().code, errors::difference_refused);
}

TEST(Correlation, WhoAnsweredTheCallUnderAnotherNameNeedsADecision) {
  RecordProperty("requirement", "C08 C09");
  auto known = facts();
  known.calls[0].reached = "高橋 健";
  const auto open = check_differences(correlate(known));
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().params.front().second, "person.authorization");
  known.calls[0].reached = "山田様";
  EXPECT_EQ(row_of(correlate(known), "person.authorization").match, Match::equivalent) << "people answer with the family name";
}

TEST(Correlation, AContactsOwnNumberFromAnIndependentSourceIsNear) {
  auto known = facts();
  known.calls[0].number = "03-0000-0003";
  EXPECT_EQ(row_of(correlate(known), "phone.authorization_call").match, Match::equivalent);
  known.calls[0].passed = false;
  const auto rows = correlate(known);
  EXPECT_EQ(std::ranges::count(rows, "phone", &CorrelationRow::topic), 0) << "a call that reached nobody proves nothing";
}

TEST(Correlation, ADecisionIsAboutTheWordsCompared) {
  auto known = facts();
  const auto before = compared_words(row_of(correlate(known), "employer.technical"));
  known.contacts[0].person.employer = "みどり電機株式会社";
  EXPECT_NE(compared_words(row_of(correlate(known), "employer.technical")), before);
}

TEST(Correlation, WhoIsAskedAboutDoesNotSpeakForHumanResources) {
  RecordProperty("requirement", "B03 C09");
  auto known = facts();
  known.contacts.push_back({"higher_authority", person("大川", "株式会社青空商事", "03-0000-0001")});
  known.calls = {{"hr_call", "0300000001", "directory", "higher_authority", true, "人事課 加藤"}};
  EXPECT_TRUE(check_differences(correlate(known)));
  EXPECT_FALSE(row_of(correlate(known), "person.higher_authority").match) << "he was not spoken to";
  for (const auto* name : {"大川太郎", "大川", "大川 太郎 様"}) {
    known.calls[0].reached = name;
    EXPECT_EQ(row_of(correlate(known), "person.hr_call").match, Match::different) << name;
  }
}

TEST(Correlation, ATitleThatIsStatedStandsBesideTheAppliedOne) {
  RecordProperty("requirement", "B03 C09");
  auto known = facts();
  known.contacts.push_back({"higher_authority", person("大川", "株式会社青空商事", "03-0000-0001")});
  known.contacts.back().person.title = "部長";
  known.contacts.back().person.department = "総務部";
  const auto match = [&](const std::string& stated) {
    known.stated_title = stated;
    return row_of(correlate(known), "title.higher_authority").match;
  };
  EXPECT_EQ(match("部長"), Match::same);
  EXPECT_EQ(match("総務部 部長"), Match::equivalent);
  EXPECT_EQ(match("課長"), Match::different);
}

TEST(Correlation, TheCertificatesWordsStandBesideTheRegister) {
  RecordProperty("requirement", "A14 C09");
  auto known = facts();
  known.subject = {{"organization", "Google LLC", "株式会社青空商事", Match::different}, {"state", "Tokyo", "東京都", Match::equivalent}};
  const auto open = check_differences(correlate(known));
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().params.front().second, "certificate.organization");
}

} // namespace
} // namespace domain
