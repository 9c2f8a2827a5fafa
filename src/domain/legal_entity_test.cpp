#include "domain/legal_entity.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

TEST(LegalEntity, IsTheSameByNumberAndElseByName) {
  RecordProperty("requirement", "C07 C12");
  EXPECT_TRUE(is_same_entity({"株式会社青空", "6010001999001"}, {"株式会社旧青空", "6010001999001"})) << "renamed";
  EXPECT_FALSE(is_same_entity({"株式会社青空", "6010001999001"}, {"株式会社青空", "2010001999005"})) << "a namesake";
  EXPECT_TRUE(is_same_entity({"株式会社青空", ""}, {"㈱青空", "6010001999001"}));
  EXPECT_FALSE(is_same_entity({"株式会社青空", ""}, {"株式会社赤空", ""}));
}

} // namespace
} // namespace domain
