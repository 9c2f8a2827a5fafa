#include "policy/agencies.h"

#include "core/time.h"
#include "policy/errors.h"

#include <gtest/gtest.h>

namespace policy {
namespace {

core::Instant at(std::string_view date) { return core::parse_rfc3339(std::string(date) + "T00:00:00Z").value(); }

const std::string head = "#version\t2026-11-27\n"
                         "id\tcountry\tstate\tlocality\tname_ja\tname_en\tnumber\tsource\tauthority\twebsite\tfrom\tuntil\tnote\n";
std::string row(const std::string& id, const std::string& authority = "RA1", const std::string& dates = "2020-01-01\t") {
  return id + "\tXA\tNorth\t\t機関\tAgency\t[0-9]{4}\tgleif_lei\t" + authority + "\thttps://x.example/\t" + dates + "\t\n";
}

TEST(RegistrationAgencies, TheBuiltInListAnswersForTheRegistersThatAreImported) {
  RecordProperty("requirement", "A14");
  const auto& list = RegistrationAgencies::built_in();
  const auto now = at("2026-11-27");
  EXPECT_EQ(list.sha256().size(), 64U);
  const auto* nta = list.find("nta_corporate_numbers", "", now);
  const auto* lei = list.find("gleif_lei", "RA000412", now);
  ASSERT_TRUE(nta != nullptr && lei != nullptr);
  EXPECT_EQ(nta->jurisdiction, (Jurisdiction{"JP", "", ""})) << "the commercial register of Japan is national";
  EXPECT_EQ(lei->jurisdiction, nta->jurisdiction);
  EXPECT_TRUE(list.allows({"JP", "", ""}, "1180301018771", now));
  EXPECT_FALSE(list.allows({"JP", "", ""}, "1803-01-018771", now));
  EXPECT_FALSE(list.knows({"JP", "東京都", ""}, now));
  EXPECT_TRUE(list.allows({"US", "Delaware", ""}, "9999001", now));
  EXPECT_FALSE(list.knows({"US", "", ""}, now)) << "no agency registers companies for the whole country";
  EXPECT_EQ(list.find("gleif_lei", "RA999999", now), nullptr);
}

TEST(RegistrationAgencies, AreListedFromADateOn) {
  RecordProperty("requirement", "A14");
  const auto list =
      RegistrationAgencies::parse(head + row("a", "RA1", "2026-12-01\t2027-06-01") + row("b", "RA1", "2027-06-01\t"), "x").value();
  EXPECT_EQ(list.find("gleif_lei", "RA1", at("2026-11-30")), nullptr);
  EXPECT_EQ(list.find("gleif_lei", "RA1", at("2026-12-01"))->id, "a");
  EXPECT_EQ(list.find("gleif_lei", "RA1", at("2027-06-01"))->id, "b");
  EXPECT_EQ(list.version(), "2026-11-27");
}

TEST(RegistrationAgencies, AListThatCannotBeReadIsRefusedWithItsLine) {
  RecordProperty("requirement", "A14 G01");
  const auto refused = [](const std::string& text) {
    const auto list = RegistrationAgencies::parse(text, "own.tsv");
    return list ? "" : list.error().params.at(1).second + " " + std::string(list.error().code.name);
  };
  EXPECT_EQ(refused(head + row("a") + row("b", "RA2")), "");
  EXPECT_EQ(refused(""), "1 agencies_invalid");
  EXPECT_EQ(refused(head), "3 agencies_invalid") << "no agencies";
  EXPECT_EQ(refused(head.substr(head.find('\n') + 1)), "1 agencies_invalid") << "no version";
  EXPECT_EQ(refused(head + row("a") + row("a", "RA2")), "4 agencies_invalid") << "an id twice";
  EXPECT_EQ(refused(head + row("a") + row("b")), "4 agencies_invalid") << "two agencies of one register";
  auto long_number = row("a");
  long_number.replace(long_number.find("[0-9]{4}"), 8, std::string(201, '('));
  EXPECT_EQ(refused(head + long_number), "3 agencies_invalid") << "too long an expression";
  auto long_count = row("a");
  long_count.replace(long_count.find("{4}"), 3, "{" + std::string(20, '2') + "}");
  EXPECT_EQ(refused(head + long_count), "3 agencies_invalid") << "a count that no number can hold";
  EXPECT_EQ(refused(head + row("a", "RA1", "yesterday\t")), "3 agencies_invalid");
  EXPECT_EQ(refused(head + row("a", "RA1", "2026-12-01\t2026-12-01")), "3 agencies_invalid");
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"\tXA\t", "\tXAA\t"}, {"[0-9]{4}", "[0-9"}, {"\tgleif_lei\t", "\t\t"}, {"機関", ""}, {"機関", "\xff"}, {"\tNorth", ""}}) {
    auto text = head + row("a");
    text.replace(text.find(from), from.size(), to);
    EXPECT_NE(refused(text), "") << from;
  }
}

} // namespace
} // namespace policy
