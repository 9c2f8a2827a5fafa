#include "usecases/job_runner.h"

#include "support/bare_world.h"
#include "support/database.h"

#include <mutex>
#include <set>
#include <thread>

using namespace std::chrono_literals;
using storage::Transaction;
using usecases::JobKind;
using usecases::JobRunner;

namespace {

const core::Error busy{core::errors::unavailable, {}, "the other side is away", {}};

class JobRunnerTest : public support::DatabaseTest {
protected:
  support::BareWorld bare{db};

  core::Instant now() { return bare.clock().now(); }
  std::unique_ptr<JobRunner> runner(std::vector<JobKind> kinds, std::uint16_t smtp_port = 9) {
    return std::make_unique<JobRunner>(bare.world(), bare.smtp(smtp_port), std::move(kinds));
  }
  void queue(const std::string& kind, const std::string& subject, core::Instant at) {
    write([&](Transaction& tx) { return storage::upsert_job(tx, {kind, subject, "{}", at}); });
  }
  storage::JobRow job(const std::string& kind, const std::string& subject) {
    return read([&](Transaction& tx) { return storage::find_job(tx, kind, subject); }).value();
  }
  /// Seconds from now until the job runs again; a second may pass meanwhile.
  void expect_again_in(const storage::JobRow& row, std::chrono::seconds wait) {
    EXPECT_LE(row.run_at - now(), wait) << row.kind;
    EXPECT_GE(row.run_at - now(), wait - 3s) << row.kind;
  }
};

TEST_P(JobRunnerTest, DoesADueJobOnceAndNoneBeforeItsTime) {
  RecordProperty("requirement", "G01 G03 G04");
  std::vector<std::string> done;
  const auto worker = runner(
      {{"print", [&](const storage::JobRow& row) -> core::Result<void> { return done.push_back(row.subject), core::Result<void>{}; }}});
  queue("print", "today", now());
  queue("print", "tomorrow", now() + 24h);
  EXPECT_EQ(worker->run_due(), 1U);
  EXPECT_EQ(worker->run_due(), 0U);
  EXPECT_EQ(done, std::vector<std::string>{"today"});
  EXPECT_EQ(job("print", "today").status, "done");
  EXPECT_EQ(job("print", "tomorrow").status, "queued");
  bare.advance(24h);
  EXPECT_EQ(worker->run_due(), 1U);
  EXPECT_EQ(done.back(), "tomorrow");
  EXPECT_GE(worker->last_round(), now() - 3s);
}

TEST_P(JobRunnerTest, TriesAFailedJobAgainLaterAndLaterAndThenGivesUp) {
  RecordProperty("requirement", "G01 G03 G04");
  int attempts = 0;
  const auto worker = runner({{"print", [&](const storage::JobRow&) -> core::Result<void> { return ++attempts, core::fail(busy); }}});
  queue("print", "a", now());
  for (const auto wait : {60s, 120s, 240s, 480s, 960s, 1920s, 3600s, 3600s}) {
    ASSERT_EQ(worker->run_due(), 1U);
    const auto row = job("print", "a");
    EXPECT_EQ(row.status, "queued");
    EXPECT_EQ(row.last_error, "unavailable (the other side is away)");
    expect_again_in(row, wait);
    bare.advance(wait - 5s);
    EXPECT_EQ(worker->run_due(), 0U) << "not before its time";
    bare.advance(5s);
  }
  while (job("print", "a").status == "queued" && attempts < 100) {
    bare.advance(1h);
    worker->run_due();
  }
  EXPECT_EQ(attempts, 30);
  EXPECT_EQ(job("print", "a").status, "failed");
  EXPECT_EQ(job("print", "a").last_error, "unavailable (the other side is away)");
  bare.advance(24h);
  EXPECT_EQ(worker->run_due(), 0U);
}

TEST_P(JobRunnerTest, OneThatRecoversBeginsItsWaitsAnew) {
  RecordProperty("requirement", "G01 G03");
  bool well = false;
  const auto worker =
      runner({{"print", [&](const storage::JobRow&) -> core::Result<void> { return well ? core::Result<void>{} : core::fail(busy); }}});
  queue("print", "a", now());
  for (const auto wait : {60s, 120s}) {
    worker->run_due();
    bare.advance(wait);
  }
  well = true;
  EXPECT_EQ(worker->run_due(), 1U);
  EXPECT_EQ(job("print", "a").status, "done");
  EXPECT_EQ(job("print", "a").last_error, "");
  well = false;
  queue("print", "a", now());
  worker->run_due();
  expect_again_in(job("print", "a"), 60s);
}

TEST_P(JobRunnerTest, ABugInOneJobStopsNoOther) {
  RecordProperty("requirement", "G01 G03");
  int done = 0;
  const auto worker = runner({{"bug", [](const storage::JobRow&) -> core::Result<void> { throw std::runtime_error("not thought of"); }},
                              {"print", [&](const storage::JobRow&) -> core::Result<void> { return ++done, core::Result<void>{}; }}});
  queue("bug", "a", now() - 2s);
  queue("unheard-of", "b", now() - 1s);
  queue("print", "c", now());
  EXPECT_EQ(worker->run_due(), 3U);
  EXPECT_EQ(done, 1);
  EXPECT_EQ(job("bug", "a").last_error, "internal_error (not thought of)");
  expect_again_in(job("bug", "a"), 60s);
  EXPECT_EQ(job("unheard-of", "b").status, "failed") << "no release knows it: nobody need try";
  EXPECT_EQ(job("print", "c").status, "done");
}

TEST_P(JobRunnerTest, WhatADeadNodeHadTakenIsDoneOnceItsLeaseIsOver) {
  RecordProperty("requirement", "G01 G03 G04");
  int done = 0;
  const auto worker = runner({{"print", [&](const storage::JobRow&) -> core::Result<void> { return ++done, core::Result<void>{}; }}});
  queue("print", "a", now());
  const auto taken = write([&](Transaction& tx) { return storage::lease_jobs(tx, now(), 120s, 16); });
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(worker->run_due(), 0U) << "it is the other's";
  bare.advance(115s);
  EXPECT_EQ(worker->run_due(), 0U);
  bare.advance(6s);
  EXPECT_EQ(worker->run_due(), 1U);
  EXPECT_EQ(done, 1);
  EXPECT_FALSE(write([&](Transaction& tx) { return storage::finish_job(tx, taken[0]); })) << "the dead one comes back too late";
  EXPECT_EQ(job("print", "a").attempts, 2);
}

TEST_P(JobRunnerTest, QueuedAgainWhileItRunsItRunsAgain) {
  RecordProperty("requirement", "G01 G03");
  int done = 0;
  const auto worker = runner({{"print", [&](const storage::JobRow& row) -> core::Result<void> {
                                 if (++done == 1) queue("print", row.subject, now());
                                 return {};
                               }}});
  queue("print", "a", now());
  EXPECT_EQ(worker->run_due(), 1U);
  EXPECT_EQ(job("print", "a").status, "queued") << "the end of the first does not end the second";
  EXPECT_EQ(worker->run_due(), 1U);
  EXPECT_EQ(done, 2);
  EXPECT_EQ(job("print", "a").status, "done");
}

TEST_P(JobRunnerTest, SeveralNodesDoEachJobOnce) {
  RecordProperty("requirement", "G01 G03");
  std::mutex mutex;
  std::multiset<std::string> done;
  const JobKind print{"print", [&](const storage::JobRow& row) -> core::Result<void> {
                        const std::scoped_lock lock(mutex);
                        return done.insert(row.subject), core::Result<void>{};
                      }};
  write([&](Transaction& tx) -> core::Result<void> {
    for (int i = 0; i < 200; ++i) TRY(storage::upsert_job(tx, {"print", std::to_string(i), "{}", now()}));
    return {};
  });
  const auto one = runner({print});
  const auto other = runner({print});
  one->start(2);
  other->start(2);
  EXPECT_TRUE(outside::wait_until([&] {
    const std::scoped_lock lock(mutex);
    return done.size() >= 200;
  }));
  one->stop();
  other->stop();
  EXPECT_EQ(done.size(), 200U);
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), 200U);
}

TEST_P(JobRunnerTest, PeriodicWorkHasOneJobThatComesBack) {
  RecordProperty("requirement", "G01 G03 G04");
  int done = 0;
  bool well = true;
  const JobKind sweep{
      "sweep", [&](const storage::JobRow&) -> core::Result<void> { return ++done, well ? core::Result<void>{} : core::fail(busy); }, 10min};
  const auto one = runner({sweep});
  const auto other = runner({sweep});
  EXPECT_EQ(one->run_due() + other->run_due(), 1U);
  expect_again_in(job("sweep", "all"), 600s);
  bare.advance(10min);
  well = false;
  EXPECT_EQ(other->run_due() + one->run_due(), 1U);
  EXPECT_EQ(job("sweep", "all").last_error, "unavailable (the other side is away)");
  for (int i = 0; i < 40; ++i) {
    bare.advance(10min);
    one->run_due();
  }
  EXPECT_EQ(job("sweep", "all").status, "queued") << "never given up";
  EXPECT_LE(job("sweep", "all").run_at - now(), 600s) << "and never later than its turn";
  EXPECT_GE(done, 40);
}

TEST_P(JobRunnerTest, StoppingLetsARunningJobEnd) {
  RecordProperty("requirement", "G01 G03");
  std::atomic<bool> begun = false;
  const auto worker = runner({{"print", [&](const storage::JobRow&) -> core::Result<void> {
                                 begun = true;
                                 std::this_thread::sleep_for(300ms);
                                 return {};
                               }}});
  queue("print", "a", now());
  worker->start();
  EXPECT_TRUE(outside::wait_until([&] { return begun.load(); }));
  worker->stop();
  EXPECT_EQ(job("print", "a").status, "done");
}

TEST_P(JobRunnerTest, MailWaitsForItsServerAndIsGivenUpAfterThreeDays) {
  RecordProperty("requirement", "G01 G03 G04");
  const auto worker = runner({}, outside::free_port());
  write([&](Transaction& tx) {
    return storage::enqueue_mail(
        tx, {"tanto@aozora.test", "ord_1", R"({"subject":"受付","body":"本文","language":"ja","to_name":"","document":""})"}, now());
  });
  const auto mail = [&] { return read([](Transaction& tx) { return storage::list_outbox_of(tx, "ord_1"); }).at(0); };
  for (const auto wait : {30s, 60s, 120s}) {
    ASSERT_EQ(worker->run_due(), 1U);
    EXPECT_NE(mail().last_error, "");
    EXPECT_FALSE(mail().delivered_at);
    EXPECT_LE(mail().next_try_at - now(), wait);
    EXPECT_GE(mail().next_try_at - now(), wait - 3s);
    bare.advance(wait - 5s);
    EXPECT_EQ(worker->run_due(), 0U);
    bare.advance(5s);
  }
  bare.advance(72h);
  EXPECT_EQ(worker->run_due(), 1U);
  EXPECT_TRUE(mail().given_up_at);
  bare.advance(2h);
  EXPECT_EQ(worker->run_due(), 0U);
}

INSTANTIATE_ON_BOTH_ENGINES(JobRunnerTest);

} // namespace
