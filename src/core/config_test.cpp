#include "core/config.h"

#include "core/config_fields.h"
#include "core/errors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace core {
namespace {

std::string param(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.params)
    if (key == name) return value;
  return {};
}

TEST(Config, DefaultsStandWhereTheFileIsSilent) {
  RecordProperty("requirement", "G03");
  const auto config = parse_config("[server]\nlisten = \"0.0.0.0:80\"\n[seller.bank]\nbranch = \"丸の内\"\n", "/data").value();
  EXPECT_EQ(config.server.listen, "0.0.0.0:80");
  EXPECT_EQ(config.seller.bank.branch, "丸の内");
  EXPECT_EQ(config.ca.rules, "private");
  EXPECT_EQ(config.desk.time_zone, "Asia/Tokyo");
  EXPECT_EQ(config.database_url(), "sqlite:/data/shomei.db");
}

TEST(Config, UnknownKeysNameTheNearest) {
  RecordProperty("requirement", "G01");
  const auto typo = parse_config("[server]\nlisen = \"x\"\n", ".").error();
  EXPECT_EQ(typo.code, errors::config_unknown_key);
  EXPECT_EQ(param(typo, "key"), "server.lisen");
  EXPECT_EQ(param(typo, "nearest"), "server.listen");
  EXPECT_EQ(param(parse_config("[servr]\nlisten = \"x\"\n", ".").error(), "key"), "servr");
}

TEST(Config, TypesAndValuesAreChecked) {
  RecordProperty("requirement", "G01");
  const auto wrong = parse_config("[server]\nworkers = \"four\"\n", ".").error();
  EXPECT_EQ(wrong.code, errors::config_wrong_type);
  EXPECT_EQ(param(wrong, "expected"), "integer");
  EXPECT_EQ(param(wrong, "line"), "2");
  for (const auto* bad : {"[ca]\nrules = \"cab\"", "[ca]\ncountry = \"Japan\"", "[ca]\npolicy_oids = [\"2.23.140..1\"]",
                          "[ca]\nbase_url = \"https://pki.example.jp\"", "[server]\nlisten = \"8080\"", "[database]\nurl = \"mysql://x\"",
                          "[seller]\nregistration_number = \"T123\"", "[desk]\ntime_zone = \"Mars/Olympus\"", "[desk]\nopen = \"25:00\"",
                          "[dns]\nresolver = \"127.0.0.1:53\"", "[outbound.map]\n\"example.jp:80\" = \"10.0.0.1:80\"",
                          "[keys]\nstore = \"tpm\"", "[mail]\nsmtp_url = \"http://x\"", "[limits]\naccess_code_days = 0"})
    EXPECT_EQ(parse_config(bad, ".").error().code, errors::config_invalid_value) << bad;
  EXPECT_EQ(parse_config("[server\n", ".").error().code, errors::toml_syntax);
  EXPECT_EQ(parse_config("server = 1\n", ".").error().code, errors::config_wrong_type);
  EXPECT_EQ(parse_config("[dns]\nstubs = [1]\n", ".").error().code, errors::config_wrong_type);
}

TEST(Config, PrintsAFileThatReadsBack) {
  RecordProperty("requirement", "G03");
  auto config = parse_config("[outbound.map]\n\"www.aozora.test:80\" = \"127.0.0.1:8088\"\n[ca]\nname = \"青空 "
                             "\\\"CA\\\"\"\n[dns]\nstubs = [\"aozora.test=127.0.0.1@5300\"]\n",
                             "/data")
                    .value();
  const auto again = parse_config(print_config(config), "/data").value();
  EXPECT_EQ(again.outbound.map, config.outbound.map);
  EXPECT_EQ(again.ca.name, "青空 \"CA\"");
  EXPECT_EQ(again.dns.stubs, config.dns.stubs);
  EXPECT_EQ(print_config(again), print_config(config));
}

TEST(Config, WarnsOfWhatIsMissing) {
  RecordProperty("requirement", "A10");
  const auto supplied = parse_config("[csr]\nbad_keys_file = \"/etc/shomei/bad\"\n[desk]\nholidays = \"/etc/shomei/syukujitsu.csv\"\n"
                                     "[seller]\nregistration_number = \"T2010001999005\"\n",
                                     ".")
                            .value();
  EXPECT_TRUE(config_warnings(supplied).empty()) << "whatever is warned of can be set";
  const auto warnings = config_warnings(Config{});
  EXPECT_NE(std::ranges::find(warnings, errors::config_bad_keys_file_absent, &Error::code), warnings.end());
  EXPECT_EQ(load_config("/nonexistent").error().code, errors::file_unreadable);
}

TEST(Config, EveryKeyIsInTheOperatorsManual) {
  RecordProperty("requirement", "G03");
  std::ifstream file(SHOMEI_SOURCE_DIR "/docs/operations/configuration.md");
  const std::string manual((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Config config;
  for (const auto& field : config_fields(config)) EXPECT_TRUE(manual.contains("| `" + field.key + "` | `")) << field.key;
}

} // namespace
} // namespace core
