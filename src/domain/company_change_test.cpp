#include "core/i18n.h"
#include "domain/company_change.h"
#include "domain/errors.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using namespace domain;

const std::vector<std::string> vetted{"株式会社青空商事"};

TEST(CompanyChange, SpellingsOfOneNameAreNoChange) {
  RecordProperty("requirement", "C07");
  EXPECT_TRUE(check_same_company(vetted, {"株式会社青空商事", "2015-10-05"}));
  EXPECT_TRUE(check_same_company(vetted, {"㈱青空商事", "2015-10-05"}));
  const std::vector<std::string> both{"株式会社青空商事", "株式会社あおぞら"};
  EXPECT_TRUE(check_same_company(both, {"株式会社あおぞら", "2026-10-01"})) << "a difference that a specialist accepted then";
}

TEST(CompanyChange, AnotherNameIsRefusedWithItsDayAndTheWayOut) {
  RecordProperty("requirement", "C07 D07");
  const auto refused = check_same_company(vetted, {"株式会社青空ホールディングス", "2026-10-01"}).error();
  EXPECT_EQ(refused.code, errors::company_name_changed);
  for (const auto language : {core::Language::ja, core::Language::en}) {
    const auto words = core::describe(refused, language);
    for (const auto* part : {"株式会社青空商事", "株式会社青空ホールディングス", "2026-10-01"})
      EXPECT_TRUE(words.contains(part)) << part << ": " << words;
    EXPECT_TRUE(words.contains(language == core::Language::ja ? "新規に購入" : "buy a new certificate")) << words;
  }
}

TEST(CompanyChange, AClosedCompanyIsRefusedWhateverItsName) {
  RecordProperty("requirement", "C07");
  EXPECT_EQ(check_same_company(vetted, {"株式会社青空商事", "2026-10-01", false}).error().code, errors::organization_not_active);
}

} // namespace
