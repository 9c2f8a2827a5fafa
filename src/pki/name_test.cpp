#include "pki/name.h"

#include "pki/errors.h"
#include "pki/pem.h"

#include <gtest/gtest.h>

namespace pki {
namespace {

using enum AttributeType;

TEST(Name, PutsAttributesInTheOrderOfTheBaselineRequirements) {
  RecordProperty("requirement", "A06");
  const std::vector<SubjectAttribute> attributes{{common_name, "www.aozora.example.jp"},
                                                 {organization, "株式会社青空商事"},
                                                 {locality, "千代田区"},
                                                 {state, "東京都"},
                                                 {country, "JP"}};
  const auto der = build_name(attributes).value();
  const auto name = Name::parse(der).value();
  EXPECT_EQ(name.to_rfc4514(), "CN=www.aozora.example.jp,O=株式会社青空商事,L=千代田区,ST=東京都,C=JP");
  EXPECT_TRUE(name.single_valued());
  EXPECT_EQ(name.attributes()[0].string_tag, der::tag::printable_string);
  EXPECT_EQ(name.attributes()[3].string_tag, der::tag::utf8_string);
}

core::ErrorCode refusal(AttributeType type, std::string value) {
  const SubjectAttribute attribute{type, std::move(value)};
  return build_name({&attribute, 1}).error().code;
}

TEST(Name, CountsCharactersNotBytes) {
  RecordProperty("requirement", "A06");
  std::string longest;
  for (int i = 0; i < 64; ++i) longest += "青";
  const SubjectAttribute attribute{organization, longest};
  EXPECT_TRUE(build_name({&attribute, 1}));
  EXPECT_EQ(refusal(organization, longest + "空"), errors::name_attribute_too_long);
}

TEST(Name, RefusesWhatACertificateMustNotCarry) {
  RecordProperty("requirement", "A06 G01");
  EXPECT_EQ(refusal(organization, ""), errors::name_attribute_empty);
  EXPECT_EQ(refusal(organization, "  "), errors::name_attribute_empty);
  EXPECT_EQ(refusal(organization, "a\nb"), errors::name_attribute_characters);
  EXPECT_EQ(refusal(organization, "\xc0\xaf"), errors::name_attribute_characters);
  EXPECT_EQ(refusal(organization, "\xed\xa0\x80"), errors::name_attribute_characters);
  EXPECT_EQ(refusal(organization, " x"), errors::name_attribute_characters);
  EXPECT_EQ(refusal(country, "jp"), errors::name_attribute_characters);
  EXPECT_EQ(refusal(country, "JPN"), errors::name_attribute_too_long);
  EXPECT_EQ(refusal(serial_number, "番号"), errors::name_attribute_characters);
  const std::vector<SubjectAttribute> twice{{organization, "A"}, {organization, "B"}};
  EXPECT_EQ(build_name(twice).error().code, errors::name_attribute_repeated);
}

TEST(Name, EscapesAsRfc4514) {
  const SubjectAttribute attribute{organization, "Aozora, Inc. \"A+B\""};
  EXPECT_EQ(Name::parse(build_name({&attribute, 1}).value())->to_rfc4514(), "O=Aozora\\, Inc. \\\"A\\+B\\\"");
  const SubjectAttribute hash{organization, "#1"};
  EXPECT_EQ(Name::parse(build_name({&hash, 1}).value())->to_rfc4514(), "O=\\#1");
}

TEST(Name, ReadsOlderStringTypes) {
  // BMPString U+9752 U+7A7A, then TeletexString with an octet of Latin-1.
  const auto der = core::from_hex("301f310d300b060355040a1e0497527a7a310e300c06035504071405"
                                  "4bf66c6e21")
                       .value();
  EXPECT_EQ(Name::parse(der)->to_rfc4514(), "L=Köln!,O=青空");
}

TEST(Pem, TakesCrlfAndTextAround) {
  const auto text = "Bag Attributes\r\n" + encode_pem("X", core::Bytes(100, 1)) + "\r\nend";
  EXPECT_EQ(decode_pem(text, "X").value(), core::Bytes(100, 1));
  EXPECT_EQ(decode_pem(text, "Y").error().code, errors::pem_wrong_label);
  EXPECT_EQ(decode_pem(text + text, "X").error().code, errors::pem_too_many);
  EXPECT_EQ(decode_pem("", "X").error().code, errors::pem_missing);
}

TEST(Pem, RefusesDamage) {
  RecordProperty("requirement", "G01");
  for (const auto* text : {"-----BEGIN X-----", "-----BEGIN X-----\nAA==\n", "-----BEGIN X-----\nAA==\n-----END Y-----\n",
                           "-----BEGIN X-----\n*\n-----END X-----", "-----BEGIN X----\nAA==\n-----END X-----",
                           "-----BEGIN X-----\n-----END X-----", "-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n-----END X-----"})
    EXPECT_EQ(decode_pem_blocks(text).error().code, errors::pem_malformed) << text;
}

} // namespace
} // namespace pki
