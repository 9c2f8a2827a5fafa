#include "storage/postings.h"

#include <gtest/gtest.h>

#include <limits>

namespace {

using storage::decode_postings;
using storage::encode_postings;
using Numbers = std::vector<std::uint64_t>;

TEST(Postings, ComeBackAsTheyWere) {
  RecordProperty("requirement", "C07");
  const auto most = std::numeric_limits<std::uint64_t>::max();
  for (const Numbers& numbers : {Numbers{}, Numbers{0}, Numbers{1}, Numbers{127}, Numbers{128}, Numbers{0, 127, 255, 16'511, 16'512},
                                 Numbers{most}, Numbers{1, most - 1, most}})
    EXPECT_EQ(decode_postings(encode_postings(numbers)), numbers) << testing::PrintToString(numbers);
  Numbers dense;
  for (std::uint64_t number = 5; number < 100'000; number += 1 + number % 300) dense.push_back(number);
  const auto octets = encode_postings(dense);
  EXPECT_EQ(decode_postings(octets), dense);
  EXPECT_LT(octets.size(), 2 * dense.size());
}

TEST(Postings, EndAtWhatIsNoNumber) {
  const core::Bytes cut{5, 3, 0x80};
  EXPECT_EQ(decode_postings(cut), (Numbers{5, 8}));
  EXPECT_EQ(decode_postings(core::Bytes{}), Numbers{});
  core::Bytes endless{7};
  endless.resize(40, 0xff);
  EXPECT_EQ(decode_postings(endless), Numbers{7});
}

TEST(Postings, MeetInWhatBothHave) {
  EXPECT_EQ(storage::in_both(Numbers{1, 3, 5, 9}, Numbers{2, 3, 9, 10}), (Numbers{3, 9}));
  EXPECT_EQ(storage::in_both(Numbers{}, Numbers{1}), Numbers{});
}

TEST(Postings, HoldEntryAndPrefecture) {
  const auto posting = storage::make_posting(5'000'000'000, 47);
  EXPECT_EQ(storage::entry_of(posting), 5'000'000'000);
  EXPECT_EQ(storage::prefecture_of(posting), 47);
  EXPECT_LT(posting, storage::make_posting(5'000'000'001, 0)) << "postings stand in the order of their entries";
}

} // namespace
