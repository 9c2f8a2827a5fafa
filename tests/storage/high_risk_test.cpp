#include "builders.h"
#include "storage/cases.h"
#include "storage/denied_list.h"
#include "storage/hits.h"
#include "storage/samples.h"

using namespace builders;
using support::must;

namespace {

class HighRiskTest : public support::DatabaseTest {
protected:
  storage::CaseRow open_case(const Customer& of, const std::string& status = "open") {
    storage::CaseRow row{storage::CaseId::make(), of.application.id, of.account.id, status, {}, {}, {}, {}, {}, {}, 0, 1, now};
    write([&](Transaction& tx) { return storage::insert_case(tx, row, {}); });
    return row;
  }
  static storage::DeniedRow entry(const std::string& kind, const std::string& key, const std::string& source = "METI") {
    return {storage::DeniedId::make(), kind, key, key, source, "理由", now, {}, "usr_1", now, "", {}, ""};
  }
  static storage::HitRow hit(const storage::CaseRow& row, const std::string& matched, const std::string& kind = "denied_name") {
    return {storage::HitId::make(), row.id, row.account_id, kind, "株式会社青空商事", matched, "", "METI", 100, now, "", "", "", {}};
  }
  bool put(const storage::HitRow& row) {
    return write([&](Transaction& tx) { return storage::put_hit(tx, row); });
  }
  bool open_hits(const storage::AccountId& account) {
    return read([&](Transaction& tx) { return storage::has_open_hits(tx, account); });
  }
};

TEST_P(HighRiskTest, AnEntryIsInForceUntilItEndsOrIsRetired) {
  RecordProperty("requirement", "C09");
  auto lasting = entry("name", "黒井通商");
  auto ending = entry("domain", "kuroi.example.jp");
  ending.valid_until = now + seconds{10};
  auto coming = entry("country", "KP");
  coming.valid_from = now + seconds{10};
  for (const auto* row : {&lasting, &ending, &coming}) write([&](Transaction& tx) { return storage::insert_denied(tx, *row); });
  const auto active = [&](core::Instant at) {
    std::string keys;
    for (const auto& row : read([&](Transaction& tx) { return storage::list_active_denied(tx, at); })) keys += row.key + " ";
    return keys;
  };
  EXPECT_EQ(active(now), "黒井通商 kuroi.example.jp ");
  EXPECT_TRUE(active(now + seconds{10}).contains("KP"));
  EXPECT_FALSE(active(now + seconds{10}).contains("kuroi.example.jp"));
  const auto denied = [&](const std::string& key, core::Instant at) {
    return read([&](Transaction& tx) { return storage::find_denied_domain(tx, {"www." + key, key}, at); }).has_value();
  };
  EXPECT_TRUE(denied("kuroi.example.jp", now));
  EXPECT_FALSE(denied("kuroi.example.jp", now + seconds{10}));
  EXPECT_FALSE(denied("aozora.example.jp", now));
  write([&](Transaction& tx) { return storage::insert_denied(tx, entry("domain", "kuroi.example.jp", "MoF")); });
  EXPECT_TRUE(denied("kuroi.example.jp", now + seconds{10})) << "of another source";
  EXPECT_TRUE(active(now + seconds{10}).contains("kuroi.example.jp"));
  lasting.retired_by = "usr_2";
  lasting.retired_at = now;
  lasting.retire_reason = "誤登録";
  write([&](Transaction& tx) { return storage::retire_denied(tx, lasting); });
  EXPECT_FALSE(active(now).contains("黒井通商"));
  EXPECT_EQ(db.write([&](Transaction& tx) { return storage::retire_denied(tx, lasting); }).error().code, core::errors::version_stale);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_denied(tx, lasting.id); }).retire_reason, "誤登録");
}

TEST_P(HighRiskTest, ASourceNamesAKeyOnce) {
  RecordProperty("requirement", "C09");
  auto row = entry("name", "黒井通商");
  const auto put_entry = [&](bool dated = false) { return write([&](Transaction& tx) { return storage::put_denied(tx, row, dated); }); };
  EXPECT_TRUE(put_entry());
  const auto first = row.id;
  row.id = storage::DeniedId::make();
  EXPECT_FALSE(put_entry()) << "the same again";
  row.reason = "改めて";
  EXPECT_TRUE(put_entry());
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_denied(tx, first); }).reason, "改めて");
  row.valid_from = now + seconds{10};
  EXPECT_FALSE(put_entry()) << "it has begun, and the source names no day";
  EXPECT_TRUE(put_entry(true));
  EXPECT_FALSE(put_entry(true)) << "the same again";
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_denied(tx, first); }).valid_from, now + seconds{10});
  row.valid_from = now;
  EXPECT_TRUE(put_entry()) << "no day any more: from now";
  const auto twice = db.write([&](Transaction& tx) { return storage::insert_denied(tx, row); });
  EXPECT_TRUE(storage::violates(twice.error(), "denied_entries", "kind,key,source"));
  row.source = "MoF";
  EXPECT_TRUE(put_entry());
  const auto listed = [&](const storage::DeniedQuery& query) {
    return read([&](Transaction& tx) { return storage::list_denied(tx, query); });
  };
  EXPECT_EQ(listed({.q = "黒井"}).items.size(), 2U);
  EXPECT_EQ(listed({.q = "mof"}).items.size(), 1U);
  EXPECT_EQ(listed({.q = "100%"}).items.size(), 0U);
  EXPECT_EQ(listed({.kind = "domain"}).items.size(), 0U);
  EXPECT_EQ(listed({.retired = true}).items.size(), 0U);
  const auto page = listed({.limit = 1});
  ASSERT_TRUE(page.next);
  const auto rest = listed({.after = *page.next, .limit = 1});
  ASSERT_EQ(rest.items.size(), 1U);
  EXPECT_NE(rest.items[0].id, page.items[0].id);
  EXPECT_FALSE(rest.next);
}

TEST_P(HighRiskTest, ARetiredEntryMakesRoomForTheSameKey) {
  RecordProperty("requirement", "C09");
  const auto made = customer(db, "1");
  auto old = entry("domain", "kuroi.example.jp");
  write([&](Transaction& tx) { return storage::insert_denied(tx, old); });
  auto cleared = hit(open_case(made), old.key, "denied_domain");
  cleared.entry_id = old.id.str();
  cleared.decision = "accepted";
  put(cleared);
  old.retired_at = now;
  write([&](Transaction& tx) { return storage::retire_denied(tx, old); });
  const auto again = entry("domain", "kuroi.example.jp");
  EXPECT_TRUE(write([&](Transaction& tx) { return storage::put_denied(tx, again, false); }));
  EXPECT_TRUE(read([&](Transaction& tx) { return storage::load_denied(tx, old.id); }).retired_at) << "the old one stays on record";
  const auto second = db.write([&](Transaction& tx) { return storage::insert_denied(tx, entry("domain", "kuroi.example.jp")); });
  EXPECT_TRUE(storage::violates(second.error(), "denied_entries", "kind,key,source"));
  const auto other = entry("domain", "kuroi.example.jp", "MoF");
  write([&](Transaction& tx) { return storage::insert_denied(tx, other); });
  const auto is_cleared = [&](const storage::DeniedId& id) {
    return read([&](Transaction& tx) { return storage::has_cleared_hit(tx, made.account.id, id.str(), ""); });
  };
  EXPECT_TRUE(is_cleared(again.id)) << "the case has no other hit to decide on";
  EXPECT_FALSE(is_cleared(other.id));
}

TEST_P(HighRiskTest, HitsAreKeptOnceAndDecided) {
  RecordProperty("requirement", "C09");
  const auto made = customer(db, "1");
  const auto row = open_case(made);
  auto first = hit(row, "黒井通商");
  EXPECT_FALSE(open_hits(made.account.id));
  EXPECT_TRUE(put(first));
  EXPECT_FALSE(put(hit(row, "黒井通商"))) << "screened again";
  EXPECT_TRUE(put(hit(row, "KUROI")));
  EXPECT_TRUE(open_hits(made.account.id));
  const auto summary = read([&](Transaction& tx) { return storage::load_case_summary(tx, row.id); });
  EXPECT_EQ(summary.open_hits, 2);
  for (auto known : read([&](Transaction& tx) { return storage::list_hits(tx, row.id); })) {
    known.decision = "false_positive";
    known.reason = "所在地が異なる";
    known.decided_by = "usr_9";
    known.decided_at = now;
    write([&](Transaction& tx) { return storage::decide_hit(tx, known, {}); });
    const auto again = db.write([&](Transaction& tx) { return storage::decide_hit(tx, known, {}); });
    EXPECT_EQ(again.error().code, core::errors::version_stale) << "by one who saw it undecided";
  }
  EXPECT_FALSE(open_hits(made.account.id));
  const auto cleared = [&](const std::string& subject) {
    return read([&](Transaction& tx) { return storage::has_cleared_hit(tx, made.account.id, "", subject); });
  };
  EXPECT_TRUE(cleared("株式会社青空商事"));
  EXPECT_FALSE(cleared("別の名前"));
  first = read([&](Transaction& tx) { return storage::load_hit(tx, first.id); });
  EXPECT_EQ(first.reason, "所在地が異なる");
  first.decision = "confirmed";
  write([&](Transaction& tx) { return storage::decide_hit(tx, first, first.decided_at); });
  EXPECT_TRUE(open_hits(made.account.id));
  storage::ScreeningRow screening{storage::ScreeningId::make(), row.id, "submission", 3, 2, 2, "system", now};
  write([&](Transaction& tx) { return storage::insert_screening(tx, screening); });
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_screenings(tx, row.id); }).at(0).entries, 3);
}

TEST_P(HighRiskTest, HitsOfAnEndedCaseHoldNothingUp) {
  RecordProperty("requirement", "C09");
  const auto made = customer(db, "1");
  auto row = open_case(made);
  put(hit(row, "黒井通商"));
  auto looks = hit(row, "aozora.jp", "look_alike");
  put(looks);
  for (const auto* ended : {"rejected", "withdrawn", "lapsed"}) {
    row.status = ended;
    write([&](Transaction& tx) { return storage::update_case(tx, row); });
    row = read([&](Transaction& tx) { return storage::load_case(tx, row.id); });
    EXPECT_FALSE(open_hits(made.account.id)) << ended;
  }
  looks.decision = "confirmed";
  write([&](Transaction& tx) { return storage::decide_hit(tx, looks, {}); });
  EXPECT_FALSE(open_hits(made.account.id)) << "a name that was refused says nothing about the organization";
}

TEST_P(HighRiskTest, TheListIsHeldAgainstCasesThatGoOn) {
  RecordProperty("requirement", "C09");
  const auto going = open_case(customer(db, "1"));
  const auto approved = open_case(customer(db, "2"), "approved");
  open_case(customer(db, "3"), "rejected");
  std::vector<std::string> ids;
  for (const auto& row : read([](Transaction& tx) { return storage::list_screened_cases(tx); })) ids.push_back(row.id.str());
  std::vector<std::string> expected{going.id.str(), approved.id.str()};
  std::ranges::sort(expected);
  EXPECT_EQ(ids, expected);
  EXPECT_TRUE(read([](Transaction& tx) { return storage::list_revoked_for_cause(tx); }).empty());
  EXPECT_TRUE(read([&](Transaction& tx) { return storage::list_rejected_for_risk(tx, going.id); }).empty());
  EXPECT_TRUE(read([&](Transaction& tx) { return storage::list_look_alikes(tx, going.account_id, "aozora.jp"); }).empty());
}

TEST_P(HighRiskTest, SamplesAndRetentionSeeWhatRestsOnACase) {
  RecordProperty("requirement", "F10");
  const auto made = customer(db, "1");
  const auto row = open_case(made, "approved");
  const auto issued = [&] { return read([](Transaction& tx) { return storage::list_issued(tx, now, now + std::chrono::hours{1}); }); };
  EXPECT_TRUE(issued().empty());
  const auto retained = read([](Transaction& tx) { return storage::list_retained(tx, "", 1); });
  ASSERT_EQ(retained.items.size(), 1U);
  EXPECT_EQ(retained.items[0].case_id, row.id);
  EXPECT_FALSE(retained.next);
  EXPECT_FALSE(retained.items[0].last_expiry);
  EXPECT_TRUE(read([&](Transaction& tx) { return storage::list_certificates_on(tx, made.application.id, made.organization.id); }).empty());
}

INSTANTIATE_ON_BOTH_ENGINES(HighRiskTest);

} // namespace
