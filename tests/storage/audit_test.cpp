#include "storage/audit.h"

#include "core/errors.h"
#include "storage/settings.h"
#include "support/database.h"

#include <thread>

using storage::AuditEvent;
using storage::Transaction;
using support::must;

namespace {

AuditEvent event(std::string action, std::string object = "ord_1") {
  return {core::from_unix(1'790'000'000), "usr_1", "192.0.2.7", std::move(action), std::move(object), "acc_1", R"({"名":"青空"})"};
}

class AuditTest : public support::DatabaseTest {
protected:
  void append(int count) {
    for (int i = 0; i < count; ++i)
      write([&](Transaction& tx) -> core::Result<void> {
        storage::append_audit(tx, event("order_paid", "ord_" + std::to_string(i)));
        return {};
      });
  }
  void tamper(const std::string& sql) {
    write([&](Transaction& tx) { return tx.script(sql); });
  }
};

TEST_P(AuditTest, ChainsEveryEvent) {
  EXPECT_TRUE(must(storage::verify_audit(db)).intact());
  append(3);
  write([](Transaction& tx) -> core::Result<void> {
    storage::append_audit(tx, event("case_opened"));
    storage::append_audit(tx, event("mail_queued"));
    return {};
  });
  const auto found = must(storage::verify_audit(db));
  EXPECT_TRUE(found.intact());
  EXPECT_EQ(found.events, 5);
}

TEST_P(AuditTest, ExistsIfAndOnlyIfTheFactDoes) {
  RecordProperty("requirement", "G01");
  const auto refused = db.write([](Transaction& tx) -> core::Result<void> {
    storage::append_audit(tx, event("order_paid"));
    return core::fail(core::errors::invalid_request);
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(must(storage::verify_audit(db)).events, 0);
  append(1);
  const auto found = must(storage::verify_audit(db));
  EXPECT_EQ(found.events, 1);
  EXPECT_TRUE(found.intact());
}

TEST_P(AuditTest, ShowsWhichEventWasChanged) {
  append(10);
  tamper("UPDATE audit_events SET actor = 'usr_2' WHERE seq = 7");
  EXPECT_EQ(must(storage::verify_audit(db)).first_broken, 7);
}

TEST_P(AuditTest, ShowsADeletedEvent) {
  append(10);
  tamper("DELETE FROM audit_events WHERE seq = 4");
  EXPECT_EQ(must(storage::verify_audit(db)).first_broken, 4);
}

TEST_P(AuditTest, ShowsThatTheEndWasCutOff) {
  append(10);
  tamper("DELETE FROM audit_events WHERE seq > 8");
  EXPECT_EQ(must(storage::verify_audit(db)).first_broken, 9);
}

TEST_P(AuditTest, KeepsOneChainUnderManyWriters) {
  std::vector<std::thread> writers;
  for (int thread = 0; thread < 8; ++thread)
    writers.emplace_back([&] {
      for (int i = 0; i < 40; ++i)
        (void)db.write([&](Transaction& tx) -> core::Result<void> {
          storage::append_audit(tx, event("order_paid"));
          if (i % 4 == 0) return core::fail(core::errors::invalid_request);
          return {};
        });
    });
  for (auto& writer : writers) writer.join();
  const auto found = must(storage::verify_audit(db));
  EXPECT_TRUE(found.intact());
  EXPECT_EQ(found.events, 240);
}

TEST_P(AuditTest, IsListedNewestFirstByObjectAndAccount) {
  append(5);
  write([](Transaction& tx) -> core::Result<void> {
    auto other = event("login", "usr_9");
    other.account_id = "acc_2";
    storage::append_audit(tx, other);
    return {};
  });
  const auto list = [&](const storage::AuditQuery& query) {
    return read([&](Transaction& tx) { return storage::list_audit_events(tx, query); });
  };
  const auto newest = list({.limit = 3});
  ASSERT_EQ(newest.items.size(), 3U);
  EXPECT_EQ(newest.items[0].seq, 6);
  EXPECT_EQ(newest.items[0].details, R"({"名":"青空"})");
  const auto rest = list({.after = newest.next.value()});
  EXPECT_EQ(rest.items.size(), 3U);
  EXPECT_EQ(rest.items[0].seq, 3);
  EXPECT_FALSE(rest.next);
  EXPECT_EQ(list({.objects = {"ord_2"}}).items.size(), 1U);
  EXPECT_EQ(list({.objects = {"ord_2", "ord_4"}}).items.at(0).object, "ord_4");
  EXPECT_EQ(list({.account_id = "acc_2"}).items.at(0).action, "login");
  EXPECT_EQ(list({.objects = {"ord_2"}, .account_id = "acc_2"}).items.size(), 0U);
}

TEST_P(AuditTest, IsSearchedByActorActionAndTime) {
  RecordProperty("requirement", "F10");
  const auto begin = core::from_unix(1'790'000'000);
  for (int i = 0; i < 10; ++i)
    write([&](Transaction& tx) -> core::Result<void> {
      auto some = event(i % 2 == 0 ? "order_paid" : "login", "ord_1");
      some.at = begin + std::chrono::seconds{i};
      some.actor = "usr_" + std::to_string(i % 3);
      storage::append_audit(tx, some);
      return {};
    });
  const auto seqs = [&](const storage::AuditQuery& query) {
    std::string text;
    for (const auto& row : read([&](Transaction& tx) { return storage::list_audit_events(tx, query); }).items)
      text += std::to_string(row.seq) + " ";
    return text;
  };
  EXPECT_EQ(seqs({.actors = {"usr_0"}}), "10 7 4 1 ");
  EXPECT_EQ(seqs({.actors = {"usr_0", "usr_1"}, .limit = 3}), "10 8 7 ");
  EXPECT_EQ(seqs({.actors = {"usr_0"}, .action = "login"}), "10 4 ");
  EXPECT_EQ(seqs({.action = "login", .from = begin + std::chrono::seconds{3}, .until = begin + std::chrono::seconds{7}}), "6 4 ");
  EXPECT_EQ(seqs({.objects = {"ord_1", "ord_2"}, .actors = {"usr_2"}}), "9 6 3 ");
}

/// docs/formats/audit-log.md followed by another program: tests/storage/verify_audit.py knows only that page.
TEST(AuditLog, IsVerifiedByAnOutsider) {
  const outside::TemporaryDirectory directory;
  const auto url = support::migrated_database(storage::Engine::sqlite, directory);
  auto db = must(storage::Database::open(url));
  for (int i = 0; i < 20; ++i)
    must(db.write([&](Transaction& tx) -> core::Result<void> {
      storage::append_audit(tx, event("order_paid", "ord_" + std::to_string(i)));
      return {};
    }));
  const std::vector<std::string> outsider{"python3", std::string(SHOMEI_SOURCE_DIR) + "/tests/storage/verify_audit.py",
                                          url.substr(std::string("sqlite:").size())};
  EXPECT_EQ(outside::run(outsider).out, "20 events, intact\n");
  must(db.write([](Transaction& tx) { return tx.exec("UPDATE audit_events SET details = '{}' WHERE seq = 13"); }));
  EXPECT_EQ(outside::run(outsider).out, "broken at 13\n");
}

INSTANTIATE_ON_BOTH_ENGINES(AuditTest);

} // namespace
