#include "core/config.h"
#include "core/errors.h"

#include <gtest/gtest.h>

namespace core {
namespace {

const std::string tokyo = "[[perspectives]]\nname = \"tokyo\"\nurl = \"https://tokyo.example.net:8443\"\nregion = \"APNIC\"\n"
                          "pin = \"sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"\nkey_file = \"tokyo.key\"\n";

std::string changed(std::string_view from, std::string_view to) {
  auto text = tokyo;
  return text.replace(text.find(from), from.size(), to);
}

TEST(ConfigPerspectives, ReadAndPrinted) {
  RecordProperty("requirement", "C06 G03");
  auto second = changed("\"tokyo\"", "\"london\"") + "location = \"51.51, -0.13\"\n";
  const auto config = parse_config(tokyo + second + "[ca]\nname = \"x\"\n", "/data").value();
  ASSERT_EQ(config.perspectives.size(), 2U);
  EXPECT_EQ(config.perspectives[0].url, "https://tokyo.example.net:8443");
  EXPECT_EQ(config.perspectives[1].location, "51.51, -0.13");
  EXPECT_EQ(config.ca.name, "x");
  const auto again = parse_config(print_config(config), "/data").value();
  EXPECT_EQ(print_config(again), print_config(config));
  EXPECT_EQ(again.perspectives.size(), 2U);
}

TEST(ConfigPerspectives, AreCheckedWholly) {
  RecordProperty("requirement", "G01");
  for (const auto& bad :
       {changed("APNIC", "MARS"), changed("https://", "http://"), changed("sha256//47", "sha256//4"), changed("\"tokyo\"", "\"To kyo\""),
        changed("key_file = \"tokyo.key\"\n", ""), tokyo + tokyo, tokyo + "location = \"91, 0\"\n", tokyo + "location = \"north\"\n"})
    EXPECT_EQ(parse_config(bad, ".").error().code, errors::config_invalid_value) << bad;
  EXPECT_EQ(parse_config(changed("region", "regoin"), ".").error().code, errors::config_unknown_key);
  EXPECT_EQ(parse_config("perspectives = 1\n", ".").error().code, errors::config_wrong_type);
  EXPECT_EQ(parse_config("perspectives = [1]\n", ".").error().code, errors::config_wrong_type);
}

TEST(Location, DistanceRunsAlongTheEarth) {
  const auto distance = [](const char* from, const char* to) {
    return static_cast<int>(kilometres_between(parse_location(from).value(), parse_location(to).value()));
  };
  EXPECT_EQ(distance("0, 0", "0, 0"), 0);
  EXPECT_NEAR(distance("35.68, 139.77", "34.69, 135.50"), 400, 10);   // Tokyo, Osaka: too near
  EXPECT_NEAR(distance("35.68, 139.77", "43.06, 141.35"), 830, 10);   // Tokyo, Sapporo
  EXPECT_NEAR(distance("51.51, -0.13", "-33.87, 151.21"), 16990, 60); // London, Sydney
  EXPECT_FALSE(parse_location("35.68 139.77"));
  EXPECT_FALSE(parse_location("35.68, 181"));
}

} // namespace
} // namespace core
