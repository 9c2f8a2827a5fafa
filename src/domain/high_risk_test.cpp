#include "domain/high_risk.h"

#include "domain/errors.h"
#include "domain/kana_latin.h"
#include "domain/look_alike.h"
#include "domain/name_likeness.h"

#include <gtest/gtest.h>

namespace {

using namespace domain;

DomainName name(std::string_view text) { return DomainName::parse(text).value(); }
bool hits(std::string_view denied, std::string_view company) { return name_likeness(denied, company) >= name_hit; }

TEST(DeniedNames, MeetUnderEverySpelling) {
  RecordProperty("requirement", "C09");
  EXPECT_EQ(name_likeness("株式会社黒井通商", "㈱黒井通商"), 100);
  EXPECT_EQ(name_likeness("株式会社黒井通商", "黒井通商（株）"), 100);
  EXPECT_EQ(name_likeness("株式会社黒井通商", "黒井通商 株式会社"), 100);
  EXPECT_EQ(name_likeness("株式会社黒井通商", "合同会社黒井通商"), 95) << "another form, perhaps the same people";
  EXPECT_EQ(name_likeness("黒井通商", "株式会社黒井通商"), 95);
  EXPECT_EQ(name_likeness("Kuroi Tsusho K.K.", "KUROI TSUSHO Kabushiki Kaisha"), 100);
  EXPECT_EQ(name_likeness("Kuroi Tsusho Co., Ltd.", "Tsusho Kuroi Limited"), 95) << "words in another order";
  EXPECT_TRUE(hits("Société Générale de Négoce Noir", "Societe Generale de Negoce Noir S.A."));
  EXPECT_EQ(name_likeness("クロイツウショウ", "Kuroi Tsusho K.K."), 90) << "kana against Latin letters";
  EXPECT_EQ(name_likeness("Kuroi Tsūshō", "カブシキガイシャ クロイツウショウ"), 90);
  EXPECT_EQ(name_likeness("ｸﾛｲﾂｳｼﾖｳ", "クロイツウシヨウ"), 100) << "half-width kana";
}

TEST(DeniedNames, PartsCountWhereTheyAreMostOfAName) {
  RecordProperty("requirement", "C09");
  EXPECT_TRUE(hits("黒井通商", "黒井通商東京"));
  EXPECT_FALSE(hits("黒井", "黒井通商")) << "two characters are in many names";
  EXPECT_FALSE(hits("黒井通商", "黒井通商と取引のない別会社です株式会社")) << "less than half";
  EXPECT_TRUE(hits("Kuroi Tsusho", "Kuroi Tsusho Osaka Branch"));
  EXPECT_FALSE(hits("Kuroi", "Kuroi Tsusho"));
  EXPECT_FALSE(hits("ACE", "PEACE K.K."));
  EXPECT_FALSE(hits("Trading Co., Ltd.", "Aozora Trading Co., Ltd."));
  EXPECT_FALSE(hits("International Trading", "Sky International Trading Inc.")) << "words that many companies bear";
  EXPECT_FALSE(hits("株式会社", "株式会社青空商事"));
  EXPECT_FALSE(hits("青空商事", "株式会社みどり電機"));
  EXPECT_FALSE(hits("Midori Denki", "Aozora Shoji"));
}

TEST(DeniedNames, KanaAndLatinMeet) {
  EXPECT_EQ(romanized_kana("アオゾラショウジ"), "AOZORASHOJI");
  EXPECT_EQ(romanized_kana("ニッポンチャート"), "NIPPONCHATO");
  EXPECT_EQ(romanized_kana("マッチ"), "MATCHI");
  EXPECT_EQ(romanized_kana("ファインウェア"), "FAINWEA");
  EXPECT_EQ(romanized_kana("きょうと"), "KYOTO");
  EXPECT_EQ(short_vowels("OHSAKA"), "OSAKA");
  EXPECT_EQ(short_vowels("OHARA"), "OHARA");
}

TEST(DeniedKeys, RefuseWhatIsNoneOfTheirKind) {
  RecordProperty("requirement", "G01");
  EXPECT_EQ(denied_key(DeniedKind::country, "kp").value(), "KP");
  EXPECT_EQ(denied_key(DeniedKind::number, "6010-0019-99001").value(), "6010001999001");
  EXPECT_EQ(denied_key(DeniedKind::domain, "*.Evil.Example.JP").value(), "evil.example.jp");
  EXPECT_EQ(denied_key(DeniedKind::person, "Taro YAMADA").value(), denied_key(DeniedKind::person, "yamada taro").value());
  for (const auto& [kind, value] : std::vector<std::pair<DeniedKind, std::string>>{{DeniedKind::name, ""},
                                                                                   {DeniedKind::name, "株式会社"},
                                                                                   {DeniedKind::name, "a\nb"},
                                                                                   {DeniedKind::domain, "no domain"},
                                                                                   {DeniedKind::country, "Japan"},
                                                                                   {DeniedKind::country, "J1"},
                                                                                   {DeniedKind::number, "12"},
                                                                                   {DeniedKind::number, "番号"},
                                                                                   {DeniedKind::person, "x"}})
    EXPECT_EQ(denied_key(kind, value).error().code, errors::denied_value_invalid) << value;
}

TEST(DeniedPeople, MeetInEveryScriptAndOrder) {
  RecordProperty("requirement", "C09");
  EXPECT_TRUE(is_same_person_name("山田太郎", "山田 太郎"));
  EXPECT_TRUE(is_same_person_name("やまだ たろう", "ヤマダ　タロウ"));
  EXPECT_TRUE(is_same_person_name("髙橋一郎", "高橋 一郎"));
  EXPECT_TRUE(is_same_person_name("Taro Yamada", "YAMADA Taro"));
  EXPECT_FALSE(is_same_person_name("山田太郎", "山田太一"));
  EXPECT_FALSE(is_same_person_name("", ""));
}

TEST(DeniedDomains, CoverWhatIsBelow) {
  RecordProperty("requirement", "C09");
  EXPECT_EQ(domain_likeness(name("kuroi.co.jp"), name("www.kuroi.co.jp")), 100);
  EXPECT_EQ(domain_likeness(name("kuroi.co.jp"), name("*.kuroi.co.jp")), 100);
  EXPECT_EQ(domain_likeness(name("shop.kuroi.co.jp"), name("www.kuroi.co.jp")), 80);
  EXPECT_EQ(domain_likeness(name("kuroi.co.jp"), name("notkuroi.co.jp")), 0);
  EXPECT_EQ(domain_likeness(name("kuroi.co.jp"), name("kuroi.jp")), 0);
}

TEST(Scripts, ThatNobodyWritesTogetherAreOdd) {
  RecordProperty("requirement", "C09");
  EXPECT_EQ(script_fault(name("аpple.com")), ScriptFault::mixed) << "Cyrillic а";
  EXPECT_EQ(script_fault(name("раypal.com")), ScriptFault::mixed);
  EXPECT_EQ(script_fault(name("www.exаmple.jp")), ScriptFault::mixed);
  EXPECT_EQ(script_fault(name("сосо.com")), ScriptFault::whole_script) << "all Cyrillic, all like Latin";
  for (const auto* fine :
       {"日本語.jp", "ショウメイ.jp", "東京tokyo.jp", "ひらがなカタカナ漢字.jp", "münchen.de", "москва.com", "example.co.jp", "ノート.jp"})
    EXPECT_EQ(script_fault(name(fine)), ScriptFault::none) << fine;
}

TEST(Looks, OfProtectedNamesAreFound) {
  RecordProperty("requirement", "C09");
  const auto bank = name("aozorabank.co.jp");
  EXPECT_EQ(look_likeness(bank, name("аozorabank.co.jp")), 100) << "Cyrillic а";
  EXPECT_EQ(look_likeness(bank, name("login.a0zorabank.co.jp")), 100) << "zero for O";
  EXPECT_EQ(look_likeness(name("modern.jp"), name("modem.jp")), 100) << "m for rn";
  EXPECT_EQ(look_likeness(name("paypal.com"), name("paypa1.com")), 100);
  EXPECT_EQ(look_likeness(bank, name("aozorabank.com")), 85);
  EXPECT_EQ(look_likeness(bank, name("aozorabank-login.com")), 75);
  EXPECT_EQ(look_likeness(bank, name("www.aozorabank.co.jp")), 0) << "itself";
  EXPECT_EQ(look_likeness(bank, name("midoribank.co.jp")), 0);
  EXPECT_EQ(look_likeness(name("abc.jp"), name("abc.com")), 0) << "short labels meet by chance";
}

ScreenedSubject subject() {
  return {.organization_names = {"株式会社黒井通商", "クロイツウショウ", "Kuroi Tsusho K.K."},
          .numbers = {"2010001999005", "09999901"},
          .countries = {"JP", "GB"},
          .people = {"山田 太郎", "ヤマダ タロウ"},
          .names = {name("www.kuroi.example.jp")},
          .key_sha256 = "aa"};
}

TEST(Screening, FindsEachEntryOnce) {
  RecordProperty("requirement", "C09");
  const auto entry = [](const std::string& id, DeniedKind kind, const std::string& value) {
    return DeniedEntry{id, kind, value, denied_key(kind, value).value(), "METI"};
  };
  const auto found = match_denied(subject(), {entry("1", DeniedKind::name, "黒井通商"), entry("2", DeniedKind::person, "ヤマダタロウ"),
                                              entry("3", DeniedKind::number, "2010001999005"), entry("4", DeniedKind::country, "KP"),
                                              entry("5", DeniedKind::domain, "example.jp"), entry("6", DeniedKind::name, "無関係産業"),
                                              entry("7", DeniedKind::protected_domain, "examp1e.jp")});
  std::string summary;
  for (const auto& hit : found) summary += hit.entry_id + ":" + std::string(to_string(hit.kind)) + ":" + std::to_string(hit.score) + " ";
  EXPECT_EQ(summary, "1:denied_name:95 2:denied_person:100 3:denied_number:100 5:denied_domain:100 7:look_alike:100 ");
}

TEST(Screening, MeetsEachCountryAndNumberOfTheOrganization) {
  RecordProperty("requirement", "C09 A14");
  const std::vector<DeniedEntry> entries{{"1", DeniedKind::country, "gb", "GB", "METI"},
                                         {"2", DeniedKind::country, "JP", "JP", "METI"},
                                         {"3", DeniedKind::number, "0999-9901", "09999901", "METI"},
                                         {"4", DeniedKind::country, "KP", "KP", "METI"}};
  const auto found = match_denied(subject(), entries);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].subject, "GB");
  EXPECT_EQ(found[1].subject, "JP");
  EXPECT_EQ(found[2].subject, "09999901");
}

TEST(Screening, SeesThroughInvisibleAndVariantCharacters) {
  RecordProperty("requirement", "C09");
  for (const std::string person : {"山\u200b田 太郎", "山\u2060田太郎", "山\u00ad田 太郎", "\u202e山田 太郎", "山\U000E0100田 太郎",
                                   "⼭田 太郎", "山田 太\uf92c", "太郎 山田"})
    EXPECT_TRUE(is_same_person_name("山田 太郎", person)) << person;
  for (const std::string person : {"Ivan Popov", "Ivan Pоpоv", "Popov Ivan", "Ívan Popov", "Ivan Po\u0323pov", "IVAN P0POV"})
    EXPECT_TRUE(is_same_person_name("Ivan Popov", person)) << person;
  EXPECT_FALSE(is_same_person_name("Ivan Popov", "Ivan Petrov"));
  EXPECT_FALSE(is_same_person_name("山田 太郎", "山田 次郎"));
  for (const std::string name : {"黒\u200b井通商", "黒井\U000E0100通商", "㈱黒井通商"})
    EXPECT_GE(name_likeness("黒井通商", name), name_hit) << name;
  for (const std::string name : {"Kurоi Tsusho K.K.", "Kúroi Tsushó Co., Ltd.", "KUR0I TSUSHO"})
    EXPECT_GE(name_likeness("Kuroi Tsusho", name), name_hit) << name;
  const EarlierAbuse rejected{.id = "case_1",
                              .kind = HitKind::rejected_case,
                              .organization = "黒井\u2060通商株式会社",
                              .corporate_number = "",
                              .names = {},
                              .key_sha256 = "",
                              .source = "rejected_case"};
  auto of = subject();
  of.organization_names = {"黒井通商㈱"};
  EXPECT_EQ(match_history(of, {rejected}).size(), 1U);
}

TEST(Screening, LooksAtScriptsAndOtherCustomersDomains) {
  RecordProperty("requirement", "C09");
  auto of = subject();
  of.names = {name("аozora.jp"), name("аozora.jp")};
  const auto found = match_looks(of, {name("aozora.jp"), name("www.aozora.jp"), name("midori.jp")});
  ASSERT_EQ(found.size(), 4U) << "for each name";
  EXPECT_EQ(found[0].kind, HitKind::mixed_script);
  EXPECT_TRUE(found[0].subject.contains("xn--")) << found[0].subject;
  EXPECT_EQ(found[2].kind, HitKind::look_alike);
  EXPECT_EQ(found[2].matched, "aozora.jp");
}

TEST(HitDecisions, AreTheSecondSpecialists) {
  RecordProperty("requirement", "C09");
  const FourEyes people{.workers = {"usr_a", "usr_b"}, .recommended_by = "usr_b", .staff = {}};
  EXPECT_TRUE(check_four_eyes(people, "usr_c"));
  for (const auto* user : {"usr_a", "usr_b", ""}) EXPECT_EQ(check_four_eyes(people, user).error().code, errors::four_eyes) << user;
  EXPECT_TRUE(is_cleared("false_positive", "usr_c", people));
  EXPECT_TRUE(is_cleared("accepted", "usr_c", people));
  EXPECT_FALSE(is_cleared("confirmed", "usr_c", people));
  EXPECT_FALSE(is_cleared("", "", people));
  EXPECT_FALSE(is_cleared("accepted", "usr_a", people)) << "who gathers evidence after deciding is no second pair of eyes";
}

TEST(Screening, RemembersEarlierAbuse) {
  RecordProperty("requirement", "C09");
  const EarlierAbuse stranger{.id = "crt_1",
                              .organization = "みどり電機",
                              .corporate_number = "1",
                              .names = {name("midori.jp")},
                              .key_sha256 = "bb",
                              .source = "privilegeWithdrawn"};
  EXPECT_TRUE(match_history(subject(), {stranger}).empty());
  auto same_number = stranger;
  same_number.corporate_number = "2010001999005";
  auto same_name = stranger;
  same_name.organization = "㈱黒井通商";
  auto same_domain = stranger;
  same_domain.names = {name("aozora.jp"), name("mail.example.jp")};
  auto same_key = stranger;
  same_key.key_sha256 = "aa";
  same_key.key_only = true;
  auto compromised = same_number;
  compromised.key_only = true;
  auto of = subject();
  of.names.insert(of.names.begin(), name("other.jp"));
  const auto found = match_history(of, {same_number, same_name, same_domain, same_key, compromised});
  ASSERT_EQ(found.size(), 4U) << "a key that was stolen from the organization is not held against it";
  EXPECT_EQ(found[2].score, 80);
  EXPECT_EQ(found[2].subject, "www.kuroi.example.jp") << "the name that shares the domain";
}

} // namespace
