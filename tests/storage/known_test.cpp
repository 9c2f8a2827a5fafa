#include "storage/certificates.h"
#include "storage/settings.h"
#include "storage/statement.h"
#include "support/database.h"

#include <atomic>
#include <random>
#include <thread>

using storage::Transaction;
using support::must;

namespace {

constexpr std::string_view by_name = "SELECT value FROM settings WHERE name = $1";

/// What `known` says, after a check that the plain query says the same, which on PostgreSQL sees what others committed meanwhile.
core::Result<std::string> known(Transaction& tx, std::string_view name) {
  const auto remembered = TRY(tx.known<std::string>(by_name, name));
  const auto found = TRY(tx.one<std::string>(by_name, name));
  if (tx.engine() == storage::Engine::sqlite) EXPECT_EQ(remembered, found);
  return remembered.value_or("none");
}

class KnownTest : public support::DatabaseTest {
protected:
  std::string known_now(std::string_view name) {
    return write([&](Transaction& tx) { return known(tx, name); });
  }
  void put(std::string_view name, std::string_view value) {
    write([&](Transaction& tx) { return storage::put_setting(tx, name, value); });
  }
};

TEST_P(KnownTest, FollowsChangesOfItsOwnTransactionAndOfOthers) {
  RecordProperty("requirement", "G03");
  EXPECT_EQ(known_now("a"), "none");
  put("a", "1");
  EXPECT_EQ(known_now("a"), "1");
  EXPECT_EQ(known_now("b"), "none") << "other values of the parameters are another query";
  write([&](Transaction& tx) -> core::Result<void> {
    EXPECT_EQ(TRY(known(tx, "a")), "1");
    TRY(storage::put_setting(tx, "a", "2"));
    EXPECT_EQ(TRY(known(tx, "a")), "2");
    return storage::put_setting(tx, "a", "3");
  });
  EXPECT_EQ(known_now("a"), "3");
  write([](Transaction& tx) { return storage::done(tx.exec("DELETE FROM settings")); });
  EXPECT_EQ(known_now("a"), "none");
  write([](Transaction& tx) { return tx.script("INSERT INTO settings (name, value) VALUES ('a', '4')"); });
  EXPECT_EQ(known_now("a"), "4");
}

TEST_P(KnownTest, ForgetsWhatWasUndone) {
  RecordProperty("requirement", "G03");
  put("a", "1");
  const auto undone = db.write([](Transaction& tx) -> core::Result<void> {
    TRY(storage::put_setting(tx, "a", "2"));
    EXPECT_EQ(TRY(known(tx, "a")), "2");
    return core::fail(core::errors::internal_error);
  });
  EXPECT_FALSE(undone);
  EXPECT_EQ(known_now("a"), "1");
  const auto refused = db.write([](Transaction& tx) -> core::Result<void> {
    TRY(storage::put_setting(tx, "a", "3"));
    EXPECT_EQ(TRY(known(tx, "a")), "3");
    return storage::done(tx.exec("INSERT INTO settings (name, value) VALUES ('a', '5')"));
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(known_now("a"), "1");
}

TEST_P(KnownTest, SeesWhatOtherProcessesCommit) {
  RecordProperty("requirement", "G03");
  auto other = must(storage::Database::open(url(), {.durable = false}));
  put("a", "1");
  EXPECT_EQ(known_now("a"), "1");
  for (int i = 0; i < 20; ++i) {
    const auto value = std::to_string(i);
    must(other.write([&](Transaction& tx) { return storage::put_setting(tx, "a", value); }));
    EXPECT_EQ(known_now("a"), value);
  }
}

TEST_P(KnownTest, KeepsSoManyAndNoMore) {
  write([](Transaction& tx) -> core::Result<void> {
    for (int round = 0; round < 2; ++round)
      for (int i = 0; i < 5'000; ++i) EXPECT_EQ(TRY(known(tx, std::to_string(i))), "none");
    return {};
  });
}

/// Several threads, whose closures share commits, and a failure now and then, which has all of a commit run again.
TEST_P(KnownTest, IsWhatTheQueryFindsWhateverHappens) {
  RecordProperty("requirement", "G03");
  std::atomic<int> failed = 0;
  std::vector<std::jthread> threads;
  for (unsigned seed = 0; seed < 4; ++seed) {
    threads.emplace_back([&, seed] {
      std::mt19937 random(seed);
      for (int i = 0; i < 150; ++i) {
        const auto outcome = db.write([&](Transaction& tx) -> core::Result<void> {
          for (int step = 0; step < 4; ++step) {
            const auto name = std::to_string(random() % 5);
            if (random() % 3 == 0) TRY(storage::put_setting(tx, name, std::to_string(random())));
            TRY(known(tx, name));
          }
          if (random() % 7 == 0) return core::fail(core::errors::internal_error);
          return {};
        });
        failed += outcome ? 0 : 1;
      }
    });
  }
  threads.clear();
  EXPECT_GT(failed, 0);
  for (int i = 0; i < 5; ++i) known_now(std::to_string(i));
}

/// A trigger or an action of a foreign key would change a table that no statement names.
TEST(Known, HasNoTableThatChangesByItself) {
  RecordProperty("requirement", "G03");
  const outside::TemporaryDirectory directory;
  auto db = must(storage::Database::open(support::migrated_database(storage::Engine::sqlite, directory), {.durable = false}));
  must(db.read([](Transaction& tx) -> core::Result<void> {
    EXPECT_EQ(TRY(tx.one<std::int64_t>("SELECT COUNT(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')")), 0);
    EXPECT_EQ(TRY(tx.one<std::int64_t>("SELECT COUNT(*) FROM sqlite_master m, pragma_foreign_key_list(m.name) f "
                                       "WHERE f.on_delete <> 'NO ACTION' OR f.on_update <> 'NO ACTION'")),
              0);
    return {};
  }));
}

INSTANTIATE_ON_BOTH_ENGINES(KnownTest);

} // namespace
