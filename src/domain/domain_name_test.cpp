#include "domain/domain_name.h"

#include "domain/email_address.h"
#include "domain/errors.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

DomainName name(std::string_view text) { return DomainName::parse(text).value(); }
core::ErrorCode refusal(std::string_view text) {
  const auto parsed = DomainName::parse(text);
  return parsed ? core::ErrorCode{"accepted as", core::ErrorKind::internal} : parsed.error().code;
}

TEST(DomainName, NormalizesWhatPeopleType) {
  RecordProperty("requirement", "A05 G01");
  EXPECT_EQ(name("WWW.Aozora.CO.JP").str(), "www.aozora.co.jp");
  EXPECT_EQ(name(" ｗｗｗ．ａｏｚｏｒａ．ｃｏ．ｊｐ ").str(), "www.aozora.co.jp");
  EXPECT_EQ(name("www。aozora｡co.jp").str(), "www.aozora.co.jp");
  EXPECT_EQ(name("www.aozora.co.jp.").str(), "www.aozora.co.jp");
  EXPECT_EQ(name("青空.jp").str(), "xn--grzr40d.jp");
  EXPECT_EQ(name("xn--grzr40d.jp").unicode(), "青空.jp");
  EXPECT_EQ(name("faß.de").str(), "xn--fa-hia.de"); // non-transitional
  EXPECT_EQ(name("＊．aozora.co.jp").str(), "*.aozora.co.jp");
}

TEST(DomainName, RefusesWhatACertificateCannotCarry) {
  RecordProperty("requirement", "A05 A06 G01");
  for (const auto* bad : {"", ".", "..", "a..jp", "a_b.jp", "a b.jp", "-a.jp", "a-.jp", "ab--c.jp", "a／b.jp", "a.jp/", "a:b.jp",
                          "xn--0.jp", "http://a.jp", "a\r\n.jp", "a.jp..", "@.jp"})
    EXPECT_EQ(refusal(bad), errors::domain_name_invalid) << bad;
  EXPECT_EQ(refusal(std::string_view("a\0b.jp", 6)), errors::domain_name_invalid);
  EXPECT_EQ(refusal("\xff.jp"), errors::domain_name_invalid);
  for (const auto* address : {"192.0.2.1", "１９２．０．２．１", "2001:db8::1", "[2001:db8::1]"})
    EXPECT_EQ(refusal(address), errors::domain_name_is_ip_address) << address;
  for (const auto* internal : {"localhost", "server", "web.local", "a.internal", "a.onion"})
    EXPECT_EQ(refusal(internal), errors::domain_name_internal) << internal;
  for (const auto* suffix : {"co.jp", "com.au", "tokyo.jp"}) EXPECT_EQ(refusal(suffix), errors::domain_name_public_suffix) << suffix;
  EXPECT_EQ(refusal("1.2.0.192.in-addr.arpa"), errors::domain_name_reverse_zone);
  EXPECT_EQ(refusal(std::string(64, 'a') + ".jp"), errors::domain_name_too_long);
  std::string longest;
  while (longest.size() < 252) longest += "a.";
  EXPECT_EQ(refusal(longest + "co.jp"), errors::domain_name_too_long);
  EXPECT_EQ(refusal(std::string(100'000, 'a')), errors::domain_name_too_long);
}

TEST(DomainName, WildcardsStandAloneInTheLeftmostLabel) {
  RecordProperty("requirement", "A05");
  EXPECT_TRUE(name("*.aozora.co.jp").is_wildcard());
  EXPECT_EQ(name("*.dev.aozora.co.jp").without_wildcard().str(), "dev.aozora.co.jp");
  EXPECT_EQ(refusal("www.*.aozora.co.jp"), errors::wildcard_position);
  EXPECT_EQ(refusal("*.*.aozora.co.jp"), errors::wildcard_position);
  EXPECT_EQ(refusal("a*.aozora.co.jp"), errors::wildcard_partial);
  EXPECT_EQ(refusal("*a.aozora.co.jp"), errors::wildcard_partial);
  EXPECT_EQ(refusal("*"), errors::wildcard_partial);
  EXPECT_EQ(refusal("*.co.jp"), errors::wildcard_public_suffix);
  EXPECT_EQ(refusal("*.jp"), errors::domain_name_internal);
}

TEST(DomainName, KnowsBaseDomains) {
  RecordProperty("requirement", "A03 A05");
  EXPECT_EQ(name("www.dev.aozora.co.jp").base_domain().str(), "aozora.co.jp");
  EXPECT_EQ(name("aozora.co.jp").base_domain().str(), "aozora.co.jp");
  EXPECT_EQ(name("*.aozora.jp").base_domain().str(), "aozora.jp");
  EXPECT_EQ(name("a.b.github.io").base_domain().str(), "github.io");               // the private section is not a registry
  EXPECT_EQ(name("www.city.kawasaki.jp").base_domain().str(), "city.kawasaki.jp"); // an exception rule
  std::vector<std::string> candidates;
  for (const auto& candidate : name("*.a.b.aozora.co.jp").authorization_candidates()) candidates.push_back(candidate.str());
  EXPECT_EQ(candidates, (std::vector<std::string>{"a.b.aozora.co.jp", "b.aozora.co.jp", "aozora.co.jp"}));
}

TEST(DomainName, CoversOneLabelOnly) {
  RecordProperty("requirement", "A04 A05");
  const auto wildcard = name("*.aozora.co.jp");
  EXPECT_TRUE(wildcard.covers(name("www.aozora.co.jp")));
  EXPECT_FALSE(wildcard.covers(name("aozora.co.jp")));
  EXPECT_FALSE(wildcard.covers(name("a.www.aozora.co.jp")));
  EXPECT_FALSE(wildcard.covers(name("*.www.aozora.co.jp")));
  EXPECT_TRUE(name("www.aozora.co.jp").is_at_or_below(name("aozora.co.jp")));
  EXPECT_FALSE(name("myaozora.co.jp").is_at_or_below(name("aozora.co.jp")));
  EXPECT_TRUE(wildcard.is_at_or_below(name("aozora.co.jp")));
}

TEST(DomainName, RegisteredTopLevels) {
  EXPECT_TRUE(is_registered_top_level("www.aozora.co.jp"));
  EXPECT_FALSE(is_registered_top_level("www.aozora.test"));
  EXPECT_FALSE(load_public_suffix_list("/nonexistent"));
}

TEST(EmailAddress, ParsesAMailbox) {
  RecordProperty("requirement", "B05 G01");
  EXPECT_EQ(EmailAddress::parse("Taro.Aozora+ca@Aozora.CO.JP").value().str(), "Taro.Aozora+ca@aozora.co.jp");
  EXPECT_EQ(EmailAddress::parse(" ｔａｒｏ＠ａｏｚｏｒａ．ｃｏ．ｊｐ ").value().str(), "taro@aozora.co.jp");
  EXPECT_EQ(EmailAddress::parse("Taro@aozora.co.jp").value().key(), "taro@aozora.co.jp");
  EXPECT_EQ(EmailAddress::parse("taro@青空.jp").value().domain(), "xn--grzr40d.jp");
  for (const auto* bad :
       {"", "taro", "@aozora.co.jp", "taro@", "taro@localhost", "ta ro@aozora.co.jp", "\"a b\"@aozora.co.jp", "a..b@aozora.co.jp",
        ".a@aozora.co.jp", "a@b@aozora.co.jp", "a@aozora.co.jp\r\nBcc: x@y.jp", "a@[192.0.2.1]", "青@aozora.co.jp", "a@*.aozora.co.jp"})
    EXPECT_EQ(EmailAddress::parse(bad).has_value(), false) << bad;
}

} // namespace
} // namespace domain
