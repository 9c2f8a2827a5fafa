#include "builders.h"
#include "core/errors.h"
#include "storage/sessions.h"

using namespace builders;
using support::must;

namespace {

class PeopleTest : public support::DatabaseTest {};

TEST_P(PeopleTest, AnotherAccountsOrganizationIsNotFound) {
  RecordProperty("requirement", "G01");
  const auto ours = customer(db, "1");
  const auto theirs = customer(db, "2");
  const auto load = [&](const storage::Tenant& tenant) {
    return db.read([&](Transaction& tx) { return storage::load_organization(tx, ours.organization.id, tenant); });
  };
  EXPECT_EQ(must(load(storage::Tenant::of(ours.account.id))).name_kana, "アオゾラショウジ");
  EXPECT_EQ(must(load(storage::Tenant::any())).id, ours.organization.id);
  EXPECT_EQ(load(storage::Tenant::of(theirs.account.id)).error().code, core::errors::not_found);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_organizations(tx, theirs.account.id); }).size(), 1U);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_primary_client(tx, ours.account.id); }).id, ours.client.id);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_account(tx, ours.account.id); }).time_zone, "Asia/Tokyo");
}

TEST_P(PeopleTest, OfTwoWhoChangeOneOrganizationTheSecondIsStale) {
  RecordProperty("requirement", "G01");
  auto row = customer(db, "1").organization;
  row.status = "vetted";
  row.at_most_ten_members = true;
  const auto save = [&] { return db.write([&](Transaction& tx) { return storage::update_organization(tx, row); }); };
  must(save());
  EXPECT_EQ(save().error().code, core::errors::version_stale);
  const auto stored = read([&](Transaction& tx) { return storage::load_organization(tx, row.id, storage::Tenant::any()); });
  EXPECT_EQ(stored.version, 2);
  EXPECT_EQ(stored.status, "vetted");
  EXPECT_TRUE(stored.at_most_ten_members);
}

TEST_P(PeopleTest, AMailAddressHasOneUser) {
  const auto add = [&](const storage::UserRow& row) { return db.write([&](Transaction& tx) { return storage::insert_user(tx, row); }); };
  const auto account_id = customer(db, "1").account.id;
  must(add(user("a@aozora.example.jp", account_id)));
  must(add(user("staff@ca.example.jp")));
  EXPECT_TRUE(storage::violates(add(user("a@aozora.example.jp")).error(), "users", "email"));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_users(tx, storage::Tenant::of(account_id)); }).size(), 1U);
  EXPECT_EQ(read([](Transaction& tx) { return storage::list_users(tx, storage::Tenant::any()); }).at(0).email, "staff@ca.example.jp");
}

TEST_P(PeopleTest, LoginsAreCountedAndCodesWorkOnce) {
  const auto row = user("staff@ca.example.jp");
  write([&](Transaction& tx) { return storage::insert_user(tx, row); });
  const auto count = [&] { return write([&](Transaction& tx) { return storage::count_failed_login(tx, row.id, now + seconds{60}); }); };
  EXPECT_EQ(count(), 1);
  EXPECT_EQ(count(), 2);
  write([&](Transaction& tx) { return storage::clear_failed_logins(tx, row.id); });
  const auto use = [&](std::int64_t step) { return write([&](Transaction& tx) { return storage::use_totp_step(tx, row.id, step); }); };
  write([&](Transaction& tx) { return storage::propose_totp(tx, row.id, core::Bytes{1, 2, 3}); });
  const auto confirm = [&](const core::Bytes& secret) {
    return write([&](Transaction& tx) { return storage::confirm_totp(tx, row.id, secret, 100); });
  };
  EXPECT_FALSE(confirm({3, 2, 1})) << "another one was proposed";
  EXPECT_TRUE(confirm({1, 2, 3}));
  EXPECT_FALSE(confirm({1, 2, 3})) << "nothing is proposed any more";
  EXPECT_FALSE(use(100));
  EXPECT_FALSE(use(99));
  EXPECT_TRUE(use(101));
  write([&](Transaction& tx) { return storage::set_password(tx, row.id, "new", false); });
  write([&](Transaction& tx) { return storage::set_disabled(tx, row.id, true); });
  const auto stored = *read([](Transaction& tx) { return storage::find_user_by_email(tx, "staff@ca.example.jp"); });
  EXPECT_EQ(stored.failed_logins, 0);
  EXPECT_EQ(stored.password_hash, "new");
  EXPECT_FALSE(stored.must_change_password);
  EXPECT_TRUE(stored.disabled);
  EXPECT_TRUE(stored.totp_confirmed);
  EXPECT_EQ(stored.totp_secret, (core::Bytes{1, 2, 3}));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_user(tx, row.id); }).locked_until, core::from_unix(0));
}

class SessionsTest : public support::DatabaseTest {
protected:
  storage::SessionRow add(const std::string& hash, const std::optional<storage::UserId>& user_id = {}) {
    const storage::SessionRow row{hash, user_id ? "desk" : "order", user_id,           {}, {}, {}, {}, "csrf", now,
                                  now,  now + seconds{600},         core::from_unix(0)};
    write([&](Transaction& tx) { return storage::insert_session(tx, row); });
    return row;
  }
  auto find(const std::string& hash, core::Instant at = now) {
    return read([&](Transaction& tx) { return storage::find_session(tx, hash, at); });
  }
};

TEST_P(SessionsTest, EndAtTheirTime) {
  add("h1");
  EXPECT_TRUE(find("h1", now + seconds{599}));
  EXPECT_FALSE(find("h1", now + seconds{600}));
  EXPECT_FALSE(find("h2"));
  write([](Transaction& tx) { return storage::touch_session(tx, "h1", now + seconds{10}, now + seconds{900}); });
  EXPECT_EQ(find("h1", now + seconds{600})->last_seen_at, now + seconds{10});
  EXPECT_EQ(write([](Transaction& tx) { return storage::delete_expired_sessions(tx, now + seconds{901}); }), 1);
}

TEST_P(SessionsTest, ChangeTheirSecretAndEndTogether) {
  const auto row = user("staff@ca.example.jp");
  write([&](Transaction& tx) { return storage::insert_user(tx, row); });
  add("h1", row.id);
  add("h2", row.id);
  write([](Transaction& tx) { return storage::rotate_session(tx, "h1", "h3"); });
  EXPECT_FALSE(find("h1"));
  write([](Transaction& tx) { return storage::mark_session_verified(tx, "h3", now); });
  EXPECT_EQ(find("h3")->verified_at, now);
  write([&](Transaction& tx) { return storage::delete_sessions_of(tx, row.id, "h3"); });
  EXPECT_FALSE(find("h2"));
  EXPECT_TRUE(find("h3"));
  write([](Transaction& tx) { return storage::delete_session(tx, "h3"); });
  EXPECT_FALSE(find("h3"));
}

TEST_P(SessionsTest, OfAnOrderLearnItsOrder) {
  const auto placed = customer(db, "1").order;
  add("h1");
  write([&](Transaction& tx) { return storage::bind_session_to_order(tx, "h1", placed.id); });
  EXPECT_EQ(find("h1")->order_id, placed.id);
}

TEST_P(SessionsTest, ApiKeysAreTheirAccountsOwn) {
  RecordProperty("requirement", "G01");
  const auto ours = customer(db, "1");
  const auto theirs = customer(db, "2");
  const auto owner = user("a@aozora.example.jp", ours.account.id);
  const storage::ApiKeyRow key{storage::ApiKeyId::make(),
                               ours.account.id,
                               owner.id,
                               "ci",
                               "hash",
                               {"certificates:issue", "certificates:read"},
                               {},
                               now,
                               now + seconds{1000},
                               {}};
  write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_user(tx, owner));
    return storage::insert_api_key(tx, key);
  });
  const auto find_key = [&](core::Instant at) { return read([&](Transaction& tx) { return storage::find_api_key(tx, "hash", at); }); };
  EXPECT_EQ(find_key(now)->scopes, key.scopes);
  EXPECT_EQ(find_key(now)->ip_ranges, storage::List{});
  EXPECT_FALSE(find_key(now + seconds{1000}));
  const auto revoke = [&](const storage::AccountId& account_id) {
    return db.write([&](Transaction& tx) { return storage::revoke_api_key(tx, key.id, account_id, now); });
  };
  EXPECT_EQ(revoke(theirs.account.id).error().code, core::errors::not_found);
  must(revoke(ours.account.id));
  EXPECT_EQ(revoke(ours.account.id).error().code, core::errors::not_found);
  EXPECT_FALSE(find_key(now));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_api_keys(tx, ours.account.id); }).at(0).revoked_at, now);
}

INSTANTIATE_ON_BOTH_ENGINES(PeopleTest);
INSTANTIATE_ON_BOTH_ENGINES(SessionsTest);

} // namespace
