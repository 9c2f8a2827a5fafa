#include "core/errors.h"
#include "storage/settings.h"
#include "support/database.h"

#include <atomic>
#include <future>
#include <limits>
#include <thread>

using storage::Transaction;
using support::must;

namespace {

enum class Colour : std::uint8_t { ao, aka };
std::string_view to_string(Colour colour) { return colour == Colour::ao ? "ao" : "aka"; }

struct Sample {
  core::Id<"smp"> id;
  std::string words;
  std::optional<std::string> maybe_words;
  std::int64_t number;
  std::optional<std::int64_t> maybe_number;
  bool truth;
  core::Bytes bytes;
  std::optional<core::Bytes> maybe_bytes;
  core::Instant at;
  storage::List names;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (id, words, maybe_words, number, maybe_number, truth, bytes, maybe_bytes, at, names))

class DatabaseTest : public support::DatabaseTest {
protected:
  DatabaseTest() {
    write([](Transaction& tx) -> core::Result<void> {
      return tx.script(
          "CREATE TABLE samples (id TEXT PRIMARY KEY, words TEXT NOT NULL, maybe_words TEXT, number BIGINT NOT NULL, "
          "maybe_number BIGINT, truth BOOLEAN NOT NULL, bytes BLOB NOT NULL, maybe_bytes BLOB, at BIGINT NOT NULL, names TEXT NOT NULL);"
          "CREATE UNIQUE INDEX samples_pair ON samples (number, truth);"
          "CREATE TABLE parts (sample_id TEXT NOT NULL REFERENCES samples (id), small BIGINT NOT NULL CHECK (small < 10))");
    });
  }
  static Sample sample(std::int64_t number) {
    return {core::Id<"smp">::make(), "青空 ☀", {}, number, {}, true, {0, 1, 0, 255}, {}, core::from_unix(1'800'000'000), {"a.jp", "b.jp"}};
  }
  std::int64_t count() {
    return read([](Transaction& tx) { return tx.one<std::int64_t>("SELECT COUNT(*) FROM samples"); }).value_or(-1);
  }
  core::Result<void> add(const Sample& row) {
    return db.write([&](Transaction& tx) { return storage::insert<"samples">(tx, row); });
  }
};

TEST_P(DatabaseTest, KeepsEveryTypeExactly) {
  RecordProperty("requirement", "G03");
  auto full = sample(std::numeric_limits<std::int64_t>::min());
  full.maybe_words = "";
  full.maybe_number = std::numeric_limits<std::int64_t>::max();
  full.maybe_bytes = core::Bytes{};
  const auto bare = sample(2);
  must(add(full));
  must(add(bare));
  const auto load = [&](const Sample& row) {
    return *read([&](Transaction& tx) { return tx.one<Sample>(storage::select<Sample, "FROM samples WHERE id = $1">(), row.id); });
  };
  const auto found = load(full);
  EXPECT_EQ(found.id, full.id);
  EXPECT_EQ(found.words, "青空 ☀");
  EXPECT_EQ(found.maybe_words, "");
  EXPECT_EQ(found.number, full.number);
  EXPECT_EQ(found.maybe_number, full.maybe_number);
  EXPECT_TRUE(found.truth);
  EXPECT_EQ(found.bytes, (core::Bytes{0, 1, 0, 255}));
  EXPECT_EQ(found.maybe_bytes, core::Bytes{});
  EXPECT_EQ(found.at, full.at);
  EXPECT_EQ(found.names, (storage::List{"a.jp", "b.jp"}));
  const auto empty = load(bare);
  EXPECT_EQ(empty.maybe_words, std::nullopt);
  EXPECT_EQ(empty.maybe_number, std::nullopt);
  EXPECT_EQ(empty.maybe_bytes, std::nullopt);
}

TEST_P(DatabaseTest, BindsParametersByNumberInAnyOrderAndMoreThanOnce) {
  const auto found = read([](Transaction& tx) {
    return tx.one<std::tuple<std::string, std::int64_t, std::string, bool>>("SELECT $3, $1 + $1, $3, $2", std::int64_t{21}, true, "x");
  });
  EXPECT_EQ(*found, std::tuple("x", 42, "x", true));
  const auto colour = read([](Transaction& tx) { return tx.one<std::string>("SELECT $1", Colour::aka); });
  EXPECT_EQ(*colour, "aka");
}

TEST_P(DatabaseTest, TellsRowsChangedAndReturned) {
  must(add(sample(1)));
  must(add(sample(2)));
  const auto changed = write([](Transaction& tx) { return tx.exec("UPDATE samples SET words = $1", "new"); });
  EXPECT_EQ(changed, 2);
  const auto numbers = write(
      [](Transaction& tx) { return tx.query<std::int64_t>("UPDATE samples SET truth = FALSE WHERE words = 'new' RETURNING number"); });
  EXPECT_EQ(numbers.size(), 2U);
}

TEST_P(DatabaseTest, NamesTheUniqueConstraintThatWasViolated) {
  const auto row = sample(1);
  must(add(row));
  const auto pair = add(sample(1));
  ASSERT_FALSE(pair);
  EXPECT_TRUE(storage::violates(pair.error(), "samples", "number,truth")) << pair.error().cause;
  auto same_id = sample(5);
  same_id.id = row.id;
  const auto key = add(same_id);
  ASSERT_FALSE(key);
  EXPECT_TRUE(storage::violates(key.error(), "samples", "id")) << key.error().cause;
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, TellsForeignKeysAndChecksApart) {
  const auto orphan = db.write([](Transaction& tx) { return tx.exec("INSERT INTO parts (sample_id, small) VALUES ('smp_none', 1)"); });
  ASSERT_FALSE(orphan);
  EXPECT_EQ(orphan.error().code, storage::errors::foreign_key_violation);
  const auto row = sample(1);
  must(add(row));
  const auto big = db.write([&](Transaction& tx) { return tx.exec("INSERT INTO parts (sample_id, small) VALUES ($1, 10)", row.id); });
  ASSERT_FALSE(big);
  EXPECT_EQ(big.error().code, storage::errors::constraint_violation);
}

TEST_P(DatabaseTest, KeepsNothingOfAClosureThatFails) {
  RecordProperty("requirement", "G01");
  const auto refused = db.write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert<"samples">(tx, sample(1)));
    return core::fail(core::errors::invalid_request);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::errors::invalid_request);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, DoomsATransactionWithAFailedStatement) {
  must(add(sample(1)));
  const auto hidden = db.write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert<"samples">(tx, sample(2)));
    (void)storage::insert<"samples">(tx, sample(1)); // violates, and its error is overlooked
    return {};
  });
  ASSERT_FALSE(hidden);
  EXPECT_EQ(hidden.error().code, storage::errors::unique_violation);
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, RefusesTextThatOneEngineCouldNotKeep) {
  RecordProperty("requirement", "G01");
  for (const std::string& bad : {std::string("a\0b", 3), std::string("\xff\xfe"), std::string("\xed\xa0\x80")}) {
    auto row = sample(1);
    row.words = bad;
    const auto refused = add(row);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, core::errors::invalid_encoding);
  }
}

TEST_P(DatabaseTest, RefusesAStatementWhileTheRowsOfAnotherAreHandedOut) {
  RecordProperty("requirement", "G03");
  const auto nested = db.write([](Transaction& tx) -> core::Result<std::int64_t> {
    return tx.each<std::int64_t>("SELECT 1 UNION ALL SELECT 2", [&](std::int64_t) { EXPECT_FALSE(tx.known<std::int64_t>("SELECT 3")); });
  });
  ASSERT_FALSE(nested);
  EXPECT_EQ(nested.error().code, core::errors::internal_error);
}

TEST_P(DatabaseTest, CarriesAnExceptionToWhoeverWrites) {
  const auto broken = [](Transaction&) -> core::Result<void> { throw std::logic_error("a bug"); };
  EXPECT_THROW((void)db.write(broken), std::logic_error);
  EXPECT_THROW((void)db.read(broken), std::logic_error);
  must(add(sample(1)));
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, HandsOnAnOutcomeThatNobodyWaitsFor) {
  RecordProperty("requirement", "G02");
  const auto outcome_of = [&](auto body) {
    std::promise<core::Result<std::int64_t>> told;
    db.write_then(std::move(body), [&](core::Result<std::int64_t> outcome) { told.set_value(std::move(outcome)); });
    return told.get_future().get();
  };
  const auto numbered = [](Transaction& tx, std::int64_t number) -> core::Result<std::int64_t> {
    TRY(storage::insert<"samples">(tx, sample(number)));
    return number;
  };
  EXPECT_EQ(must(outcome_of([&](Transaction& tx) { return numbered(tx, 1); })), 1);
  EXPECT_EQ(count(), 1) << "what is told is there";
  EXPECT_EQ(outcome_of([&](Transaction& tx) { return numbered(tx, 1); }).error().code, storage::errors::unique_violation);
  const auto thrown = outcome_of([](Transaction&) -> core::Result<std::int64_t> { throw std::logic_error("a bug"); });
  EXPECT_EQ(thrown.error().code, core::errors::internal_error);
  EXPECT_EQ(thrown.error().cause, "a bug");
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, ReadsCannotWrite) {
  const auto refused = db.read([&](Transaction& tx) { return storage::insert<"samples">(tx, sample(1)); });
  EXPECT_FALSE(refused);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, ReadsSeeOneSnapshot) {
  must(add(sample(1)));
  const auto seen = read([&](Transaction& tx) -> core::Result<std::pair<std::int64_t, std::int64_t>> {
    const auto before = TRY(tx.one<std::int64_t>("SELECT COUNT(*) FROM samples"));
    must(add(sample(2)));
    const auto after = TRY(tx.one<std::int64_t>("SELECT COUNT(*) FROM samples"));
    return std::pair(*before, *after);
  });
  EXPECT_EQ(seen, std::pair(std::int64_t{1}, std::int64_t{1}));
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseTest, SeparatesWritersThatWaitTogether) {
  constexpr int threads = 16;
  constexpr int rounds = 25;
  std::atomic<int> kept{0};
  std::vector<std::thread> writers;
  for (int thread = 0; thread < threads; ++thread)
    writers.emplace_back([&, thread] {
      for (int round = 0; round < rounds; ++round) {
        const std::int64_t number = thread * rounds + round;
        const auto outcome = db.write([&](Transaction& tx) -> core::Result<void> {
          TRY(storage::insert<"samples">(tx, sample(number)));
          if (number % 3 == 0) return core::fail(core::errors::invalid_request);
          if (number % 3 == 1) TRY(storage::insert<"samples">(tx, sample(number))); // violates
          return {};
        });
        if (outcome) ++kept;
      }
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(kept, 133);
  EXPECT_EQ(count(), 133);
  const auto wrong = read([](Transaction& tx) { return tx.one<std::int64_t>("SELECT COUNT(*) FROM samples WHERE number % 3 <> 2"); });
  EXPECT_EQ(*wrong, 0);
}

TEST_P(DatabaseTest, LosesNoIncrementOfACounter) {
  std::vector<std::thread> writers;
  for (int thread = 0; thread < 8; ++thread)
    writers.emplace_back([&] {
      for (int round = 0; round < 50; ++round) must(db.write([](Transaction& tx) { return storage::next_count(tx, "test"); }));
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(write([](Transaction& tx) { return storage::next_count(tx, "test"); }), 401);
}

TEST(DatabaseUrl, IsRefusedWithASentence) {
  for (const auto* url : {"", "sqlite:", "mysql://x", "postgres", "/var/lib/shomei.db"}) {
    const auto db = storage::Database::open(url);
    ASSERT_FALSE(db) << url;
    EXPECT_EQ(db.error().code, storage::errors::database_url_invalid);
  }
}

TEST(DatabaseUrl, OfNoServerIsUnavailable) {
  RecordProperty("requirement", "G01");
  for (const std::string& url : {std::string("sqlite:/nonexistent/folder/x.db"),
                                 "postgresql://nobody@127.0.0.1:" + std::to_string(outside::free_port()) + "/none"}) {
    const auto db = storage::Database::open(url);
    ASSERT_FALSE(db) << url;
    EXPECT_EQ(db.error().code, storage::errors::database_unavailable) << db.error().cause;
  }
}

INSTANTIATE_ON_BOTH_ENGINES(DatabaseTest);

} // namespace
