#include "storage/migrations.h"

#include "core/crypto.h"
#include "core/text.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/certificates.h"
#include "storage/orders.h"
#include "storage/users.h"
#include "support/database.h"

#include <cstdlib>
#include <thread>

using storage::Migration;
using storage::Transaction;
using support::must;

namespace {

const std::string root = SHOMEI_SOURCE_DIR;
const std::string schema_file = root + "/docs/generated/schema.txt";
const std::string release_steps = root + "/tests/vectors/schema/release-1.migrations";
const std::string release_data = root + "/tests/vectors/schema/release-1.sql";

/// `SHOMEI_UPDATE_GENERATED=1 storage_tests --gtest_filter=*Migrations*` writes the committed files anew.
bool updating() { return std::getenv("SHOMEI_UPDATE_GENERATED") != nullptr; }

std::string steps_text(const std::vector<Migration>& migrations) {
  std::string text;
  for (const auto& migration : migrations) text += migration.name + " " + core::sha256_hex(core::as_bytes(migration.sql)) + "\n";
  return text;
}

class MigrationsTest : public testing::TestWithParam<storage::Engine> {
protected:
  storage::Database open() { return must(storage::Database::open(url_, {.durable = false})); }

private:
  outside::TemporaryDirectory directory_;
  std::string url_ = support::empty_database(GetParam(), directory_);
};

TEST_P(MigrationsTest, BringAnEmptyDatabaseToTheCommittedSchema) {
  RecordProperty("requirement", "G03");
  auto db = open();
  EXPECT_EQ(must(storage::migrate(db)), static_cast<int>(storage::embedded_migrations().size()));
  const auto schema = must(storage::describe_schema(db));
  if (updating()) outside::write_file(schema_file, schema);
  EXPECT_EQ(schema, outside::read_file(schema_file));
}

TEST_P(MigrationsTest, RunTwiceAreRunOnce) {
  auto db = open();
  must(storage::migrate(db));
  EXPECT_EQ(must(storage::migrate(db)), 0);
  auto again = open();
  EXPECT_EQ(must(storage::migrate(again)), 0);
}

TEST_P(MigrationsTest, OfTwoNodesAtOnceRunOnce) {
  auto first = open();
  auto second = open();
  int there = 0;
  std::thread other([&] { there = must(storage::migrate(second)); });
  const int here = must(storage::migrate(first));
  other.join();
  EXPECT_EQ(here + there, static_cast<int>(storage::embedded_migrations().size())) << "each ran once, on one of them";
  EXPECT_EQ(must(storage::migrate(first)), 0);
}

TEST_P(MigrationsTest, UpgradeTheDataOfTheLastRelease) {
  const auto newest = storage::embedded_migrations();
  if (updating()) outside::write_file(release_steps, steps_text(newest));
  const auto released = core::split(core::trim(outside::read_file(release_steps)), '\n');
  ASSERT_LE(released.size(), newest.size());
  const std::vector<Migration> past(newest.begin(), newest.begin() + static_cast<std::ptrdiff_t>(released.size()));
  ASSERT_EQ(steps_text(past), outside::read_file(release_steps)) << "a released migration never changes";
  auto db = open();
  must(storage::migrate(db, past));
  must(db.write([](Transaction& tx) { return tx.script(outside::read_file(release_data)); }));
  EXPECT_EQ(must(storage::migrate(db)), static_cast<int>(newest.size() - past.size()));
  must(db.read([](Transaction& tx) -> core::Result<void> {
    const auto organizations = TRY(storage::list_organizations(tx, storage::AccountId::stored("acc_0000000000000000000000aozora")));
    EXPECT_EQ(organizations.at(0).name, "株式会社青空商事");
    const auto order = TRY(storage::find_order_by_number(tx, "O-2026-000001"));
    EXPECT_EQ(order->names, (storage::List{"aozora.example.jp", "www.aozora.example.jp"}));
    EXPECT_EQ(TRY(storage::find_application_of_order(tx, order->id))->status, "issued");
    const auto page = TRY(storage::list_certificates(tx, {.tenant = storage::Tenant::any(), .now = core::from_unix(1'790'000'000)}));
    EXPECT_EQ(page.items.at(0).common_name, "aozora.example.jp");
    EXPECT_TRUE(TRY(storage::find_user_by_email(tx, "tanto@aozora.example.jp")).has_value());
    return {};
  }));
}

/// The statements of the release's data whose tables exist already, with the table's name.
std::vector<std::pair<std::string, std::string>> statements_for(const std::string& schema) {
  std::vector<std::pair<std::string, std::string>> kept;
  const std::string data = outside::read_file(release_data);
  for (std::size_t at = 0, end = 0; (end = data.find(";\n", at)) != std::string::npos; at = end + 2) {
    auto sql = data.substr(at, end - at);
    const auto name_at = sql.find("INTO ") + 5;
    auto table = sql.substr(name_at, sql.find(' ', name_at) - name_at);
    if (schema.contains("table " + table + "\n")) kept.emplace_back(std::move(table), std::move(sql));
  }
  return kept;
}

TEST_P(MigrationsTest, KeepWhatWasStoredBeforeEachStep) {
  RecordProperty("requirement", "G03");
  const auto all = storage::embedded_migrations();
  for (std::size_t steps = 1; steps < all.size(); ++steps) {
    const outside::TemporaryDirectory directory;
    auto db = must(storage::Database::open(support::empty_database(GetParam(), directory), {.durable = false}));
    must(storage::migrate(db, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(steps)}));
    const auto stored = statements_for(must(storage::describe_schema(db)));
    ASSERT_FALSE(stored.empty());
    for (const auto& [table, sql] : stored) must(db.write([&](Transaction& tx) { return tx.script(sql); }));
    EXPECT_EQ(must(storage::migrate(db)), static_cast<int>(all.size() - steps));
    for (const auto& [table, sql] : stored) {
      const auto rows = must(db.read([&](Transaction& tx) { return tx.one<std::int64_t>("SELECT COUNT(*) FROM " + table); }));
      EXPECT_GE(*rows, 1) << table << " after step " << steps;
    }
  }
}

TEST_P(MigrationsTest, RefuseAPastThatDiffers) {
  auto db = open();
  std::vector<Migration> steps{{"0001_a.sql", "CREATE TABLE a (id TEXT PRIMARY KEY);"},
                               {"0002_b.sql", "CREATE TABLE b (id TEXT PRIMARY KEY);"}};
  must(storage::migrate(db, steps));
  auto changed = steps;
  changed[0].sql += " ";
  const auto refused = storage::migrate(db, changed);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, storage::errors::migration_changed);
  EXPECT_EQ(refused.error().params.at(0).second, "0001_a.sql");
  auto inserted = steps;
  inserted.insert(inserted.begin() + 1, {"0001_z.sql", "CREATE TABLE z (id TEXT PRIMARY KEY);"});
  EXPECT_EQ(storage::migrate(db, inserted).error().code, storage::errors::migration_changed);
}

TEST_P(MigrationsTest, RefuseADatabaseOfANewerRelease) {
  auto db = open();
  std::vector<Migration> steps{{"0001_a.sql", "CREATE TABLE a (id TEXT PRIMARY KEY);"},
                               {"0002_b.sql", "CREATE TABLE b (id TEXT PRIMARY KEY);"}};
  must(storage::migrate(db, steps));
  steps.pop_back();
  const auto refused = storage::migrate(db, steps);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, storage::errors::migration_unknown);
}

TEST_P(MigrationsTest, LeaveNothingOfAStepThatFails) {
  RecordProperty("requirement", "G01");
  auto db = open();
  const std::vector<Migration> broken{{"0001_a.sql", "CREATE TABLE a (id TEXT PRIMARY KEY); CREATE TABLE a (id TEXT PRIMARY KEY);"}};
  EXPECT_FALSE(storage::migrate(db, broken));
  EXPECT_EQ(must(storage::migrate(db, {{"0001_a.sql", "CREATE TABLE a (id TEXT PRIMARY KEY);"}})), 1);
}

INSTANTIATE_ON_BOTH_ENGINES(MigrationsTest);

} // namespace
