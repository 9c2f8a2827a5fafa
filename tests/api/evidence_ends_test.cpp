#include "support/database.h"
#include "support/house.h"
#include "usecases/announce_evidence_ends.h"

#include <gtest/gtest.h>

/// Whom the announced end of evidence leads where (C12).
namespace {

using namespace support;

TEST(EvidenceEnds, CustomerWithoutConsoleIsLedToHisApplication) {
  RecordProperty("requirement", "C12");
  auto& house = House::shared();
  auto filed = file_application(house);
  vet(house, filed);
  const auto account = application_row(house, filed).account_id.str();
  const auto put = [&](std::string_view sql, core::Instant at) {
    must(house.world().database.write([&](storage::Transaction& tx) { return tx.exec(sql, account, at); }));
  };
  put("UPDATE certificates SET not_after = $2 WHERE account_id = $1", house.now() + std::chrono::days{200});
  put("UPDATE domain_validations SET completed_at = $2 WHERE account_id = $1", house.now() - std::chrono::days{800});
  ASSERT_TRUE(usecases::announce_evidence_ends(house.world(), usecases::system_actor("test")));
  const auto mail = house.mail(filed.technical_mail(), "ドメイン " + filed.names[0] + " の確認期限");
  EXPECT_TRUE(mail.body.contains("/applications/" + filed.application_id)) << mail.body;
  EXPECT_FALSE(mail.body.contains("/cms/")) << mail.body;
  EXPECT_TRUE(mail.body.contains("対象の証明書：OV\n")) << mail.body;
}

} // namespace
