#include "storage/audit.h"
#include "storage/settings.h"
#include "support/database.h"
#include "support/postgres.h"

#include <atomic>
#include <barrier>
#include <csignal>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using storage::Transaction;
using support::must;

namespace {

/// Writes with eight threads until it is killed, telling each number to the pipe once it was acknowledged.
[[noreturn]] void write_until_killed(const std::string& url, int pipe_end, int round) {
  auto db = must(storage::Database::open(url));
  std::vector<std::thread> writers;
  for (int thread = 0; thread < 8; ++thread)
    writers.emplace_back([&, thread] {
      for (int i = 0;; ++i) {
        const std::int64_t number = round * 100'000'000LL + thread * 10'000'000LL + i;
        must(db.write([&](Transaction& tx) -> core::Result<void> {
          storage::append_audit(tx, {core::from_unix(number), "system", "test", "written", std::to_string(number), "", "{}"});
          return storage::put_setting(tx, std::to_string(number), "x");
        }));
        if (::write(pipe_end, &number, sizeof number) != sizeof number) ::_exit(1);
      }
    });
  for (auto& writer : writers) writer.join();
  ::_exit(0);
}

std::vector<std::int64_t> acknowledged_before_kill(const std::string& url, int round) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(url, ends[1], round);
  }
  ::close(ends[1]);
  std::vector<std::int64_t> numbers;
  std::int64_t number = 0;
  while (numbers.size() < 300U * static_cast<unsigned>(round) && ::read(ends[0], &number, sizeof number) == sizeof number)
    numbers.push_back(number);
  ::kill(child, SIGKILL);
  while (::read(ends[0], &number, sizeof number) == sizeof number) numbers.push_back(number);
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return numbers;
}

TEST(SqliteCrash, WhatWasAcknowledgedIsThereAfterKill) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory directory;
  const auto url = support::migrated_database(storage::Engine::sqlite, directory);
  std::set<std::string> acknowledged;
  for (int round = 1; round <= 4; ++round) {
    for (const auto number : acknowledged_before_kill(url, round)) acknowledged.insert(std::to_string(number));
    auto db = must(storage::Database::open(url));
    const auto stored = must(db.read([](Transaction& tx) { return tx.query<std::string>("SELECT name FROM settings"); }));
    const std::set<std::string> kept(stored.begin(), stored.end());
    EXPECT_TRUE(std::ranges::includes(kept, acknowledged)) << "round " << round;
    const auto audit = must(storage::verify_audit(db));
    EXPECT_TRUE(audit.intact());
    EXPECT_EQ(audit.events, static_cast<std::int64_t>(kept.size())) << "nothing half done";
    EXPECT_EQ(must(db.read([](Transaction& tx) { return tx.one<std::string>("PRAGMA integrity_check"); })), "ok");
  }
  EXPECT_GE(acknowledged.size(), 3'000U);
}

core::Result<std::int64_t> count_up(storage::Database& db) {
  return db.write([](Transaction& tx) { return storage::next_count(tx, "test"); });
}

TEST(PostgresFailure, AServerThatIsAwayIsUnavailableAndComesBack) {
  RecordProperty("requirement", "G01 G03");
  support::Postgres postgres;
  auto db = must(storage::Database::open(postgres.migrated_database()));
  EXPECT_EQ(must(count_up(db)), 1);
  postgres.stop();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(count_up(db).error().code, storage::errors::database_unavailable);
  EXPECT_EQ(db.read([](Transaction& tx) { return storage::find_setting(tx, "x"); }).error().code, storage::errors::database_unavailable);
  postgres.start();
  EXPECT_EQ(must(count_up(db)), 2);
}

TEST(PostgresFailure, WhatWasAcknowledgedIsThereAfterTheServerDied) {
  RecordProperty("requirement", "G02");
  support::Postgres postgres(support::Postgres::Durability::full);
  auto db = must(storage::Database::open(postgres.migrated_database()));
  for (int i = 0; i < 50; ++i) must(count_up(db));
  postgres.crash();
  EXPECT_FALSE(count_up(db));
  postgres.start();
  EXPECT_EQ(must(count_up(db)), 51);
}

TEST(PostgresFailure, DeadlocksAreTriedAgain) {
  outside::TemporaryDirectory directory;
  auto db = must(storage::Database::open(support::migrated_database(storage::Engine::postgresql, directory)));
  for (const auto* name : {"a", "b"}) must(db.write([&](Transaction& tx) { return storage::next_count(tx, name); }));
  std::barrier both_hold_one(2);
  std::atomic<int> runs{0};
  const auto count_both = [&](const char* first, const char* second) {
    bool waited = false;
    must(db.write([&](Transaction& tx) -> core::Result<void> {
      ++runs;
      (void)TRY(storage::next_count(tx, first));
      if (!waited) both_hold_one.arrive_and_wait();
      waited = true;
      (void)TRY(storage::next_count(tx, second));
      return {};
    }));
  };
  std::thread other([&] { count_both("b", "a"); });
  count_both("a", "b");
  other.join();
  EXPECT_EQ(runs, 3) << "one of the two was refused once";
  for (const auto* name : {"a", "b"}) EXPECT_EQ(must(db.write([&](Transaction& tx) { return storage::next_count(tx, name); })), 4);
}

} // namespace
