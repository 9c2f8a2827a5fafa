#include "domain/subject_comparison.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

RegisteredWords aozora() {
  return {.name = "株式会社青空商事",
          .name_kana = "アオゾラショウジ",
          .name_latin = "",
          .country = "JP",
          .prefecture = "東京都",
          .city = "千代田区",
          .street = "丸の内九丁目９番９号",
          .address_latin = ""};
}
RegisteredWords osaka() {
  return {.name = "みどり電機株式会社",
          .name_kana = "ミドリデンキ",
          .name_latin = "Midori Electric Co., Ltd.",
          .country = "JP",
          .prefecture = "大阪府",
          .city = "大阪市北区",
          .street = "梅田八丁目８番８号",
          .address_latin = "8-8-8, Umeda, Kita ku, Osaka shi, Osaka"};
}

Match match_of(const RegisteredWords& registered, const std::string& field, const std::string& said) {
  const auto rows = compare_subject({said, said, said, said}, registered);
  return std::ranges::find(rows, field, &FieldComparison::field)->match;
}

TEST(CertificateSubject, OrganizationsAreTheRegistersInAnySpelling) {
  RecordProperty("requirement", "A14 C07 C09");
  EXPECT_EQ(match_of(aozora(), "organization", "株式会社青空商事"), Match::same);
  EXPECT_EQ(match_of(osaka(), "organization", "Midori Electric Co., Ltd."), Match::same);
  for (const auto* name :
       {"㈱青空商事", "Aozora Shoji K.K.", "AOZORA SHOUJI CO., LTD.", "Aozora Shōji Kabushiki Kaisha", "Aozora-Shoji Inc."})
    EXPECT_EQ(match_of(aozora(), "organization", name), Match::equivalent) << name;
  EXPECT_EQ(match_of(osaka(), "organization", "Midori Electric Corporation"), Match::equivalent);
  EXPECT_EQ(match_of(osaka(), "organization", "Midori Denki K.K."), Match::equivalent);
  for (const auto* name : {"Google LLC", "Aozora Shoji G.K.", "Aozora Shoji", "Aozora Bank, Ltd.", "Blue Sky Trading K.K."})
    EXPECT_EQ(match_of(aozora(), "organization", name), Match::different) << name;
  EXPECT_EQ(match_of({}, "organization", "Aozora Shoji K.K."), Match::different) << "no entry";
}

TEST(CertificateSubject, AbroadLegalFormsStayApart) {
  RecordProperty("requirement", "C07");
  const RegisteredWords blaustein{"Blaustein Testwerke GmbH", "", "", "DE", "DE-BE", "Berlin", "Erfundene Straße 99", ""};
  EXPECT_EQ(match_of(blaustein, "organization", "BLAUSTEIN TESTWERKE Gesellschaft mit beschränkter Haftung"), Match::equivalent);
  EXPECT_EQ(match_of(blaustein, "organization", "Blaustein Testwerke AG"), Match::different);
  EXPECT_EQ(match_of(blaustein, "locality", "BERLIN"), Match::equivalent);
  EXPECT_EQ(match_of(blaustein, "locality", "Bonn"), Match::different);
}

TEST(CertificateSubject, PrefecturesAreReadInLatinLetters) {
  RecordProperty("requirement", "C07");
  EXPECT_EQ(match_of(aozora(), "state", "東京都"), Match::same);
  for (const auto* state : {"Tokyo", "TOKYO", "Tōkyō-to", "Toukyou", "Tokyo Metropolis", "東京"})
    EXPECT_EQ(match_of(aozora(), "state", state), Match::equivalent) << state;
  for (const auto* state : {"Osaka", "Kyoto", "大阪府", "Tokyo Osaka", "Chiyoda-ku"})
    EXPECT_EQ(match_of(aozora(), "state", state), Match::different) << state;
  EXPECT_EQ(match_of(osaka(), "state", "Osaka-fu"), Match::equivalent);
  auto sapporo = aozora();
  sapporo.prefecture = "北海道";
  EXPECT_EQ(match_of(sapporo, "state", "Hokkaido"), Match::equivalent);
}

TEST(CertificateSubject, MunicipalitiesAreReadFromTheLatinAddressOrByTheirKnownReading) {
  RecordProperty("requirement", "C07");
  EXPECT_EQ(match_of(osaka(), "locality", "大阪市北区"), Match::same);
  for (const auto* city : {"Osaka-shi", "Osaka", "Osaka City", "Kita-ku, Osaka-shi", "Osaka-shi Kita-ku", "大阪市", "大阪府大阪市北区"})
    EXPECT_EQ(match_of(osaka(), "locality", city), Match::equivalent) << city;
  for (const auto* city : {"Umeda", "Sakai-shi", "Minami-ku, Osaka-shi", "Osaka-mura", "大阪", "京都市"})
    EXPECT_EQ(match_of(osaka(), "locality", city), Match::different) << city;
  for (const auto* city : {"Chiyoda-ku", "Chiyoda", "CHIYODA CITY", "Chiyoda Ward"})
    EXPECT_EQ(match_of(aozora(), "locality", city), Match::equivalent) << city;
  for (const auto* city : {"Minato-ku", "Chiyoda-shi", "Mountain View"})
    EXPECT_EQ(match_of(aozora(), "locality", city), Match::different) << city;
  auto yokohama = aozora();
  yokohama.city = "横浜市西区";
  EXPECT_EQ(match_of(yokohama, "locality", "Nishi-ku, Yokohama"), Match::equivalent);
}

TEST(CertificateSubject, StreetsAreTheRegistersInItsWordsOrAsItsLatinAddressBegins) {
  RecordProperty("requirement", "A14 C07 C09");
  EXPECT_EQ(match_of(osaka(), "street", "梅田八丁目８番８号"), Match::same);
  for (const auto* street : {"梅田8-8-8", "梅田八丁目8番8号", "大阪市北区梅田8-8-8", "大阪府大阪市北区梅田8-8-8", "8-8-8 Umeda",
                             "8-8-8, UMEDA", "Umeda 8-8-8", "8-8-8, Ūmeda, Kita-ku"})
    EXPECT_EQ(match_of(osaka(), "street", street), Match::equivalent) << street;
  for (const auto* street : {"梅田8-8-9", "中之島8-8-8", "8-8-8", "8-8-9 Umeda", "88-8 Umeda", "8-8-8 Nakanoshima", "Umeda", "Kita-ku"})
    EXPECT_EQ(match_of(osaka(), "street", street), Match::different) << street;
  EXPECT_EQ(match_of(aozora(), "street", "9-9-9 Marunouchi"), Match::different) << "the register gives no Latin address";
  auto latin = osaka();
  latin.street = "8-8-8, Umeda";
  latin.city = "Kita-ku, Osaka-shi";
  latin.address_latin.clear();
  EXPECT_EQ(match_of(latin, "street", "8-8-8 Umeda"), Match::equivalent) << "an LEI's address";
  EXPECT_EQ(match_of({}, "street", "8-8-8 Umeda"), Match::different) << "no entry";
  const RegisteredWords blaustein{"Blaustein Testwerke GmbH", "", "", "DE", "DE-BE", "Berlin", "Erfundene Straße 99", ""};
  EXPECT_EQ(match_of(blaustein, "street", "ERFUNDENE STRAßE 99"), Match::equivalent);
  EXPECT_EQ(match_of(blaustein, "street", "Erfundene Straße 98"), Match::different);
  EXPECT_EQ(compare_subject({"a", "b", "c"}, osaka()).size(), 3U) << "no street, nothing to compare";
}

} // namespace
} // namespace domain
