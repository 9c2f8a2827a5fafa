#include "domain/prefecture.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

TEST(Prefecture, HasANumber) {
  EXPECT_EQ(prefecture_code("北海道"), 1);
  EXPECT_EQ(prefecture_code("東京都"), 13);
  EXPECT_EQ(prefecture_code("和歌山県"), 30);
  EXPECT_EQ(prefecture_code("沖縄県"), 47);
  for (const auto* none : {"", "東京", "Tokyo", "ベルリン"}) EXPECT_EQ(prefecture_code(none), 0) << none;
}

TEST(Prefecture, IsNamedByItsCode) {
  EXPECT_EQ(prefecture_name("JP-01"), "北海道");
  EXPECT_EQ(prefecture_name("JP-13"), "東京都");
  EXPECT_EQ(prefecture_name("JP-47"), "沖縄県");
  for (const auto* none : {"", "JP-00", "JP-48", "JP-1", "JP-1x", "JP-+1", "US-13", "JP-130"}) EXPECT_EQ(prefecture_name(none), "") << none;
}

} // namespace
} // namespace domain
