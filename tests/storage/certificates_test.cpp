#include "builders.h"
#include "core/errors.h"

#include <set>
#include <thread>

using namespace builders;
using storage::CertificateFilter;
using storage::CertificateSort;
using support::must;

namespace {

class CertificatesTest : public support::DatabaseTest {
protected:
  CertificatesTest() {
    write([&](Transaction& tx) -> core::Result<void> {
      TRY(storage::insert_account(tx, ours_));
      TRY(storage::insert_account(tx, theirs_));
      return storage::insert_issuer(tx, issuer_);
    });
  }
  core::Result<std::int64_t> add(storage::CertificateRow row) {
    TRY(db.write([&](Transaction& tx) { return storage::insert_certificate(tx, row); }));
    return row.status_change;
  }
  storage::CertificateRow ours(std::uint32_t number) const { return certificate(ours_.id, issuer_.id, number); }
  storage::CertificateRow load(const storage::CertificateId& id) {
    return read([&](Transaction& tx) { return storage::load_certificate(tx, id, storage::Tenant::any()); });
  }
  core::Result<std::int64_t> revoke(const storage::CertificateRow& row, std::int64_t version) {
    return db.write(
        [&](Transaction& tx) { return storage::change_certificate_status(tx, row.id, version, {"revoked", now + seconds{5}, 1}); });
  }
  std::vector<std::string> names_of(storage::CertificateQuery query) {
    std::vector<std::string> names;
    for (;;) {
      const auto page = read([&](Transaction& tx) { return storage::list_certificates(tx, query); });
      for (const auto& row : page.items) names.push_back(row.common_name.substr(0, row.common_name.find('.')));
      if (!page.next) return names;
      query.after = *page.next;
    }
  }
  storage::AccountRow ours_ = account();
  storage::AccountRow theirs_ = account();
  storage::IssuerRow issuer_ = issuer("ov");
};

TEST_P(CertificatesTest, ASerialIsStoredOnce) {
  RecordProperty("requirement", "G02");
  const auto row = ours(1);
  must(add(row));
  auto twin = row;
  twin.id = storage::CertificateId::make();
  EXPECT_TRUE(storage::violates(add(twin).error(), "certificates", "issuer_id,serial"));
  const auto found = read([&](Transaction& tx) { return storage::find_certificate_by_serial(tx, issuer_.id, row.serial); });
  EXPECT_EQ(found->id, row.id);
  EXPECT_EQ(found->der, row.der);
  EXPECT_EQ(found->names, row.names);
}

TEST_P(CertificatesTest, AnotherAccountsCertificateIsNotFound) {
  RecordProperty("requirement", "G01");
  const auto row = ours(1);
  must(add(row));
  const auto load_as = [&](const storage::Tenant& tenant) {
    return db.read([&](Transaction& tx) { return storage::load_certificate(tx, row.id, tenant); });
  };
  EXPECT_TRUE(load_as(storage::Tenant::of(ours_.id)));
  EXPECT_EQ(load_as(storage::Tenant::of(theirs_.id)).error().code, core::errors::not_found);
  EXPECT_TRUE(names_of({.tenant = storage::Tenant::of(theirs_.id), .now = now}).empty());
}

TEST_P(CertificatesTest, AreListedInEachOrderPageByPage) {
  for (std::uint32_t i = 1; i <= 5; ++i) {
    auto row = ours(i);
    row.not_after += seconds{(i * 7 % 5) * 86'400}; // 2 4 1 3 0 days
    must(add(row));
  }
  const auto sorted = [&](CertificateSort sort) {
    return names_of({.tenant = storage::Tenant::of(ours_.id), .now = now, .sort = sort, .limit = 2});
  };
  EXPECT_EQ(sorted(CertificateSort::not_after), (std::vector<std::string>{"host5", "host3", "host1", "host4", "host2"}));
  EXPECT_EQ(sorted(CertificateSort::not_after_descending), (std::vector<std::string>{"host2", "host4", "host1", "host3", "host5"}));
  EXPECT_EQ(sorted(CertificateSort::common_name), (std::vector<std::string>{"host1", "host2", "host3", "host4", "host5"}));
}

TEST_P(CertificatesTest, AreFilteredByWhatTheyAreNow) {
  auto active = ours(1), expired = ours(2), revoked = ours(3), reissued = ours(4);
  expired.not_after = now - seconds{1};
  reissued.status = "reissued";
  for (const auto* row : {&active, &expired, &revoked, &reissued}) must(add(*row));
  must(revoke(revoked, load(revoked.id).status_change));
  const auto filtered = [&](CertificateFilter filter) {
    return names_of({.tenant = storage::Tenant::any(), .now = now, .filter = filter});
  };
  EXPECT_EQ(filtered(CertificateFilter::active), (std::vector<std::string>{"host1"}));
  EXPECT_EQ(filtered(CertificateFilter::expired), (std::vector<std::string>{"host2"}));
  EXPECT_EQ(filtered(CertificateFilter::revoked), (std::vector<std::string>{"host3"}));
  EXPECT_EQ(filtered(CertificateFilter::reissued), (std::vector<std::string>{"host4"}));
  EXPECT_EQ(filtered(CertificateFilter::all).size(), 4U);
  EXPECT_EQ(names_of({.tenant = storage::Tenant::any(), .now = now, .expires_before = now}), (std::vector<std::string>{"host2"}));
}

TEST_P(CertificatesTest, AreFoundByAnyPartOfTheirNamesOrTheirSerial) {
  auto other = ours(2);
  other.organization_name = "株式会社緑川製作所";
  must(add(ours(1)));
  must(add(other));
  const auto found = [&](const std::string& q) { return names_of({.tenant = storage::Tenant::of(ours_.id), .now = now, .q = q}); };
  EXPECT_EQ(found("HOST1.aozora"), (std::vector<std::string>{"host1"}));
  EXPECT_EQ(found("www.host2"), (std::vector<std::string>{"host2"}));
  EXPECT_EQ(found("緑川"), (std::vector<std::string>{"host2"}));
  EXPECT_EQ(found("00000002111111111111111111111111"), (std::vector<std::string>{"host2"}));
  EXPECT_EQ(found("00:00:00:01:11:11:11:11:11:11:11:11:11:11:11:11"), (std::vector<std::string>{"host1"}));
  EXPECT_TRUE(found("host%").empty());
}

TEST_P(CertificatesTest, AreCountedUpToALimit) {
  for (std::uint32_t i = 1; i <= 5; ++i) must(add(ours(i)));
  const auto count = [&](std::int64_t most) {
    return read([&](Transaction& tx) {
      return storage::count_certificates(tx, {.tenant = storage::Tenant::of(ours_.id), .now = now, .q = "host"}, most);
    });
  };
  EXPECT_EQ(count(10), 5);
  EXPECT_EQ(count(5), 5);
  EXPECT_EQ(count(3), 4);
}

TEST_P(CertificatesTest, AreRevokedByOneOfTwo) {
  RecordProperty("requirement", "D08");
  const auto row = ours(1);
  must(add(row));
  const auto version = load(row.id).status_change;
  EXPECT_GT(must(revoke(row, version)), version);
  EXPECT_EQ(revoke(row, version).error().code, core::errors::version_stale);
  EXPECT_EQ(load(row.id).revocation_reason, 1);
  const auto listed = read([&](Transaction& tx) { return storage::list_revoked(tx, issuer_.id, now); });
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].serial, row.serial);
  EXPECT_TRUE(read([&](Transaction& tx) { return storage::list_revoked(tx, issuer_.id, row.not_after + seconds{1}); }).empty());
}

TEST_P(CertificatesTest, StatusChangesAreStreamedInTheirOrder) {
  for (std::uint32_t i = 1; i <= 3; ++i) must(add(ours(i)));
  const auto seen = [&](std::int64_t since) {
    std::vector<std::pair<std::int64_t, bool>> changes;
    read([&](Transaction& tx) {
      return storage::each_certificate_status(tx, since, [&](const storage::CertificateStatusView& view) {
        EXPECT_EQ(view.issuer_id, issuer_.id.str());
        changes.emplace_back(view.status_change, view.revoked_at.has_value());
      });
    });
    return changes;
  };
  EXPECT_EQ(seen(0).size(), 3U);
  const auto newest = read([](Transaction& tx) { return storage::newest_status_change(tx); });
  EXPECT_TRUE(seen(newest).empty());
  const auto row = read([&](Transaction& tx) { return storage::find_certificate_by_serial(tx, issuer_.id, ours(2).serial); });
  must(revoke(*row, row->status_change));
  EXPECT_EQ(seen(newest), (std::vector<std::pair<std::int64_t, bool>>{{newest + 1, true}}));
  EXPECT_EQ(seen(0).size(), 3U);
}

TEST_P(CertificatesTest, AFollowerOfStatusChangesMissesNone) {
  RecordProperty("requirement", "G02");
  std::atomic<bool> finished{false};
  std::vector<std::thread> writers;
  for (std::uint32_t thread = 0; thread < 6; ++thread)
    writers.emplace_back([&, thread] {
      for (std::uint32_t i = 0; i < 30; ++i) must(add(ours(thread * 100 + i + 1)));
    });
  std::set<core::Bytes> followed;
  std::thread follower([&] {
    std::int64_t since = 0;
    for (bool last = false; !last;) {
      last = finished;
      read([&](Transaction& tx) {
        return storage::each_certificate_status(tx, since, [&](const storage::CertificateStatusView& view) {
          since = view.status_change;
          followed.insert(core::to_bytes(view.serial));
        });
      });
    }
  });
  for (auto& writer : writers) writer.join();
  finished = true;
  follower.join();
  EXPECT_EQ(followed.size(), 180U);
}

TEST_P(CertificatesTest, AnIntentReservesItsSerialForEver) {
  RecordProperty("requirement", "G02");
  const auto intent = [&](std::uint8_t serial, const std::string& key) {
    return storage::IntentRow{storage::IntentId::make(),
                              issuer_.id,
                              core::Bytes(16, serial),
                              ours_.id,
                              {},
                              {},
                              {1, 2},
                              "reserved",
                              "policy",
                              now,
                              "advantage",
                              {},
                              "node " + std::to_string(serial),
                              core::to_bytes(key)};
  };
  const auto reserve = [&](const storage::IntentRow& row) {
    return db.write([&](Transaction& tx) { return storage::insert_intent(tx, row); });
  };
  const auto first = intent(7, "key");
  must(reserve(first));
  must(reserve(intent(8, "key 8")));
  EXPECT_TRUE(storage::violates(reserve(intent(9, "key")).error(), "issuance_intents", "request_key"));
  const auto open = [&](core::Instant before, const std::optional<std::string>& node = {}) {
    return read([&](Transaction& tx) { return storage::list_open_intents(tx, {before, node}, 10); }).size();
  };
  const auto of_request = [&](std::string_view key) {
    return read([&](Transaction& tx) { return storage::find_intent_of_request(tx, core::as_bytes(key)); });
  };
  EXPECT_EQ(open(now), 0U);
  EXPECT_EQ(open(now + seconds{1}), 2U);
  EXPECT_EQ(open(now, "node 7"), 1U) << "the intents of a process that has ended, however young";
  EXPECT_EQ(open(now, "node"), 0U);
  const auto abandon = [&] { return db.write([&](Transaction& tx) { return storage::abandon_intent(tx, first.id); }); };
  must(abandon());
  EXPECT_EQ(abandon().error().code, core::errors::version_stale);
  EXPECT_EQ(open(now + seconds{1}), 1U);
  EXPECT_FALSE(of_request("key")) << "the abandoned one aside";
  must(reserve(intent(9, "key")));
  EXPECT_EQ(of_request("key")->node, "node 9");
  EXPECT_FALSE(of_request("other"));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_intent(tx, first.id); }).request, (core::Bytes{1, 2}));
}

TEST_P(CertificatesTest, ACrlIsReplacedByANewerOneOnly) {
  const auto put = [&](std::int64_t number) {
    return db.write([&](Transaction& tx) {
      return storage::put_crl(tx, {issuer_.id, 0, number, core::Bytes(3, static_cast<std::uint8_t>(number)), now, now + seconds{100}});
    });
  };
  must(put(5));
  must(put(6));
  EXPECT_EQ(put(6).error().code, core::errors::version_stale);
  EXPECT_EQ(put(4).error().code, core::errors::version_stale);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::find_crl(tx, issuer_.id, 0); })->der, (core::Bytes{6, 6, 6}));
  EXPECT_EQ(read([](Transaction& tx) { return storage::list_crls(tx); }).size(), 1U);
}

TEST_P(CertificatesTest, BlockedKeysAndDownloadLinksAreFound) {
  const core::Bytes key(32, 9);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::find_blocked_key(tx, key); }), std::nullopt);
  for (const auto* reason : {"key_compromise", "later"}) write([&](Transaction& tx) { return storage::block_key(tx, key, reason, now); });
  EXPECT_EQ(read([&](Transaction& tx) { return storage::find_blocked_key(tx, key); }), "key_compromise");
  const auto row = ours(1);
  must(add(row));
  write([&](Transaction& tx) { return storage::insert_download_link(tx, {"hash", row.id, now + seconds{10}, now}); });
  const auto find = [&](core::Instant at) { return read([&](Transaction& tx) { return storage::find_download_link(tx, "hash", at); }); };
  EXPECT_EQ(find(now)->certificate_id, row.id);
  EXPECT_FALSE(find(now + seconds{10}));
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_issuer_by_slug(tx, "ov"); })->id, issuer_.id);
  EXPECT_EQ(read([](Transaction& tx) { return storage::list_issuers(tx); }).size(), 1U);
}

INSTANTIATE_ON_BOTH_ENGINES(CertificatesTest);

} // namespace
