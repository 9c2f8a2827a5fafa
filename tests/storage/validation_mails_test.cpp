#include "builders.h"
#include "storage/evidence.h"
#include "storage/validation_mails.h"
#include "storage/validations.h"

using namespace builders;
using support::must;

namespace {

class ValidationMailsTest : public support::DatabaseTest {
protected:
  storage::ValidationRow validation(const Customer& of, const std::string& fqdn, const std::string& domain, core::Instant completed) {
    storage::ValidationRow row{storage::ValidationId::make(),
                               of.account.id,
                               of.application.id,
                               fqdn,
                               domain,
                               "email",
                               "",
                               "valid",
                               now,
                               now + std::chrono::hours{720},
                               completed,
                               {},
                               1,
                               "",
                               ""};
    row.proven_domain = domain;
    write([&](Transaction& tx) { return storage::insert_validation(tx, row); });
    return row;
  }
};

TEST_P(ValidationMailsTest, FirstAnswerStands) {
  RecordProperty("requirement", "C06");
  const auto made = customer(db, "1");
  const auto of = validation(made, "www.aozora.example.jp", "aozora.example.jp", now);
  storage::ValidationMailRow mail{storage::ValidationMailId::make(),
                                  made.account.id,
                                  of.id,
                                  "hash",
                                  "admin@aozora.example.jp",
                                  "constructed aozora.example.jp",
                                  "",
                                  {"www.aozora.example.jp"},
                                  "ja",
                                  now,
                                  now,
                                  "",
                                  {},
                                  ""};
  write([&](Transaction& tx) { return storage::insert_validation_mail(tx, mail); });
  const auto find = [&](const std::string& hash) { return read([&](Transaction& tx) { return storage::find_validation_mail(tx, hash); }); };
  EXPECT_EQ(find("hash")->address, mail.address);
  EXPECT_FALSE(find("other"));
  mail.answer = "approved";
  mail.answered_at = now + seconds{5};
  mail.answered_from = "203.0.113.9";
  const auto answer = [&] { return write([&](Transaction& tx) { return storage::answer_validation_mail(tx, mail); }); };
  EXPECT_TRUE(answer());
  mail.answer = "declined";
  EXPECT_FALSE(answer());
  write([&](Transaction& tx) { return storage::set_validation_mail_sent(tx, mail.id, now + seconds{9}); });
  const auto stored = read([&](Transaction& tx) { return storage::list_validation_mails(tx, of.id); }).at(0);
  EXPECT_EQ(stored.answer, "approved");
  EXPECT_EQ(stored.answered_from, "203.0.113.9");
  EXPECT_EQ(stored.sent_at, now + seconds{9});
}

TEST_P(ValidationMailsTest, NoticesAreNotedOnce) {
  RecordProperty("requirement", "C12");
  const auto note = [&](std::int64_t ahead) {
    return write([&](Transaction& tx) { return storage::note_evidence_notice(tx, "dcv_1", ahead, now); });
  };
  EXPECT_TRUE(note(30));
  EXPECT_FALSE(note(30));
  EXPECT_TRUE(note(10));
}

TEST_P(ValidationMailsTest, AgeingProofsAreTheNewestOfAccountsInUse) {
  RecordProperty("requirement", "C12");
  const auto made = customer(db, "1");
  const auto older = validation(made, "www.aozora.example.jp", "aozora.example.jp", now);
  const auto newer = validation(made, "aozora.example.jp", "aozora.example.jp", now + seconds{60});
  const auto ageing = [&](core::Instant until) {
    return read([&](Transaction& tx) {
      return storage::list_ageing_validations(tx, {.from = now - seconds{1}, .until = until, .now = until, .after = ""});
    });
  };
  write([&](Transaction& tx) { return tx.exec("UPDATE accounts SET kind = 'retail' WHERE id = $1", made.account.id); });
  EXPECT_TRUE(ageing(now + seconds{60}).empty()) << "a retail account without a certificate in use";
  write([&](Transaction& tx) { return tx.exec("UPDATE accounts SET kind = 'pooling' WHERE id = $1", made.account.id); });
  ASSERT_EQ(ageing(now + seconds{60}).size(), 1U);
  EXPECT_EQ(ageing(now + seconds{60}).at(0).id, newer.id);
  EXPECT_TRUE(ageing(now + seconds{59}).empty()) << "the older one has been renewed";
  const auto all = read([&](Transaction& tx) { return storage::list_valid_validations(tx, made.account.id, "aozora.example.jp"); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].id, older.id);
}

TEST_P(ValidationMailsTest, ProofThatFollowedACnameIsNoneOfItsTarget) {
  RecordProperty("requirement", "C06");
  const auto made = customer(db, "1");
  auto row = validation(made, "cdn.example.jp", "cdn.example.jp", now);
  const auto newest = [&](const std::string& domain) {
    return read([&](Transaction& tx) { return storage::find_fresh_validation(tx, made.account.id, domain, now); });
  };
  const auto own = row.id;
  row.id = storage::ValidationId::make();
  row.fqdn = row.proven_domain = "www.aozora.example.jp";
  row.completed_at = now + seconds{1};
  write([&](Transaction& tx) { return storage::insert_validation(tx, row); });
  EXPECT_EQ(newest("cdn.example.jp")->id, own);
  EXPECT_EQ(newest("www.aozora.example.jp")->id, row.id);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_valid_validations(tx, made.account.id, "cdn.example.jp"); }).size(), 1U);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::find_account_domain(tx, made.account.id, "cdn.example.jp"); })->id, own);
}

TEST_P(ValidationMailsTest, LookIsTakenOnceInAPause) {
  RecordProperty("requirement", "C06 G01");
  const auto made = customer(db, "1");
  const auto row = validation(made, "aozora.example.jp", "aozora.example.jp", now);
  const auto take = [&](core::Instant at) {
    return write([&](Transaction& tx) { return storage::begin_look(tx, row.id, at - seconds{10}, at); });
  };
  EXPECT_FALSE(take(now)) << "it is valid: nothing is looked for";
  write([&](Transaction& tx) { return tx.exec("UPDATE domain_validations SET status = 'pending' WHERE id = $1", row.id); });
  EXPECT_TRUE(take(now)) << "the first";
  EXPECT_FALSE(take(now));
  EXPECT_FALSE(take(now + seconds{9}));
  EXPECT_TRUE(take(now + seconds{10}));
  EXPECT_TRUE(take(now)) << "a clock that was set back holds nobody up";
}

TEST_P(ValidationMailsTest, AgeingRecordsAreTheNewestOfVettedOrganizations) {
  RecordProperty("requirement", "C12");
  const auto made = customer(db, "1");
  const auto add = [&](core::Instant collected) {
    storage::RecordRow row{.id = storage::RecordId::make(),
                           .account_id = made.account.id,
                           .organization_id = made.organization.id,
                           .case_id = {},
                           .step = "organization",
                           .kind = "register",
                           .subject = "株式会社青空商事",
                           .source = "nta_corporate_numbers",
                           .method = "",
                           .outcome = "passed",
                           .facts = "{}",
                           .evidence = {},
                           .evidence_sha256 = "",
                           .collected_by = "usr_1",
                           .collected_at = collected};
    write([&](Transaction& tx) { return storage::insert_record(tx, row); });
    return row;
  };
  add(now);
  const auto newer = add(now + seconds{60});
  write([&](Transaction& tx) { return tx.exec("UPDATE accounts SET kind = 'pooling' WHERE id = $1", made.account.id); });
  const auto set_status = [&](const std::string& status) {
    write([&](Transaction& tx) { return tx.exec("UPDATE organizations SET status = $2 WHERE id = $1", made.organization.id, status); });
  };
  const auto ageing = [&] {
    return read([&](Transaction& tx) {
      return storage::list_ageing_records(tx, {.from = now, .until = now + seconds{60}, .now = now, .after = ""});
    });
  };
  set_status("unvetted");
  EXPECT_TRUE(ageing().empty());
  set_status("vetted");
  ASSERT_EQ(ageing().size(), 1U);
  EXPECT_EQ(ageing().at(0).id, newer.id);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_record(tx, newer.id); }).subject, "株式会社青空商事");
}

INSTANTIATE_ON_BOTH_ENGINES(ValidationMailsTest);

} // namespace
