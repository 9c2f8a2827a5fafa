#include "ca/crc32c.h"
#include "ca/record_fixture.h"

#include <thread>

namespace ca {
namespace {

using Kind = RecordFrame::Kind;

TEST(Crc32c, HasTheKnownValue) {
  EXPECT_EQ(crc32c(core::as_bytes("123456789")), 0xe3069283U);
  EXPECT_EQ(crc32c(core::Bytes(32, 0)), 0x8a9136aaU); // RFC 3720 B.4
}

TEST_F(RecordTest, NeverTakesASerialTwice) {
  RecordProperty("requirement", "G02");
  auto record = open().value();
  EXPECT_TRUE(reserve(*record, serial(1)));
  EXPECT_FALSE(reserve(*record, serial(1)));
  EXPECT_TRUE(reserve(*record, serial(1), "another", "ev")) << "serials are unique per issuer";
  EXPECT_TRUE(reserve(*record, serial(2)));
}

TEST_F(RecordTest, NeverTakesASerialTwiceWithinABatch) {
  RecordProperty("requirement", "G02");
  auto record = open().value();
  const auto number = serial(1);
  const RecordFrame frame{Kind::to_be_signed, {}, "ov", number, "", core::as_bytes("a")};
  const std::array batch{frame, frame};
  EXPECT_EQ(record->reserve(batch).value(), (std::vector<bool>{true, false}));
}

TEST_F(RecordTest, RemembersAcrossOpenings) {
  RecordProperty("requirement", "G02");
  {
    auto record = open().value();
    for (std::uint8_t i = 0; i < 200; ++i) ASSERT_TRUE(reserve(*record, serial(i), "tbs" + std::to_string(i)));
    for (std::uint8_t i = 0; i < 200; i += 2) complete(*record, serial(i), "signature" + std::to_string(i));
  }
  auto record = open().value();
  EXPECT_EQ(record->issued(), 100U);
  for (std::uint8_t i = 0; i < 200; ++i) {
    EXPECT_FALSE(reserve(*record, serial(i)));
    const auto found = record->find("ov", serial(i)).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(core::as_text(found->tbs), "tbs" + std::to_string(i));
    EXPECT_EQ(found->signature.has_value(), i % 2 == 0);
    if (found->signature) EXPECT_EQ(core::as_text(*found->signature), "signature" + std::to_string(i));
  }
  EXPECT_FALSE(record->find("ov", serial(200)).value());
}

TEST_F(RecordTest, BurnsWhatIsNotSignedWhenItIsSettled) {
  RecordProperty("requirement", "G02");
  {
    auto record = open().value();
    ASSERT_TRUE(reserve(*record, serial(1)));
    complete(*record, serial(1));
    ASSERT_TRUE(reserve(*record, serial(2)));
    EXPECT_EQ(settle(*record, serial(1)), "signature");
    EXPECT_EQ(settle(*record, serial(2)), "") << "it waited for its signature";
    EXPECT_EQ(settle(*record, serial(3)), "") << "it was never heard of";
    const auto late = serial(2);
    const RecordFrame signature{Kind::signature, {}, "ov", late, {}, core::as_bytes("late")};
    EXPECT_EQ(record->complete({&signature, 1}).value(), std::vector<bool>{false});
    EXPECT_FALSE(reserve(*record, serial(3)));
  }
  auto record = open().value();
  EXPECT_EQ(record->issued(), 1U);
  EXPECT_EQ(settle(*record, serial(1)), "signature");
  for (const auto burnt : {std::uint8_t{2}, std::uint8_t{3}}) {
    EXPECT_FALSE(reserve(*record, serial(burnt)));
    EXPECT_EQ(settle(*record, serial(burnt)), "");
  }
  const auto size = used(file());
  EXPECT_EQ(settle(*record, serial(3)), "");
  EXPECT_EQ(used(file()), size) << "once is enough";
}

TEST_F(RecordTest, WaitsForTheSignerBeforeIt) {
  RecordProperty("requirement", "G02");
  auto first = open().value();
  std::thread ending([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    first.reset();
  });
  EXPECT_TRUE(Record::open(file(), std::chrono::seconds{10}));
  ending.join();
}

TEST_F(RecordTest, RefusesAStrangeFile) {
  RecordProperty("requirement", "G01");
  for (const auto* strange : {"this is some other file of somebody, and no record", "short"}) {
    write(file(), strange);
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, errors::signer_record_damaged);
    EXPECT_EQ(content_of(file()), strange);
  }
}

TEST_F(RecordTest, BelongsToOneSigner) {
  RecordProperty("requirement", "G02");
  const auto first = open().value();
  const auto second = open();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, errors::signer_record_busy);
}

TEST_F(RecordTest, TakesOnlyRisingCrlNumbers) {
  RecordProperty("requirement", "G02");
  const auto crl = [](Record& record, std::uint8_t number, std::string_view url) {
    const core::Bytes octets{0, 0, 0, 0, 0, 0, 0, number};
    return record.reserve_crl({Kind::crl, {}, "ov", octets, url, core::as_bytes("digest")});
  };
  {
    auto record = open().value();
    EXPECT_TRUE(crl(*record, 5, "http://a/0.crl"));
    EXPECT_TRUE(crl(*record, 1, "http://a/1.crl")) << "each shard counts on its own";
  }
  auto record = open().value();
  EXPECT_FALSE(crl(*record, 5, "http://a/0.crl"));
  EXPECT_FALSE(crl(*record, 4, "http://a/0.crl"));
  EXPECT_TRUE(crl(*record, 6, "http://a/0.crl"));
}

} // namespace
} // namespace ca
