#include "support/house.h"
#include "support/postgres.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

/// Order, vetting, issuing, revoking: the same words whatever the database.
void tell_short_story(House& house) {
  house.import_register("nta/extract_sjis.csv");
  auto filed = file_application(house);
  const auto approved = vet(house, filed);
  const auto certificate = "/api/v1/certificates/" + approved.at("/certificateId");
  auto support = house.staff("support");
  const auto shown = support.get(certificate);
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(shown.at("/names/0"), filed.names.front());
  EXPECT_EQ(support.post(certificate + "/revocations", R"({"reason":"cessationOfOperation","comment":""})").status, 201);
  const auto issuer = house.world().issuers.by_slug("ov-g1")->certificate.to_pem();
  EXPECT_TRUE(wait_until([&] { return ocsp_status(house.url("/ocsp/ov-g1"), shown.at("/pem"), issuer, house.root_file()) == "revoked"; },
                         std::chrono::seconds{1}));
  EXPECT_TRUE(house.mail(filed.technical_mail(), "失効完了").body.contains(filed.names.front()));
  const auto events = house.staff("staff_auditor").get("/api/v1/audit-events?object=" + filed.case_id);
  EXPECT_TRUE(events.body.contains("case_approved")) << events.body;
}

TEST(Engines, SqliteTellsTheStory) {
  RecordProperty("requirement", "G03");
  House house;
  tell_short_story(house);
}

TEST(Engines, PostgresqlTellsTheSameStory) {
  RecordProperty("requirement", "G03");
  House house({.database_url = Postgres::shared().empty_database()});
  tell_short_story(house);
}

TEST(Nodes, RevocationThroughOneShowsInTheOthersOcsp) {
  RecordProperty("requirement", "G03 D08");
  House house({.database_url = Postgres::shared().empty_database()});
  house.import_register("nta/extract_utf8.csv");
  auto second = house.second_node();
  auto filed = file_application(house);
  const auto certificate = "/api/v1/certificates/" + vet(house, filed).at("/certificateId");
  auto support = house.staff("support");
  const auto pem = support.get(certificate).at("/pem");
  const auto issuer = house.world().issuers.by_slug("ov-g1")->certificate.to_pem();
  const auto ask = [&](const std::string& url) { return ocsp_status(url, pem, issuer, house.root_file()); };
  EXPECT_EQ(ask(second.url("/ocsp/ov-g1")), "good");
  EXPECT_EQ(ask(house.url("/ocsp/ov-g1")), "good");
  auto elsewhere = second.desk_visitor();
  elsewhere.cookies = support.cookies;
  elsewhere.csrf_token = support.csrf_token;
  ASSERT_EQ(elsewhere.post(certificate + "/revocations", R"({"reason":"superseded","comment":""})").status, 201);
  for (const auto& url : {house.url("/ocsp/ov-g1"), second.url("/ocsp/ov-g1")}) {
    std::string status;
    EXPECT_TRUE(wait_until([&] { return (status = ask(url)) == "revoked"; }, std::chrono::seconds{1})) << url << " " << status;
  }
}

TEST(Start, RefusesACatalogueThatSellsDv) {
  RecordProperty("requirement", "A02");
  const TemporaryDirectory folder;
  const auto program = std::string(SHOMEI_BINARY_DIR) + "/shomei";
  run_or_throw({program, "init", "--data", folder / "data"});
  auto catalogue = read_file(std::string(SHOMEI_SOURCE_DIR) + "/catalogue/products.toml");
  catalogue.replace(catalogue.find("level = \"OV\""), 12, "level = \"DV\"");
  write_file(folder / "data/products.toml", catalogue);
  const auto english =
      run({program, "--lang", "en", "serve", "--data", folder / "data", "--listen", "127.0.0.1:0", "--desk-listen", "127.0.0.1:0"});
  EXPECT_EQ(english.exit_code, 1) << english.out;
  EXPECT_TRUE(english.out.contains("DV cannot be sold")) << english.out;
  EXPECT_TRUE(english.out.contains("advantage")) << english.out;
  EXPECT_FALSE(english.out.contains("\"listen\":")) << "only the signer may have become ready";
  const auto japanese =
      run({program, "--lang", "ja", "serve", "--data", folder / "data", "--listen", "127.0.0.1:0", "--desk-listen", "127.0.0.1:0"});
  EXPECT_TRUE(japanese.out.contains("DV")) << japanese.out;
  EXPECT_NE(japanese.out, english.out);
}

} // namespace
