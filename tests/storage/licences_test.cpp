#include "builders.h"

#include <atomic>
#include <thread>

using namespace builders;
using support::must;

namespace {

class LicencesTest : public support::DatabaseTest {
protected:
  LicencesTest() {
    write([&](Transaction& tx) { return storage::insert_account(tx, owner_); });
  }
  storage::LicenceId buy(core::Instant lapses_at, const std::string& plan = "non_pooling") {
    const auto row = licence(owner_.id, lapses_at, plan);
    write([&](Transaction& tx) { return storage::purchase_licence(tx, row, "ord_1"); });
    return row.id;
  }
  /// A paid order of the account, and its licence.
  std::pair<storage::OrderRow, storage::LicenceId> buy_by_order(const std::string& number, core::Instant lapses_at) {
    auto quote_row = quote("Q-" + number);
    auto row = order("O-" + number, quote_row.id, owner_.id);
    row.status = "paid";
    auto unit = licence(owner_.id, lapses_at, "retail");
    unit.order_id = row.id;
    write([&](Transaction& tx) -> core::Result<void> {
      TRY(storage::insert_quote(tx, quote_row));
      TRY(storage::insert_order(tx, row));
      return storage::purchase_licence(tx, unit, row.id.str());
    });
    return {row, unit.id};
  }
  core::Result<storage::LicenceId> consume(const std::optional<storage::OrderId>& order = {}) {
    return db.write([&](Transaction& tx) -> core::Result<storage::LicenceId> {
      auto licence = TRY(storage::reserve_licence(tx, {owner_.id, order}, "advantage", "app_1", now));
      TRY(storage::consume_reserved_licence(tx, licence, storage::CertificateId::make(), now));
      return licence.id;
    });
  }
  storage::TakenLicence taken(const storage::LicenceId& id) const { return {id, owner_.id, "advantage"}; }
  std::string status() {
    return read([&](Transaction& tx) { return storage::list_licences(tx, owner_.id); }).at(0).status;
  }
  std::int64_t available() {
    return read([&](Transaction& tx) { return storage::count_available_licences(tx, owner_.id, "advantage", now); });
  }
  void expect_ledger_holds() {
    EXPECT_TRUE(read([](Transaction& tx) { return storage::verify_ledger(tx); }).empty());
    std::int64_t sum = 0;
    for (const auto& movement : read([&](Transaction& tx) { return storage::list_movements(tx, owner_.id); })) sum += movement.quantity;
    EXPECT_EQ(sum, available());
  }
  storage::AccountRow owner_ = account("non_pooling");
};

TEST_P(LicencesTest, FirstToLapseIsFirstUsed) {
  const auto late = buy(now + seconds{300});
  const auto early = buy(now + seconds{100});
  const auto middle = buy(now + seconds{200});
  EXPECT_EQ(must(consume()), early);
  EXPECT_EQ(must(consume()), middle);
  EXPECT_EQ(must(consume()), late);
  const auto none = consume();
  EXPECT_EQ(none.error().code, storage::errors::no_licence_available);
  expect_ledger_holds();
}

TEST_P(LicencesTest, AnOrdersIsKeptForItsApplication) {
  RecordProperty("requirement", "F01 C11");
  auto [first, of_first] = buy_by_order("1", now + seconds{100});
  const auto [second, of_second] = buy_by_order("2", now + seconds{200});
  EXPECT_EQ(consume().error().code, storage::errors::no_licence_available) << "both applications are still to come";
  EXPECT_EQ(must(consume(second.id)), of_second) << "its own, though another lapses earlier";
  EXPECT_FALSE(consume(second.id)) << "not the first order's";
  const auto free = buy(now + seconds{50});
  EXPECT_EQ(must(consume(second.id)), free);
  first.status = "fulfilled";
  write([&](Transaction& tx) { return storage::update_order(tx, first); });
  EXPECT_EQ(must(consume()), of_first) << "what an order left over is the account's";
  expect_ledger_holds();
}

TEST_P(LicencesTest, WorkOnTheirLastSecondAndNotAfter) {
  buy(now);
  buy(now - seconds{1});
  must(consume());
  EXPECT_FALSE(consume());
  EXPECT_EQ(write([](Transaction& tx) { return storage::lapse_licences(tx, now); }), 1);
  expect_ledger_holds();
}

TEST_P(LicencesTest, AReservedOneIsConsumedOrGivenBack) {
  buy(now + seconds{100});
  const auto reserve = [&] {
    return write([&](Transaction& tx) { return storage::reserve_licence(tx, {owner_.id}, "advantage", "app_1", now); });
  };
  const auto reserved = reserve();
  EXPECT_EQ(status(), "reserved");
  EXPECT_EQ(available(), 0);
  write([&](Transaction& tx) { return storage::release_licence(tx, reserved, "app_1", now); });
  EXPECT_EQ(available(), 1);
  const auto certificate_id = storage::CertificateId::make();
  const auto again = reserve();
  write([&](Transaction& tx) { return storage::consume_reserved_licence(tx, again, certificate_id, now); });
  const auto twice = db.write([&](Transaction& tx) { return storage::consume_reserved_licence(tx, reserved, certificate_id, now); });
  EXPECT_EQ(twice.error().code, core::errors::version_stale);
  const auto rows = read([&](Transaction& tx) { return storage::list_licences(tx, owner_.id); });
  EXPECT_EQ(rows.at(0).status, "used_up");
  EXPECT_EQ(rows.at(0).certificate_id, certificate_id);
  expect_ledger_holds();
}

TEST_P(LicencesTest, APooledOneReturnsToThePool) {
  buy(now + seconds{100}, "pooling");
  const auto used = must(consume());
  EXPECT_EQ(status(), "in_use");
  write([&](Transaction& tx) { return storage::release_licence(tx, taken(used), "crt_1", now); });
  EXPECT_EQ(must(consume()), used);
  expect_ledger_holds();
}

TEST_P(LicencesTest, EightThreadsConsumeEachOnce) {
  for (int i = 0; i < 50; ++i) buy(now + seconds{100 + i});
  std::atomic<int> consumed{0};
  std::atomic<int> refused{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread)
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const auto outcome = consume();
        if (outcome)
          ++consumed;
        else if (outcome.error().code == storage::errors::no_licence_available)
          ++refused;
        else
          ADD_FAILURE() << outcome.error().cause;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(consumed, 50);
  EXPECT_EQ(refused, 30);
  expect_ledger_holds();
}

TEST_P(LicencesTest, ABalanceWithoutACauseShows) {
  buy(now + seconds{100});
  write([](Transaction& tx) { return tx.exec("UPDATE licences SET status = 'used_up'"); });
  const auto differences = read([](Transaction& tx) { return storage::verify_ledger(tx); });
  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].account_id, owner_.id);
  EXPECT_EQ(differences[0].by_movements, 1);
  EXPECT_EQ(differences[0].by_licences, 0);
}

INSTANTIATE_ON_BOTH_ENGINES(LicencesTest);

} // namespace
