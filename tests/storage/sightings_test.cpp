#include "builders.h"
#include "storage/caa_reports.h"
#include "storage/validations.h"

using namespace builders;
using support::must;

namespace {

class SightingsTest : public support::DatabaseTest {};

TEST_P(SightingsTest, AValidationKeepsWhatElseTheNewestLookSaw) {
  RecordProperty("requirement", "C06");
  const auto made = customer(db, "1");
  storage::ValidationRow row{storage::ValidationId::make(),
                             made.account.id,
                             made.application.id,
                             "www.example.jp",
                             "example.jp",
                             "dns_txt",
                             "random",
                             "pending",
                             now,
                             now + seconds{60},
                             {},
                             {},
                             0,
                             "",
                             ""};
  row.proven_domain = "example.jp";
  write([&](Transaction& tx) { return storage::insert_validation(tx, row); });
  write([&](Transaction& tx) { return storage::record_sightings(tx, row.id, "permitted", R"({"votes":[]})"); });
  const auto stored = read([&](Transaction& tx) { return storage::load_validation(tx, row.id, storage::Tenant::any()); });
  EXPECT_EQ(stored.caa, "permitted");
  EXPECT_EQ(stored.perspectives, R"({"votes":[]})");
  EXPECT_EQ(stored.status, "pending");
}

TEST_P(SightingsTest, ADomainsOwnerIsToldOnceInAWhile) {
  RecordProperty("requirement", "C06");
  const auto take = [&](const char* domain, core::Instant at) {
    return write([&](Transaction& tx) { return storage::take_caa_report(tx, domain, at, std::chrono::hours{24}); });
  };
  EXPECT_TRUE(take("example.jp", now));
  EXPECT_FALSE(take("example.jp", now + std::chrono::hours{23}));
  EXPECT_TRUE(take("other.jp", now));
  EXPECT_TRUE(take("example.jp", now + std::chrono::hours{24}));
  EXPECT_FALSE(take("example.jp", now + std::chrono::hours{25}));
}

INSTANTIATE_ON_BOTH_ENGINES(SightingsTest);

} // namespace
