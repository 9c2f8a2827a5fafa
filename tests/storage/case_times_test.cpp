#include "builders.h"
#include "core/errors.h"
#include "storage/access_codes.h"
#include "storage/case_times.h"
#include "storage/endings.h"

using namespace builders;
using support::must;

namespace {

using std::chrono::hours;

class CaseTimesTest : public support::DatabaseTest {
protected:
  storage::CaseRow open_case(const Customer& of, core::Instant at = now) {
    storage::CaseRow row{storage::CaseId::make(), of.application.id, of.account.id, "open", {}, {}, {}, {}, {}, {}, 0, 1, at};
    write([&](Transaction& tx) { return storage::insert_case(tx, row, {{row.id, "organization", "not_started", {}, at}}); });
    return row;
  }
  void update(storage::CaseRow& row) {
    write([&](Transaction& tx) { return storage::update_case(tx, row); });
    ++row.version;
  }
  std::vector<storage::WaitRow> waits(const storage::CaseRow& row) {
    return read([&](Transaction& tx) { return storage::list_waits(tx, row.id); });
  }
};

TEST_P(CaseTimesTest, AWaitGoesOnRecordWhenItEnds) {
  RecordProperty("requirement", "C10");
  auto row = open_case(customer(db, "1"));
  row.status = "waiting_for_applicant";
  row.waiting_since = now + hours{1};
  update(row);
  row.assigned_to.reset();
  update(row); // a change while it goes on
  EXPECT_TRUE(waits(row).empty());
  row.status = "open";
  row.waited_seconds += 7200;
  row.waiting_since.reset();
  update(row);
  update(row); // and one without any
  row.waiting_since = now + hours{10};
  update(row);
  row.waiting_since.reset();
  row.waited_seconds += 60;
  update(row);
  const auto found = waits(row);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].began_at, now + hours{1});
  EXPECT_EQ(found[0].ended_at, now + hours{3});
  EXPECT_EQ(found[1].ended_at, now + hours{10} + seconds{60});
  EXPECT_EQ(read([](Transaction& tx) { return storage::list_undecided_waits(tx); }).size(), 2U);
  row.waiting_since = now + hours{20};
  update(row);
  auto stale = row;
  stale.version = 1;
  stale.waiting_since.reset();
  EXPECT_EQ(db.write([&](Transaction& tx) { return storage::update_case(tx, stale); }).error().code, core::errors::version_stale);
  EXPECT_EQ(waits(row).size(), 2U) << "a change that was refused leaves no trace";
}

TEST_P(CaseTimesTest, StepsAndCasesAreFoundByTheTimeOfTheirChange) {
  RecordProperty("requirement", "C10");
  const auto made = customer(db, "1");
  auto row = open_case(made);
  const auto other = open_case(customer(db, "2"), now + hours{1000});
  write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::set_step(tx, {row.id, "organization", "passed", {}, now + hours{5}}));
    return storage::insert_ending(tx, {made.application.id, "rejected", "key_unfit", "弱い鍵", "usr_x", now + hours{50}, true});
  });
  const auto between = [&](core::Instant from, core::Instant until) {
    return read([&](Transaction& tx) { return storage::list_cases_between(tx, from, until); });
  };
  ASSERT_EQ(between(now, now + hours{1}).size(), 1U);
  const auto decided = between(now + hours{50}, now + hours{51});
  ASSERT_EQ(decided.size(), 1U);
  EXPECT_EQ(decided[0].id, row.id);
  EXPECT_EQ(decided[0].decided_at, now + hours{50});
  EXPECT_EQ(decided[0].ended_by, "usr_x");
  EXPECT_FALSE(decided[0].asked);
  EXPECT_TRUE(between(now + hours{51}, now + hours{1000}).empty());
  EXPECT_EQ(between(now, now + hours{2000}).size(), 2U);
  const auto steps = read([&](Transaction& tx) { return storage::list_step_changes_between(tx, now, now + hours{1}); });
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[1].status, "passed");
  EXPECT_TRUE(read([&](Transaction& tx) { return storage::list_waits_between(tx, now, now + hours{2000}); }).empty());
  const auto ending = read([&](Transaction& tx) { return storage::find_ending(tx, made.application.id); });
  ASSERT_TRUE(ending);
  EXPECT_EQ(ending->reason, "弱い鍵");
  EXPECT_TRUE(ending->new_code);
  static_cast<void>(other);
}

TEST_P(CaseTimesTest, AReminderIsNotedOnce) {
  RecordProperty("requirement", "C10");
  const auto note = [&](const std::string& kind, core::Instant about) {
    return write([&](Transaction& tx) { return storage::note_reminder(tx, "cas_1", kind, about, now); });
  };
  EXPECT_TRUE(note("waiting_first", now));
  EXPECT_FALSE(note("waiting_first", now));
  EXPECT_TRUE(note("waiting_second", now));
  EXPECT_TRUE(note("waiting_first", now + hours{1})) << "another wait";
}

TEST_P(CaseTimesTest, ARecipientChangeIsTakenOnceWithItsCode) {
  RecordProperty("requirement", "C03");
  const auto made = customer(db, "1");
  const auto put = [&](const std::string& hash) {
    write([&](Transaction& tx) {
      return storage::put_recipient_change(tx, {made.order.id, hash, "高橋", "t@aozora.test", now, now + hours{24}});
    });
  };
  const auto take = [&](const std::string& hash, core::Instant at) {
    return write([&](Transaction& tx) { return storage::take_recipient_change(tx, made.order.id, hash, at); });
  };
  put("one");
  put("two");
  EXPECT_FALSE(take("one", now)) << "the later wish stands";
  EXPECT_FALSE(take("two", now + hours{24}));
  ASSERT_TRUE(take("two", now + hours{23}));
  EXPECT_FALSE(take("two", now + hours{23}));
}

INSTANTIATE_ON_BOTH_ENGINES(CaseTimesTest);

} // namespace
