#include "storage/jobs.h"
#include "storage/outbox.h"
#include "storage/settings.h"
#include "support/database.h"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using std::chrono::seconds;
using storage::Transaction;
using support::must;

namespace {

const auto now = core::from_unix(1'790'000'000);
constexpr seconds lease{60};

class OutboxTest : public support::DatabaseTest {
protected:
  storage::OutboxId enqueue(const std::string& to = "tanto@aozora.example.jp") {
    return write([&](Transaction& tx) { return storage::enqueue_mail(tx, {to, "ord_1", R"({"subject":"受付"})"}, now); });
  }
  auto claim(core::Instant at, std::int64_t limit = 10) {
    return write([&](Transaction& tx) { return storage::claim_outbox(tx, at, lease, limit); });
  }
  auto log() {
    return read([](Transaction& tx) { return storage::list_outbox_of(tx, "ord_1"); });
  }
};

TEST_P(OutboxTest, GivesAnItemToOneDelivererUntilItsLeaseRunsOut) {
  enqueue();
  const auto claimed = claim(now);
  ASSERT_EQ(claimed.size(), 1U);
  EXPECT_EQ(claimed[0].destination, "tanto@aozora.example.jp");
  EXPECT_EQ(claimed[0].payload, R"({"subject":"受付"})");
  EXPECT_EQ(claimed[0].attempts, 1);
  EXPECT_TRUE(claim(now + seconds{59}).empty());
  EXPECT_EQ(claim(now + seconds{60}).at(0).attempts, 2);
}

TEST_P(OutboxTest, ForgetsWhatWasDeliveredButLogsIt) {
  const auto id = enqueue();
  (void)claim(now);
  write([&](Transaction& tx) { return storage::mark_delivered(tx, id, now + seconds{2}); });
  EXPECT_TRUE(claim(now + seconds{9999}).empty());
  EXPECT_EQ(log().at(0).delivered_at, now + seconds{2});
  EXPECT_EQ(read([](Transaction& tx) { return storage::next_outbox_due(tx); }), std::nullopt);
}

TEST_P(OutboxTest, TriesAgainLaterAndLaterAndThenGivesUp) {
  enqueue();
  auto at = now;
  std::vector<std::int64_t> waits;
  for (bool again = true; again;) {
    const auto item = claim(at).at(0);
    again = write([&](Transaction& tx) { return storage::mark_undelivered(tx, item, "451 busy", at); });
    if (!again) break;
    const auto due = *read([](Transaction& tx) { return storage::next_outbox_due(tx); });
    waits.push_back((due - at).count());
    at = due;
  }
  ASSERT_GT(waits.size(), 8U);
  EXPECT_EQ((std::vector<std::int64_t>(waits.begin(), waits.begin() + 8)),
            (std::vector<std::int64_t>{30, 60, 120, 240, 480, 960, 1920, 3600}));
  EXPECT_GE(at - now, std::chrono::hours{72});
  EXPECT_LT(at - now, std::chrono::hours{74});
  EXPECT_EQ(log().at(0).last_error, "451 busy");
  EXPECT_TRUE(log().at(0).given_up_at.has_value());
  EXPECT_TRUE(claim(at + std::chrono::hours{1000}).empty());
}

TEST_P(OutboxTest, IsWrittenWithTheFactOrNotAtAll) {
  const auto refused = db.write([](Transaction& tx) -> core::Result<void> {
    TRY(storage::enqueue_mail(tx, {"a@aozora.example.jp", "ord_1", "{}"}, now));
    return core::fail(core::errors::invalid_request);
  });
  EXPECT_FALSE(refused);
  EXPECT_TRUE(log().empty());
}

class JobsTest : public support::DatabaseTest {
protected:
  void queue(const std::string& subject, core::Instant at = now, const std::string& payload = "{}") {
    write([&](Transaction& tx) { return storage::upsert_job(tx, {"check_domain", subject, payload, at}); });
  }
  auto lease_due(core::Instant at, std::int64_t limit = 10) {
    return write([&](Transaction& tx) { return storage::lease_jobs(tx, at, lease, limit); });
  }
  auto find(const std::string& subject) {
    return *read([&](Transaction& tx) { return storage::find_job(tx, "check_domain", subject); });
  }
};

TEST_P(JobsTest, AreOneForEachKindAndSubject) {
  queue("a", now, R"({"n":1})");
  queue("a", now + seconds{5}, R"({"n":2})");
  EXPECT_TRUE(lease_due(now).empty());
  const auto leased = lease_due(now + seconds{5});
  ASSERT_EQ(leased.size(), 1U);
  EXPECT_EQ(leased[0].payload, R"({"n":2})");
}

TEST_P(JobsTest, AreTakenOverFromAWorkerThatDied) {
  queue("a");
  const auto dead = lease_due(now).at(0);
  EXPECT_TRUE(lease_due(now + seconds{59}).empty());
  const auto taken = lease_due(now + lease).at(0);
  EXPECT_EQ(taken.attempts, 2);
  EXPECT_FALSE(write([&](Transaction& tx) { return storage::finish_job(tx, dead); }));
  EXPECT_TRUE(write([&](Transaction& tx) { return storage::finish_job(tx, taken); }));
  EXPECT_EQ(find("a").status, "done");
}

TEST_P(JobsTest, QueuedAgainWhileTheyRunRunAgain) {
  queue("a");
  const auto running = lease_due(now).at(0);
  queue("a", now, R"({"n":2})");
  EXPECT_FALSE(write([&](Transaction& tx) { return storage::finish_job(tx, running); }));
  EXPECT_EQ(lease_due(now).at(0).payload, R"({"n":2})");
}

TEST_P(JobsTest, AreRetriedOrFail) {
  queue("a");
  const auto first = lease_due(now).at(0);
  EXPECT_TRUE(write([&](Transaction& tx) { return storage::retry_job(tx, first, now + seconds{300}, "no answer"); }));
  EXPECT_EQ(read([](Transaction& tx) { return storage::next_job_due(tx); }), now + seconds{300});
  EXPECT_EQ(find("a").last_error, "no answer");
  const auto second = lease_due(now + seconds{300}).at(0);
  EXPECT_TRUE(write([&](Transaction& tx) { return storage::fail_job(tx, second, "gave up"); }));
  EXPECT_EQ(find("a").status, "failed");
  EXPECT_TRUE(lease_due(now + seconds{99999}).empty());
}

TEST_P(JobsTest, FourWorkersClaimAThousandOnceEach) {
  write([](Transaction& tx) -> core::Result<void> {
    for (int i = 0; i < 1000; ++i) TRY(storage::upsert_job(tx, {"check_domain", std::to_string(i), "{}", now}));
    return {};
  });
  std::mutex mutex;
  std::multiset<std::string> done;
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 4; ++worker)
    workers.emplace_back([&] {
      for (;;) {
        const auto jobs = lease_due(now, 7);
        if (jobs.empty()) return;
        for (const auto& job : jobs) {
          EXPECT_TRUE(must(db.write([&](Transaction& tx) { return storage::finish_job(tx, job); })));
          const std::scoped_lock lock(mutex);
          done.insert(job.subject);
        }
      }
    });
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(done.size(), 1000U);
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), 1000U);
}

class SettingsTest : public support::DatabaseTest {};

TEST_P(SettingsTest, DocumentNumbersHaveNoGaps) {
  const auto next = [&](bool keep) {
    return db.write([&](Transaction& tx) -> core::Result<std::string> {
      auto number = TRY(storage::next_document_number(tx, "A", 2026));
      if (!keep) return core::fail(core::errors::invalid_request);
      return number;
    });
  };
  EXPECT_EQ(must(next(true)), "A-2026-000001");
  EXPECT_FALSE(next(false));
  EXPECT_EQ(must(next(true)), "A-2026-000002");
  EXPECT_EQ(write([](Transaction& tx) { return storage::next_document_number(tx, "A", 2027); }), "A-2027-000001");
  EXPECT_EQ(write([](Transaction& tx) { return storage::next_document_number(tx, "Q", 2026); }), "Q-2026-000001");
}

TEST_P(SettingsTest, AreReplaced) {
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_setting(tx, "policy_sha256"); }), std::nullopt);
  for (const auto* value : {"a", "b"}) write([&](Transaction& tx) { return storage::put_setting(tx, "policy_sha256", value); });
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_setting(tx, "policy_sha256"); }), "b");
}

TEST_P(SettingsTest, AnIdempotencyKeyAnswersItsRequestOnly) {
  RecordProperty("requirement", "G01");
  const auto insert = [&](const std::string& body) {
    return db.write([&](Transaction& tx) { return storage::insert_idempotent_answer(tx, {"usr_1", "k1", "hash", 201, body, now}); });
  };
  const auto find = [&](const std::string& actor, const std::string& hash) {
    return db.read([&](Transaction& tx) { return storage::find_idempotent_answer(tx, actor, "k1", hash); });
  };
  EXPECT_EQ(must(find("usr_1", "hash")), std::nullopt);
  must(insert("first"));
  EXPECT_TRUE(storage::violates(insert("second").error(), "idempotency_keys", "actor,key"));
  EXPECT_EQ(must(find("usr_1", "hash"))->body, "first");
  EXPECT_EQ(must(find("usr_2", "hash")), std::nullopt);
  EXPECT_EQ(find("usr_1", "other").error().code, core::errors::idempotency_key_reused);
  EXPECT_EQ(write([](Transaction& tx) { return storage::delete_idempotent_answers(tx, now + seconds{1}); }), 1);
}

INSTANTIATE_ON_BOTH_ENGINES(OutboxTest);
INSTANTIATE_ON_BOTH_ENGINES(JobsTest);
INSTANTIATE_ON_BOTH_ENGINES(SettingsTest);

} // namespace
