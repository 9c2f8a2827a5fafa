#include "support/story.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace {

using namespace support;

Applying submitted(Site& site, std::vector<std::string> names = {}) {
  auto applying = start_application(site, std::move(names));
  const auto reply = submit(applying, draft_json(applying.order.mark, applying.order.names));
  EXPECT_EQ(reply.status, 201) << reply.body;
  return applying;
}
HttpReply create(Applying& applying, const std::string& fqdn, const std::string& method) {
  return applying.applicant.post(Site::api("/applications/" + applying.application_id + "/validations"),
                                 text({{"fqdn", fqdn}, {"method", method}}));
}
HttpReply check(Applying& applying, const HttpReply& validation) {
  return applying.applicant.post(Site::api("/validations/" + validation.at("/id") + "/checks"));
}
/// `_x.t3` of `_x.t3.example.jp`.
std::string relative(const std::string& name) { return name.substr(0, name.size() - std::string(".example.jp").size()); }
std::string domains_step(Applying& applying) {
  return applying.applicant.get(Site::api("/applications/" + applying.application_id)).at("/steps/1/status");
}

TEST(Validations, DnsTextRecordIsFoundAndPassesTheStep) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto validation = create(applying, applying.order.names[0], "dns_txt");
  ASSERT_EQ(validation.status, 201) << validation.body;
  EXPECT_GE(validation.at("/recordValue").size(), 19U) << "112 bits in base64url";
  EXPECT_EQ(create(applying, applying.order.names[0], "dns_txt").at("/id"), validation.at("/id")) << "asked again: the same value";
  const auto absent = check(applying, validation);
  ASSERT_EQ(absent.status, 200) << absent.body;
  EXPECT_EQ(absent.at("/status"), "pending");
  EXPECT_NE(absent.at("/lastError"), "");
  EXPECT_NE(absent.at("/nextTryAt"), "");
  site.knot().set_zone("example.jp", relative(validation.at("/recordName")) + " TXT \"something else\"\n");
  std::this_thread::sleep_for(std::chrono::seconds{2}); // the resolver keeps a missing record for a second, an answer for five
  site.advance(std::chrono::seconds{10});
  EXPECT_EQ(check(applying, validation).at("/lastFound"), "\"something else\"");
  site.knot().set_zone("example.jp", relative(validation.at("/recordName")) + " TXT \"" + validation.at("/recordValue") + "\"\n");
  std::this_thread::sleep_for(std::chrono::seconds{6});
  site.advance(std::chrono::seconds{10});
  const auto found = check(applying, validation);
  EXPECT_EQ(found.at("/status"), "valid") << found.body;
  EXPECT_NE(found.at("/completedAt"), "");
  EXPECT_EQ(domains_step(applying), "passed");
}

TEST(Validations, FileOnTheWebServerIsFoundByTheJob) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site, {"web.example.jp"});
  const auto validation = create(applying, "web.example.jp", "web_file");
  ASSERT_EQ(validation.status, 201) << validation.body;
  const auto url = validation.at("/fileUrl");
  site.nginx().put(url.substr(url.find('/', 8)), validation.at("/fileContent") + "\n");
  site.advance(std::chrono::minutes{2});
  site.run_jobs();
  const auto shown = applying.applicant.get(Site::api("/applications/" + applying.application_id));
  EXPECT_EQ(shown.at("/validations/0/status"), "valid") << shown.body;
  EXPECT_EQ(shown.at("/steps/1/status"), "passed");
}

TEST(Validations, StepPassesOnlyWhenEveryNameIsCovered) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  const auto mark = unique_mark();
  auto applying = submitted(site, {mark + "a.example.jp", mark + "b.example.jp"});
  const auto first = create(applying, mark + "a.example.jp", "dns_txt");
  const auto second = create(applying, mark + "b.example.jp", "dns_txt");
  const auto record = [&](const HttpReply& validation) {
    return relative(validation.at("/recordName")) + " TXT \"" + validation.at("/recordValue") + "\"\n";
  };
  site.knot().set_zone("example.jp", record(first));
  EXPECT_EQ(check(applying, first).at("/status"), "valid");
  EXPECT_EQ(domains_step(applying), "in_progress");
  site.knot().set_zone("example.jp", record(first) + record(second));
  EXPECT_EQ(check(applying, second).at("/status"), "valid");
  EXPECT_EQ(domains_step(applying), "passed");
}

TEST(Validations, OfSeveralLooksAtOnceOneIsTaken) {
  RecordProperty("requirement", "C06 G01");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto validation = create(applying, applying.order.names[0], "dns_txt");
  std::atomic<int> looked = 0;
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> askers;
    for (int i = 0; i < 8; ++i)
      askers.emplace_back([&, client = applying.applicant]() mutable {
        const auto reply = client.post(Site::api("/validations/" + validation.at("/id") + "/checks"));
        ++(reply.code() == "validation_checked_recently" ? refused : looked);
      });
  }
  EXPECT_EQ(looked, 1);
  EXPECT_EQ(refused, 7);
  EXPECT_EQ(applying.applicant.get(Site::api("/applications/" + applying.application_id)).at("/validations/0/attempts"), "1");
}

TEST(Validations, ValueLivesThirtyDays) {
  RecordProperty("requirement", "C06");
  auto& site = Site::shared();
  auto applying = submitted(site);
  const auto validation = create(applying, applying.order.names[0], "dns_txt");
  const auto before = site.clock().now();
  EXPECT_EQ(validation.at("/valueExpiresAt").substr(0, 10), core::to_rfc3339(before + std::chrono::hours{24 * 30}).substr(0, 10));
  site.advance(std::chrono::hours{24 * 30} + std::chrono::minutes{10});
  auto specialist = site.staff("specialist");
  EXPECT_EQ(specialist.post(Site::api("/validations/" + validation.at("/id") + "/checks")).at("/status"), "expired");
  site.clock().set(before);
}

TEST(Validations, RefuseOtherNamesMethodsAndPeople) {
  RecordProperty("requirement", "C06 G01");
  auto& site = Site::shared();
  auto applying = submitted(site);
  EXPECT_EQ(create(applying, "stranger.example.jp", "dns_txt").field_codes().at("/fqdn"), "name_not_in_application");
  EXPECT_EQ(create(applying, applying.order.names[0], "telepathy").status, 422);
  EXPECT_EQ(create(applying, "no name", "dns_txt").status, 422);
  const auto validation = create(applying, applying.order.names[0], "dns_txt");
  auto other = submitted(site);
  EXPECT_EQ(check(other, validation).status, 404);
  auto early = start_application(site);
  EXPECT_EQ(create(early, early.order.names[0], "dns_txt").code(), "validation_not_open");
}

} // namespace
