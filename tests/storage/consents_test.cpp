#include "builders.h"
#include "storage/consents.h"

using namespace builders;
using support::must;

namespace {

class ConsentsTest : public support::DatabaseTest {
protected:
  storage::ConsentLinkRow link(const Customer& of, const std::string& hash, core::Instant at = now) {
    storage::ConsentLinkRow row{storage::ConsentLinkId::make(),
                                of.account.id,
                                of.application.id,
                                "a@aozora.example.jp",
                                hash,
                                "sent",
                                at,
                                at + std::chrono::days{14},
                                {},
                                {},
                                {},
                                "",
                                {},
                                {},
                                0,
                                {}};
    write([&](Transaction& tx) { return storage::insert_consent_link(tx, row); });
    return row;
  }
  storage::ConsentRow consent(const storage::ConsentLinkRow& of, const std::string& role) {
    storage::ConsentRow row{
        storage::ConsentId::make(), of.account_id, of.application_id, role, of.id, "青井 葵", of.email, "pending", {}, "", "", {}, now};
    write([&](Transaction& tx) { return storage::insert_consent(tx, row); });
    return row;
  }
};

TEST_P(ConsentsTest, ALinkIsUsedOnceAndRevokedBeforeThat) {
  RecordProperty("requirement", "B01");
  const auto made = customer(db, "1");
  auto row = link(made, "hash-1");
  EXPECT_FALSE(read([](Transaction& tx) { return storage::find_consent_link(tx, "hash-2"); }));
  row.opened_at = now + seconds{1};
  row.code_hash = "code";
  row.wrong_codes = 3;
  row.locked_until = now + seconds{9};
  write([&](Transaction& tx) { return storage::update_consent_link(tx, row); });
  const auto found = read([](Transaction& tx) { return storage::find_consent_link(tx, "hash-1"); }).value();
  EXPECT_EQ(found.opened_at, row.opened_at);
  EXPECT_EQ(found.code_hash, "code");
  EXPECT_EQ(found.wrong_codes, 3);
  EXPECT_EQ(found.locked_until, row.locked_until);
  EXPECT_TRUE(must(db.write([&](Transaction& tx) { return storage::use_consent_link(tx, row.id, now); })));
  EXPECT_FALSE(must(db.write([&](Transaction& tx) { return storage::use_consent_link(tx, row.id, now); })));
  EXPECT_EQ(must(db.write([&](Transaction& tx) { return storage::revoke_consent_links(tx, made.application.id); })), 0);
  link(made, "hash-2");
  EXPECT_EQ(must(db.write([&](Transaction& tx) { return storage::revoke_consent_links(tx, made.application.id); })), 1);
  EXPECT_FALSE(db.write([&](Transaction& tx) { return storage::insert_consent_link(tx, row); })) << "a hash is one link's";
}

TEST_P(ConsentsTest, ARoleHasOneConsentThatCounts) {
  RecordProperty("requirement", "B01 B04");
  const auto made = customer(db, "1");
  const auto first = link(made, "hash-1");
  auto approver = consent(first, "authorization");
  const auto signer = consent(first, "contract_signer");
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_consents_of_link(tx, first.id); }).size(), 2U);
  auto twice = approver;
  twice.id = storage::ConsentId::make();
  EXPECT_FALSE(db.write([&](Transaction& tx) { return storage::insert_consent(tx, twice); }));
  approver.status = "declined";
  approver.decided_at = now;
  approver.reason = "聞いていません";
  EXPECT_TRUE(must(db.write([&](Transaction& tx) { return storage::decide_consent(tx, approver); })));
  EXPECT_FALSE(must(db.write([&](Transaction& tx) { return storage::decide_consent(tx, approver); }))) << "an answer is given once";
  write([&](Transaction& tx) { return storage::replace_consent(tx, approver.id); });
  write([&](Transaction& tx) { return storage::insert_consent(tx, twice); });
  const auto second = link(made, "hash-2");
  write([&](Transaction& tx) { return storage::move_consent(tx, signer.id, second.id); });
  const auto all = read([&](Transaction& tx) { return storage::list_consents(tx, made.application.id); });
  ASSERT_EQ(all.size(), 2U) << "who was replaced does not count";
  EXPECT_EQ(all[0].id, twice.id);
  EXPECT_EQ(all[1].link_id, second.id);
}

TEST_P(ConsentsTest, RemindersAreForLinksThatAreOutAndOld) {
  RecordProperty("requirement", "B01");
  const auto made = customer(db, "1");
  auto old = link(made, "old", now - std::chrono::days{4});
  link(made, "young", now - std::chrono::days{1});
  link(made, "dead", now - std::chrono::days{15});
  const auto due = [&] {
    return read([](Transaction& tx) { return storage::list_links_to_remind(tx, now - std::chrono::days{3}, now, 10); });
  };
  ASSERT_EQ(due().size(), 1U);
  EXPECT_EQ(due()[0].id, old.id);
  old.reminded_at = now;
  write([&](Transaction& tx) { return storage::update_consent_link(tx, old); });
  EXPECT_TRUE(due().empty());
}

TEST_P(ConsentsTest, TheWordsOfAnAgreementAreKeptOnce) {
  RecordProperty("requirement", "B04");
  const storage::AgreementRow row{"1", "ja", "abc", "第1条", now};
  write([&](Transaction& tx) { return storage::keep_agreement(tx, row); });
  write([&](Transaction& tx) { return storage::keep_agreement(tx, row); });
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_agreement(tx, "abc"); })->text, "第1条");
  EXPECT_FALSE(read([](Transaction& tx) { return storage::find_agreement(tx, "def"); }));
}

INSTANTIATE_ON_BOTH_ENGINES(ConsentsTest);

} // namespace
