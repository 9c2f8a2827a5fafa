#include "http/url.h"
#include "support/database.h"
#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

#include <set>

/// The audit log as an auditor reads it (F10).
namespace {

using namespace support;

const Filed& vetted() {
  static const Filed made = [] {
    auto filed = file_application(House::shared());
    vet(House::shared(), filed);
    return filed;
  }();
  return made;
}

boost::json::array events(const std::string& query) {
  const auto reply = House::shared().staff("staff_auditor").get("/api/v1/audit-events?limit=200&" + query);
  EXPECT_EQ(reply.status, 200) << reply.body;
  return reply.json().at("items").as_array();
}

std::set<std::string> all_of(const boost::json::array& items, const char* member) {
  std::set<std::string> found;
  for (const auto& item : items) found.emplace(item.at(member).as_string());
  return found;
}

TEST(AuditLog, IsFoundByNumberAndToldInWords) {
  RecordProperty("requirement", "F10 F09");
  const auto& filed = vetted();
  const auto number = application_row(House::shared(), filed).number;
  const auto items = events("object=" + number);
  EXPECT_TRUE(all_of(items, "objectKind").contains("case"));
  EXPECT_TRUE(all_of(items, "objectKind").contains("application"));
  EXPECT_TRUE(all_of(items, "objectKind").contains("certificate"));
  std::set<std::string> kinds;
  for (const auto& item : items) {
    const auto line = boost::json::serialize(item);
    EXPECT_NE(item.at("words").as_string(), item.at("action").as_string()) << line;
    if (item.at("object").as_string() == filed.case_id) {
      EXPECT_EQ(item.at("objectLabel").as_string(), number) << line;
      EXPECT_EQ(item.at("shownWith").as_string(), filed.case_id) << line;
    }
    kinds.emplace(item.at("actorKind").as_string());
    if (item.at("actorKind").as_string() == "user") {
      EXPECT_FALSE(item.at("actorName").as_string().empty()) << line;
      EXPECT_EQ(item.at("actorRoles").as_array().size(), 1U) << line;
    }
  }
  for (const std::string kind : {"user", "system", "applicant"}) EXPECT_TRUE(kinds.contains(kind)) << kind;
}

TEST(AuditLog, IsFoundByWhoWhatAndWhen) {
  RecordProperty("requirement", "F10");
  auto& house = House::shared();
  const auto& filed = vetted();
  auto specialist = house.staff("specialist");
  ASSERT_EQ(specialist.post(filed.path("/notes"), R"({"text":"覚え"})").status, 201);
  const auto name = specialist.get("/api/v1/session").at("/user/name");
  const auto mail = specialist.get("/api/v1/session").at("/user/email");
  const auto by_mail = events("who=" + http::percent_encode(mail));
  ASSERT_FALSE(by_mail.empty());
  for (const auto& item : by_mail) EXPECT_EQ(item.at("actorName").as_string(), name) << item;
  EXPECT_EQ(all_of(events("what=case_approved"), "action"), (std::set<std::string>{"case_approved"}));
  EXPECT_EQ(all_of(events("who=system"), "actorKind"), (std::set<std::string>{"system"}));
  EXPECT_TRUE(events("who=nobody-at-all").empty());
  const auto number = application_row(house, filed).number;
  const auto approved = events("what=case_approved&object=" + number);
  ASSERT_EQ(approved.size(), 1U);
  EXPECT_EQ(approved.at(0).at("object").as_string(), filed.case_id);
  const auto today = core::to_string(core::TimeZone::tokyo().date_of(house.now()));
  EXPECT_FALSE(events("object=" + number + "&from=" + today + "&to=" + today).empty());
  EXPECT_TRUE(events("object=" + number + "&to=2020-01-01").empty());
}

TEST(AuditLog, IsReadInPages) {
  RecordProperty("requirement", "F10");
  vetted();
  auto auditor = House::shared().staff("staff_auditor");
  std::set<std::int64_t> seen;
  std::string after;
  std::string last = "9999";
  for (int page = 0; page < 4; ++page) {
    const auto reply = auditor.get("/api/v1/audit-events?limit=7" + (after.empty() ? "" : "&after=" + after));
    ASSERT_EQ(reply.status, 200) << reply.body;
    for (const auto& item : reply.json().at("items").as_array()) {
      EXPECT_TRUE(seen.insert(item.at("seq").as_int64()).second) << "told twice";
      EXPECT_LE(std::string(item.at("at").as_string()), last);
      last = item.at("at").as_string();
    }
    after = reply.at("/next");
  }
  EXPECT_EQ(seen.size(), 28U);
  EXPECT_EQ(auditor.get("/api/v1/audit-events?after=rubbish").field_codes().at("?after"), "cursor_invalid");
}

TEST(AuditLog, ActionsAreOfferedInTheReadersLanguage) {
  RecordProperty("requirement", "F10 F09");
  auto auditor = House::shared().staff("staff_auditor");
  const auto offered = auditor.get("/api/v1/audit-actions");
  ASSERT_EQ(offered.status, 200) << offered.body;
  EXPECT_TRUE(offered.body.contains("case_approved"));
  EXPECT_EQ(House::shared().staff("finance").get("/api/v1/audit-actions").status, 403);
}

} // namespace
