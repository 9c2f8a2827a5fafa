#include "domain/lei.h"

#include "core/text.h"
#include "domain/errors.h"
#include "domain/latin_name.h"
#include "domain/lei_comparison.h"
#include "domain/lei_csv.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

TEST(Lei, ChecksItsDigits) {
  RecordProperty("requirement", "C07");
  EXPECT_EQ(Lei::parse("ZZZZ00AOZORASHOJI037").value().str(), "ZZZZ00AOZORASHOJI037");
  EXPECT_EQ(Lei::parse(" ｚzzz-00ao zorashoji037").value().str(), "ZZZZ00AOZORASHOJI037");
  const auto wrong = Lei::parse("ZZZZ00AOZORASHOJI073").error();
  EXPECT_EQ(wrong.code, errors::lei_check_digits);
  EXPECT_EQ(wrong.params[1].second, "37");
  for (const auto* bad : {"", "ZZZZ00AOZORASHOJI03", "ZZZZ00AOZORASHOJI0377", "ZZZZ00AOZORASHOJI0AB", "青空"})
    EXPECT_EQ(Lei::parse(bad).error().code, errors::lei_invalid) << bad;
  EXPECT_EQ(lei_check_digits("ZZZZ00CLOUDLESS000"), "04") << "two digits even where one would do";
  EXPECT_EQ(registered_number_key("ＨＲＢ 999901-b"), "HRB999901B");
}

TEST(LatinName, SpellingsOfOneFormMeetAndFormsStayApart) {
  RecordProperty("requirement", "C07");
  EXPECT_EQ(latin_name_key("Blaustein Testwerke GmbH"), latin_name_key("BLAUSTEIN TESTWERKE Gesellschaft mit beschränkter Haftung"));
  EXPECT_EQ(latin_name_key("Ciel Imaginaire Société Anonyme"), latin_name_key("CIEL IMAGINAIRE S.A."));
  EXPECT_EQ(latin_name_key("Fictional Harbour Pte. Ltd."), latin_name_key("Fictional Harbour Private Limited"));
  EXPECT_EQ(latin_name_key("Cloudless Widgets, Inc."), latin_name_key("CLOUDLESS WIDGETS INCORPORATED"));
  EXPECT_NE(latin_name_key("Cloudless Widgets, Inc."), latin_name_key("Cloudless Widgets Ltd."));
  EXPECT_NE(latin_name_key("Limitedless"), latin_name_key("Ltdless"));
  EXPECT_EQ(latin_name_key(" Łódź  Žižka / A/S "), "LODZ ZIZKA A S");
  EXPECT_EQ(latin_name_key(""), "");
  EXPECT_TRUE(is_latin("Société “Générale” Łódź"));
  EXPECT_FALSE(is_latin("株式会社ABC"));
}

std::string header() {
  return "LEI,Entity.LegalName,Extra,Entity.OtherEntityNames.OtherEntityName.1,Entity.OtherEntityNames.OtherEntityName.2,"
         "Entity.LegalAddress.FirstAddressLine,Entity.LegalAddress.AdditionalAddressLine.1,Entity.LegalAddress.City,"
         "Entity.LegalAddress.Region,Entity.LegalAddress.Country,Entity.EntityStatus,Registration.RegistrationStatus,"
         "Registration.LastUpdateDate\n";
}
std::string row(const std::string& lei = "ZZZZ00AOZORASHOJI037", const std::string& country = "JP",
                const std::string& updated = "2026-10-01T08:00:00Z") {
  return lei + ",\"株式会社青空商事\",x,\"アオゾラ\",\"AOZORA SHOJI K.K.\",\"丸の内9-9-9\",\"青空ビル\",千代田区,JP-13," + country +
         ",ACTIVE,ISSUED," + updated + "\n";
}

struct Read {
  std::vector<LeiRow> rows;
  std::vector<core::Error> refused;
  core::Result<void> end;
};
Read read(std::string_view bytes, std::size_t piece = 65'536) {
  Read out;
  LeiReader reader(
      [&](LeiRow parsed) -> core::Result<void> {
        out.rows.push_back(std::move(parsed));
        return {};
      },
      [&](const core::Error& error) { out.refused.push_back(error); });
  for (std::size_t at = 0; at < bytes.size() && out.end; at += piece) out.end = reader.feed(core::as_bytes(bytes.substr(at, piece)));
  if (out.end) out.end = reader.finish();
  EXPECT_EQ(reader.rows(), out.rows.size());
  EXPECT_EQ(reader.refused(), out.refused.size());
  return out;
}

TEST(LeiFile, FindsColumnsByName) {
  RecordProperty("requirement", "C07");
  for (const std::size_t piece : {1UZ, 7UZ, 65'536UZ}) {
    const auto out = read("\xef\xbb\xbf" + header() + row(), piece);
    ASSERT_EQ(out.rows.size(), 1U) << piece;
    const auto& read_row = out.rows[0];
    EXPECT_EQ(read_row.name, "株式会社青空商事");
    EXPECT_EQ(read_row.name_latin, "AOZORA SHOJI K.K.") << "the first other name in Latin letters";
    EXPECT_EQ(read_row.street, "丸の内9-9-9, 青空ビル");
    EXPECT_EQ(read_row.updated_on, "2026-10-01");
    EXPECT_TRUE(read_row.active());
  }
  EXPECT_TRUE(is_lei_file(core::as_bytes(std::string_view("\xef\xbb\xbf\"LEI\",\"Entity.LegalName\""))));
  EXPECT_TRUE(is_lei_file(core::as_bytes(std::string_view("LEI,Entity"))));
  EXPECT_FALSE(is_lei_file(core::as_bytes(std::string_view("1,6010001999001,01"))));
  EXPECT_FALSE(is_lei_file({}));
}

TEST(LeiFile, BadRowsAreReportedAndSkipped) {
  RecordProperty("requirement", "C07 G01");
  auto nul = row();
  nul[nul.find(",x,") + 1] = '\0';
  const auto out = read(header() + row("ZZZZ00AOZORASHOJI073") + row("zzzz00aozorashoji037") + row("ZZZZ00AOZORASHOJI037", "JPN") +
                        row("ZZZZ00AOZORASHOJI037", "JP", "yesterday") + "a,b\n\"\n" + nul + "\xff\xfe\n" + row());
  EXPECT_TRUE(out.end);
  EXPECT_EQ(out.rows.size(), 1U);
  std::string seen;
  for (const auto& error : out.refused)
    seen += error.params[0].second + (error.params.size() > 1 ? ":" + error.params[1].second : "") + " ";
  EXPECT_EQ(seen, "2:LEI 3:LEI 4:Entity.LegalAddress.Country 5:Registration.LastUpdateDate 6:- 7:- 8:- 9 ");
}

TEST(LeiFile, MustHaveItsColumns) {
  const auto out = read("LEI,Entity.LegalName\n" + row());
  EXPECT_EQ(out.end.error().code, errors::register_column_missing);
  EXPECT_EQ(out.end.error().params[0].second, "Entity.LegalAddress.Country");
  EXPECT_TRUE(read("").end);
}

LeiRow registered() {
  LeiRow row;
  row.name = "株式会社青空商事";
  row.name_latin = "AOZORA SHOJI K.K.";
  row.street = "丸の内九丁目9番9号";
  row.city = "千代田区";
  row.region = "JP-13";
  row.country = "JP";
  row.postal_code = "1009999";
  row.registered_number = "010001999001";
  row.entity_status = "ACTIVE";
  row.registration_status = "ISSUED";
  return row;
}
std::string compared(const AppliedOrganization& applied, const LeiRow& row) {
  std::string seen;
  for (const auto& field : compare_with_lei(applied, row)) seen += field.field + "=" + std::string(to_string(field.match)) + " ";
  return seen;
}

TEST(LeiComparison, ShowsSameEquivalentAndDifferent) {
  RecordProperty("requirement", "C07");
  const AppliedOrganization japanese{"㈱青空商事", "",           "Aozora Shoji Co., Ltd.", "6010001999001", "100-9999", "東京都",
                                     "千代田区",   "丸の内9-9-9"};
  EXPECT_EQ(compared(japanese, registered()), "name=equivalent nameLatin=equivalent registeredNumber=equivalent address=equivalent "
                                              "country=same postalCode=equivalent status=same ");
  auto lapsed = registered();
  lapsed.registration_status = "LAPSED";
  lapsed.registered_number = "010001999002";
  lapsed.street = "丸の内八丁目1番1号";
  EXPECT_EQ(compared(japanese, lapsed), "name=equivalent nameLatin=equivalent registeredNumber=different address=different country=same "
                                        "postalCode=equivalent status=different ");
}

TEST(LeiComparison, KeepsForeignLegalFormsApart) {
  RecordProperty("requirement", "C07");
  AppliedOrganization applied{"Cloudless Widgets Incorporated", "", "", "", "", "US-DE", "Nowhere", "99 Made-up Road"};
  applied.country = "US";
  LeiRow row;
  row.name = "Cloudless Widgets, Inc.";
  row.country = "US";
  row.street = "99 Made-up Road";
  row.city = "Nowhere";
  row.region = "US-DE";
  row.registration_status = "ISSUED";
  EXPECT_EQ(compared(applied, row), "name=equivalent address=same country=same status=same ");
  EXPECT_EQ(compare_with_lei(applied, row)[1].registered, "99 Made-up Road, Nowhere, US-DE");
  row.name = "Cloudless Widgets Ltd.";
  EXPECT_TRUE(compared(applied, row).starts_with("name=different "));
  AppliedOrganization japanese;
  japanese.name = "株式会社青空商事";
  japanese.name_latin = "Aozora Shoji K.K.";
  row.name = "AOZORA SHOJI CO., LTD.";
  row.country = "JP";
  EXPECT_EQ(compare_with_lei(japanese, row)[0].applied, "Aozora Shoji K.K.") << "a legal name in Latin letters meets the Latin name";
  EXPECT_EQ(compare_with_lei(japanese, row)[0].match, Match::equivalent);
}

} // namespace
} // namespace domain
