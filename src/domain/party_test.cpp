#include "domain/company_name.h"
#include "domain/corporate_number.h"
#include "domain/errors.h"
#include "domain/person.h"
#include "domain/phone_number.h"
#include "domain/register_comparison.h"
#include "domain/title_rank.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

TEST(CorporateNumber, ChecksItsDigit) {
  RecordProperty("requirement", "C07");
  for (const auto* good :
       {"4040001006757", "7000012050002", "7123456789012", "4011001098993", "4000012090001", "2120901007402", "1180301018771"})
    EXPECT_EQ(CorporateNumber::parse(good).value().str(), good);
  EXPECT_EQ(CorporateNumber::parse("４０４０－０010067 57").value().str(), "4040001006757");
  const auto wrong = CorporateNumber::parse("2180301018771").error();
  EXPECT_EQ(wrong.code, errors::corporate_number_check_digit);
  EXPECT_EQ(wrong.params[1].second, "1");
  for (const auto* bad : {"", "404000100675", "40400010067577", "404000100675x", "0000000000000"})
    EXPECT_FALSE(CorporateNumber::parse(bad)) << bad;
}

TEST(RegistrationNumber, IsTAndThirteenDigits) {
  RecordProperty("requirement", "C01");
  EXPECT_EQ(parse_registration_number("T7123456789012", true).value(), "T7123456789012");
  EXPECT_EQ(parse_registration_number("ｔ7123456789012", true).value(), "T7123456789012");
  EXPECT_EQ(parse_registration_number("T1234567890123", false).value(), "T1234567890123");
  EXPECT_FALSE(parse_registration_number("T1234567890123", true));
  EXPECT_FALSE(parse_registration_number("7123456789012", false));
}

TEST(PhoneNumber, ReadsJapaneseForms) {
  RecordProperty("requirement", "C08 G01");
  for (const auto* form : {"03-1234-5678", "０３（１２３４）５６７８", "0312345678", "+81 3 1234 5678", "+81(0)3-1234-5678",
                           "＋８１－３－１２３４－５６７８", "03ー1234ー5678"})
    EXPECT_EQ(PhoneNumber::parse(form).value().str(), "+81312345678") << form;
  EXPECT_EQ(PhoneNumber::parse("090-1234-5678").value().str(), "+819012345678");
  EXPECT_EQ(PhoneNumber::parse("0120-123-456").value().str(), "+81120123456");
  EXPECT_EQ(PhoneNumber::parse("0800-123-4567").value().str(), "+818001234567");
  EXPECT_EQ(PhoneNumber::parse("+1 202 555 0100").value().str(), "+12025550100");
  EXPECT_EQ(PhoneNumber::parse("03-1234-5678").value().national(), "0312345678");
  for (const auto* bad : {"", "110", "12345678", "03-1234-567", "03-1234-56789", "090-1234-567", "+0123456789", "03-1234-5678 内線12",
                          "+81", "00-1234-5678", "+1234567890123456"})
    EXPECT_FALSE(PhoneNumber::parse(bad)) << bad;
}

TEST(Person, SpokenNamesAreComparedAsPeopleSayThem) {
  RecordProperty("requirement", "C08");
  Person person;
  person.family_name = "髙橋";
  person.given_name = "健";
  person.family_kana = "タカハシ";
  person.given_kana = "ケン";
  for (const auto* same : {"高橋 健", "髙橋　健", "高橋健様"}) EXPECT_EQ(compare_spoken_name(person, same), Match::same) << same;
  for (const auto* near : {"高橋さん", "たかはし", "タカハシ ケン", "健 髙橋"})
    EXPECT_EQ(compare_spoken_name(person, near), Match::equivalent) << near;
  for (const auto* other : {"", "様", "健", "高橋 健一", "佐藤 健"})
    EXPECT_EQ(compare_spoken_name(person, other), Match::different) << other;
}

TEST(CompanyName, SpellingsOfOneNameMeet) {
  RecordProperty("requirement", "C07");
  const auto key = company_name_key("株式会社青空商事");
  for (const auto* same : {"㈱青空商事", "（株）青空商事", "株式会社　青空商事", "㍿青空商事", "(株) 青空・商事"})
    EXPECT_EQ(company_name_key(same), key) << same;
  for (const auto* other : {"有限会社青空商事", "株式会社青空物産", "青空商事"}) EXPECT_NE(company_name_key(other), key) << other;
  EXPECT_EQ(company_name_key("株式会社髙橋"), company_name_key("㈱高橋"));
  EXPECT_EQ(company_name_key("Aozora Shoji K.K."), company_name_key("AOZORA SHOJI KK"));
  EXPECT_EQ(company_name_key("Aozora Shoji Co., Ltd."), company_name_key("Aozora Shoji Company Limited"));
  EXPECT_EQ(company_name_key("ｱｵｿﾞﾗ商事株式会社"), company_name_key("株式会社アオゾラ商事"));
  EXPECT_EQ(company_name_core("株式会社青空商事"), "青空商事");
}

TEST(PayerName, IsReadAsBanksWriteIt) {
  RecordProperty("requirement", "C02");
  const auto key = payer_name_key("ｶ)ｱｵｿﾞﾗｼﾖｳｼﾞ");
  for (const auto* same :
       {"カブシキガイシャ アオゾラショウジ", "ｱｵｿﾞﾗｼﾖｳｼﾞ(ｶ", "0000123456ｶ)ｱｵｿﾞﾗｼﾖｳｼﾞ", "（株）アオゾラショウジ", "アオゾラ ショウジ"})
    EXPECT_EQ(payer_name_key(same), key) << same;
  EXPECT_NE(payer_name_key("ｶ)ﾐﾄﾞﾘｼﾖｳｼﾞ"), key);
}

TEST(Address, SpellingsOfOnePlaceMeet) {
  RecordProperty("requirement", "C07");
  const auto key = address_key("東京都千代田区丸の内1丁目2番3号");
  for (const auto* same : {"東京都千代田区丸の内１－２－３", "東京都千代田区丸の内一丁目2番3号", "東京都千代田区丸ノ内1丁目2-3",
                           "東京都 千代田区 丸の内1−2−3"})
    EXPECT_EQ(address_key(same), key) << same;
  EXPECT_EQ(address_key("大阪府大阪市北区梅田二十一丁目3番地の4"), address_key("大阪府大阪市北区梅田21-3-4"));
  EXPECT_NE(address_key("東京都千代田区丸の内1丁目2番4号"), key);
  EXPECT_NE(address_key("東京都千代田区丸の内12-3"), key);
  EXPECT_EQ(address_key("東京都八王子市三崎町1-1"), address_key("東京都八王子市三﨑町1丁目1番"));
  EXPECT_EQ(parse_postal_code("〒１００－０００５").value(), "100-0005");
  EXPECT_EQ(parse_postal_code("1000005").value(), "100-0005");
  EXPECT_FALSE(parse_postal_code("100-000"));
  EXPECT_FALSE(parse_postal_code("100-000A"));
}

Person taro() {
  return {"青空", "太郎", "アオゾラ", "タロウ", "株式会社青空商事", "情報システム部", "課長", "taro@aozora.co.jp", "03-1234-5678"};
}

TEST(Person, IsNamedAsItsLanguageDoes) {
  RecordProperty("requirement", "B06");
  EXPECT_EQ(taro().full_name(), taro().family_name + " " + taro().given_name);
  auto john = taro();
  john.family_name = "Smith";
  john.given_name = "John";
  EXPECT_EQ(john.full_name(), "John Smith");
  john.family_name = "スミス";
  EXPECT_EQ(john.full_name(), "スミス John");
  john.family_kana.clear();
  john.given_kana.clear();
  EXPECT_TRUE(person_problems(john, "").empty()) << "a Latin name has no reading";
}

TEST(Person, IsTheSameByMailOrByNameEmployerAndPhone) {
  RecordProperty("requirement", "B02");
  auto other = taro();
  other.family_name = "別人";
  EXPECT_TRUE(is_same_person(taro(), other)); // the same mailbox
  other = taro();
  other.email = "t.aozora@aozora.co.jp";
  other.employer = "㈱青空商事";
  other.phone = "+81312345678";
  EXPECT_TRUE(is_same_person(taro(), other)); // the same name, employer and phone
  other.phone = "03-1234-5679";
  EXPECT_FALSE(is_same_person(taro(), other));
  other = taro();
  other.email = "ＴＡＲＯ＠aozora.co.jp";
  EXPECT_TRUE(is_same_person(taro(), other));
}

TEST(Person, IsKnownInDisguise) {
  RecordProperty("requirement", "B02");
  auto own = taro();
  own.email = "ken@aozora.co.jp";
  auto other = taro();
  other.family_name = "別人";
  other.email = "Ken+tech@aozora.co.jp";
  EXPECT_TRUE(is_same_person(own, other)) << "a tag makes no other mailbox";
  other.email = "+tech@aozora.co.jp";
  EXPECT_FALSE(is_same_person(own, other));
  own.family_name = "山田";
  const auto disguised = [&](const std::string& family, const std::string& given) {
    other.family_name = family;
    other.given_name = given;
    return is_same_person(own, other);
  };
  for (const std::string family : {"山\u200b田", "山\u2060田", "山\u00ad田", "\u202e山田", "山\U000E0100田", "⼭田"})
    EXPECT_TRUE(disguised(family, own.given_name)) << family;
  EXPECT_TRUE(disguised(own.given_name, "山田")) << "the names changed places";
  own.family_name = "Popov";
  own.given_name = "Jose";
  EXPECT_TRUE(disguised("Pоpоv", "José")) << "Cyrillic о";
  EXPECT_TRUE(disguised("POPOV", "Jose\u0301"));
  EXPECT_FALSE(disguised("Pepov", "Jose"));
}

TEST(Person, RefusesWhatNobodySees) {
  RecordProperty("requirement", "C04 C09");
  auto typed = taro();
  typed.family_name = "青\u200b空";
  typed.employer = "Аozora Shoji K.K.";
  const auto problems = person_problems(typed, "/contact");
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, errors::text_invisible);
  EXPECT_EQ(problems[0].fields.front().field, "/contact/familyName");
  EXPECT_EQ(problems[0].params.front().second, "U+200B ZERO WIDTH SPACE");
  EXPECT_EQ(problems[1].code, errors::text_mixed_script);
  typed = taro();
  typed.family_name = "葛\U000E0100城";
  EXPECT_TRUE(person_problems(typed, "").empty()) << "the form of a kanji";
}

TEST(Person, TitlesOfManagers) {
  RecordProperty("requirement", "B03");
  for (const auto* title : {"課長",
                            "情報システム部長",
                            "代表取締役社長",
                            "代表取締役",
                            "執行役員",
                            "室長",
                            "部長代理",
                            "本部長補佐",
                            "副部長",
                            "担当課長",
                            "常務理事",
                            "理事",
                            "代表",
                            "代表社員",
                            "監査役",
                            "専務",
                            "マネージャー",
                            "マネジャー",
                            "ﾏﾈｰｼﾞｬｰ",
                            "ゼネラル・マネージャー",
                            "センター長",
                            "グループ長",
                            "店長",
                            "支配人",
                            "秘書室長",
                            "代理店営業部長",
                            "市長",
                            "町長",
                            "知事",
                            "営業部 部長（東日本担当）",
                            "秘書室 主任 兼 総務課長",
                            "取締役CTO",
                            "IT部長",
                            "CEO",
                            "CTO",
                            "GM",
                            "C.E.O.",
                            "General Manager",
                            "Director",
                            "Contracting Director",
                            "Vice-President, Sales",
                            "Head of IT",
                            "Director of Sales for Acting Companies",
                            "CEO / Chief Executive Officer",
                            "Founder and CEO",
                            "Managing Partner",
                            "Deputy Director",
                            "General Counsel",
                            "Ｍａｎａｇｅｒ"})
    EXPECT_EQ(rank_of_title(title), TitleRank::manager) << title;
  for (const auto* title : {"係長",
                            "班長",
                            "主任",
                            "課長代理",
                            "課長 代理",
                            "課長補佐",
                            "課長心得",
                            "課長（代理）",
                            "部長付",
                            "社長秘書",
                            "副課長",
                            "経理事務",
                            "管理事務担当",
                            "料理事業部 主任",
                            "社長室 主任",
                            "取締役会事務局 主任",
                            "アシスタントマネージャー",
                            "アシスタント・マネジャー",
                            "Assistant Manager",
                            "Deputy Manager",
                            "Acting Manager",
                            "Acting Director",
                            "Assistant to the Director",
                            "Secretary to the President",
                            "Engineer",
                            "Principal Engineer",
                            "Product Owner",
                            "Business Partner",
                            "Loan Officer"})
    EXPECT_EQ(rank_of_title(title), TitleRank::below_manager) << title;
  for (const auto* title : {"", "参事", "社長室", "取締役会事務局", "顧問", "Astronaut", "Chief Engineer"})
    EXPECT_EQ(rank_of_title(title), TitleRank::unknown) << title << ": settled by call";
}

TEST(Person, IsNormalizedOrRefusedByField) {
  RecordProperty("requirement", "C04 G01");
  auto typed = taro();
  typed.family_kana = "あおぞら";
  typed.given_kana = "ﾀﾛｳ";
  typed.phone = "０３－１２３４－５６７８";
  const auto normal = normalize(typed).value();
  EXPECT_EQ(normal.family_kana + normal.given_kana, "アオゾラタロウ");
  EXPECT_EQ(normal.phone, "+81312345678");
  auto bad = taro();
  bad.family_name = " ";
  bad.given_kana = "太郎";
  bad.email = "taro";
  bad.department = std::string(65, 'x');
  bad.title = "課長\r\nBcc:";
  std::vector<std::string> fields;
  for (const auto& problem : person_problems(bad, "/contacts/technical")) fields.push_back(problem.fields.at(0).field);
  std::ranges::sort(fields);
  EXPECT_EQ(fields,
            (std::vector<std::string>{"/contacts/technical/department", "/contacts/technical/email", "/contacts/technical/familyName",
                                      "/contacts/technical/givenKana", "/contacts/technical/title"}));
}

TEST(Comparison, ShowsSameEquivalentAndDifferent) {
  RecordProperty("requirement", "C07");
  RegisterRow row;
  row.corporate_number = "7123456789012";
  row.name = "株式会社青空商事";
  row.name_kana = "アオゾラショウジ";
  row.prefecture = "東京都";
  row.city = "千代田区";
  row.street = "丸の内1丁目2番3号";
  row.postal_code = "1000005";
  const AppliedOrganization applied{"㈱青空商事", "カブシキガイシャアオゾラショウジ", "", "7123456789012", "100-0005", "東京都", "千代田区",
                                    "丸の内1-2-4"};
  std::string seen;
  for (const auto& field : compare_with_register(applied, row)) seen += field.field + "=" + std::string(to_string(field.match)) + " ";
  EXPECT_EQ(seen, "name=equivalent corporateNumber=same nameKana=equivalent address=different postalCode=equivalent ");
  auto small = applied;
  small.at_most_ten_members = true;
  const auto members = compare_with_register(small, row).back();
  EXPECT_EQ(members.field, "members");
  EXPECT_EQ(members.match, Match::different) << "no register tells: a specialist decides (B02)";
  EXPECT_EQ(compare_company_names("株式会社青空商事", "株式会社青空商事"), Match::same);
}

} // namespace
} // namespace domain
