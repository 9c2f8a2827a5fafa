#include "core/time.h"
#include "support/story.h"

#include <gtest/gtest.h>

/// The time a case has, while the applicant is awaited (C10).
namespace {

using namespace support;

core::Instant instant(const std::string& text) { return core::parse_rfc3339(text).value(); }

TEST(Pause, OverAWeekendCostsTheBusinessDaysOfTheWaitOnly) {
  RecordProperty("requirement", "C10");
  Site site;
  site.clock().set(instant("2028-11-13T01:00:00Z")); // Monday, 10:00 in Tokyo
  auto applying = start_application(site);
  const auto filed = submit(applying, draft_json(applying.order.mark, applying.order.names));
  ASSERT_EQ(filed.status, 201) << filed.body;
  EXPECT_EQ(filed.at("/dueOn"), "2028-11-20") << "five business days";
  site.clock().set(instant("2028-11-17T07:00:00Z")); // Friday, 16:00
  auto desk = site.staff("specialist");
  const auto queue = desk.get(Site::api("/cases?queue=open")).json();
  const auto path = Site::api("/cases/" + std::string(queue.at("items").as_array().front().at("id").as_string()));
  const auto asked = desk.post(path + "/questions", R"({"text":"教えてください。"})");
  ASSERT_EQ(asked.status, 201) << asked.body;
  site.clock().set(instant("2028-11-20T02:00:00Z")); // Monday, 11:00
  const auto own = Site::api("/applications/" + applying.application_id);
  const auto question = applying.applicant.get(own).at("/questions/0/id");
  ASSERT_EQ(applying.applicant.post(Site::api("/questions/" + question + "/answers"), R"({"text":"はい。"})").status, 200);
  desk = site.staff("specialist");
  const auto after = desk.get(path);
  EXPECT_EQ(after.at("/status"), "open");
  EXPECT_EQ(after.at("/dueOn"), "2028-11-22") << "Friday and Monday do not count; neither does the weekend, twice";
  EXPECT_EQ(applying.applicant.get(own).at("/dueOn"), "2028-11-22");
  EXPECT_EQ(after.at("/overdue"), "false");
}

} // namespace
