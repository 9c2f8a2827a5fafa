#include "builders.h"
#include "storage/calls.h"
#include "storage/cases.h"
#include "storage/phone_book.h"

#include <thread>

using namespace builders;
using support::must;

namespace {

class CallsTest : public support::DatabaseTest {
protected:
  storage::CaseId open_case(const std::string& number, std::optional<storage::UserId> assigned = {}) {
    const auto of = customer(db, number);
    storage::CaseRow row{storage::CaseId::make(), of.application.id, of.account.id, "open", assigned, {}, {}, {}, {}, {}, 0, 1, now};
    write([&](Transaction& tx) { return storage::insert_case(tx, row, {}); });
    return row.id;
  }
  storage::CallRow booked(const storage::CaseId& id, int minutes) {
    auto row = call(id, now + std::chrono::minutes{minutes});
    write([&](Transaction& tx) { return storage::insert_call(tx, row); });
    return row;
  }
  std::vector<storage::CallRow> all(storage::CallQuery query) {
    return read([&](Transaction& tx) { return storage::list_calls(tx, query); }).items;
  }
};

TEST_P(CallsTest, ArePagedByDueTime) {
  RecordProperty("requirement", "C08");
  const auto id = open_case("1");
  std::vector<storage::CallRow> made;
  for (const int minutes : {90, 30, 30, 60}) made.push_back(booked(id, minutes));
  std::vector<core::Instant> times;
  std::string after;
  for (int page = 0; page < 4; ++page) {
    const auto found = read([&](Transaction& tx) { return storage::list_calls(tx, {.after = after, .limit = 1}); });
    ASSERT_EQ(found.items.size(), 1U);
    times.push_back(found.items[0].due_at);
    EXPECT_EQ(found.next.has_value(), page < 3);
    after = found.next.value_or("");
  }
  EXPECT_EQ(times, (std::vector{made[1].due_at, made[1].due_at, made[3].due_at, made[0].due_at}));
  EXPECT_EQ(all({.newest_first = true}).front().id, made[0].id);
  EXPECT_EQ(all({.from = made[3].due_at, .until = made[0].due_at}).size(), 1U);
}

TEST_P(CallsTest, AreFoundByStateAndWhoseCaseItIs) {
  RecordProperty("requirement", "C08");
  const auto me = user("me@shomei.test");
  write([&](Transaction& tx) { return storage::insert_user(tx, me); });
  const auto mine = open_case("1", me.id), other = open_case("2");
  auto done = booked(mine, 10);
  const auto open = booked(mine, 20);
  booked(other, 30);
  done.status = "done";
  write([&](Transaction& tx) { return storage::update_call(tx, done); });
  EXPECT_EQ(all({.status = "open"}).size(), 2U);
  EXPECT_EQ(all({.status = "open", .user = me.id.str()}).at(0).id, open.id);
  EXPECT_EQ(all({.status = "done"}).at(0).id, done.id);
}

TEST_P(CallsTest, TakeSeatsUntilNoneIsLeft) {
  RecordProperty("requirement", "C08");
  const auto id = open_case("1");
  const auto one = booked(id, 10), two = booked(id, 10), three = booked(id, 10);
  const auto take = [&](const storage::CallRow& row, core::Instant at) {
    return write([&](Transaction& tx) { return storage::take_slot(tx, row.id, at, 2); });
  };
  const auto noon = now, later = now + std::chrono::minutes{30};
  EXPECT_TRUE(take(one, noon));
  EXPECT_TRUE(take(two, noon));
  EXPECT_FALSE(take(three, noon));
  EXPECT_TRUE(take(one, later)) << "a move gives the earlier seat back";
  EXPECT_TRUE(take(three, noon));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_taken_slots(tx, noon, later); }).size(), 2U);
  write([&](Transaction& tx) { return storage::free_slot(tx, two.id); });
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_taken_slots(tx, noon, later); }).size(), 1U);
}

TEST_P(CallsTest, TheLastSeatGoesToOneOfManyAtOnce) {
  RecordProperty("requirement", "C08");
  const auto id = open_case("1");
  std::vector<storage::CallRow> rows;
  for (int i = 0; i < 6; ++i) rows.push_back(booked(id, 10));
  std::vector<int> won(rows.size());
  std::vector<std::thread> people;
  for (std::size_t i = 0; i < rows.size(); ++i)
    people.emplace_back([&, i] {
      const auto taken = db.write([&](Transaction& tx) { return storage::take_slot(tx, rows[i].id, now, 1); });
      won[i] = taken && *taken ? 1 : 0;
    });
  for (auto& person : people) person.join();
  EXPECT_EQ(std::ranges::count(won, 1), 1);
}

TEST_P(CallsTest, NobodyIsRemindedTwice) {
  RecordProperty("requirement", "C08");
  const auto id = open_case("1");
  auto soon = booked(id, 60);
  booked(id, 60 * 48);
  const auto due = [&] {
    return read([&](Transaction& tx) { return storage::list_calls_to_remind(tx, now, now + std::chrono::hours{24}, 10); });
  };
  ASSERT_EQ(due().size(), 1U);
  soon.reminded_at = now;
  write([&](Transaction& tx) { return storage::update_call(tx, soon); });
  EXPECT_TRUE(due().empty());
}

TEST_P(CallsTest, ANumberStandsOnceForEachSource) {
  RecordProperty("requirement", "C08");
  const auto of = customer(db, "1");
  const auto firm = organization(of.account.id, of.client.id);
  write([&](Transaction& tx) { return storage::insert_organization(tx, firm); });
  storage::NumberRow number{
      storage::NumberId::make(), firm.id, "+81300000001", "03-0000-0001", "", "directory", "タウンページ", "usr_1", now};
  const auto add = [&] { return db.write([&](Transaction& tx) { return storage::insert_number(tx, number); }); };
  must(add());
  number.id = storage::NumberId::make();
  EXPECT_TRUE(storage::violates(add().error(), "organization_numbers", "organization_id,number,extension,source"));
  number.source = "official_website";
  must(add());
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_numbers(tx, firm.id); }).size(), 2U);
  EXPECT_EQ(db.read([&](Transaction& tx) { return storage::load_number(tx, number.id, storage::OrganizationId::make()); }).error().code,
            core::errors::not_found);
}

TEST_P(CallsTest, CountsTheSpecialistsWhoWork) {
  auto one = user("one@shomei.test"), two = user("two@shomei.test"), gone = user("gone@shomei.test"), boss = user("boss@shomei.test");
  one.role = "specialist";
  two.role = "approving_specialist";
  gone.role = "specialist";
  gone.disabled = true;
  boss.role = "officer";
  for (const auto& row : {one, two, gone, boss}) write([&](Transaction& tx) { return storage::insert_user(tx, row); });
  EXPECT_EQ(read([](Transaction& tx) { return storage::count_specialists(tx); }), 2);
}

INSTANTIATE_ON_BOTH_ENGINES(CallsTest);

} // namespace
