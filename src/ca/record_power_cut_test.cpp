#include "ca/crc32c.h"
#include "ca/record_fixture.h"

#include <algorithm>
#include <csignal>
#include <random>
#include <sys/resource.h>

namespace ca {
namespace {

using Kind = RecordFrame::Kind;

constexpr std::size_t piece = 1024 * 1024;
constexpr std::string_view header = "shomei signer record 1\n";

class RecordPowerCut : public RecordTest {
protected:
  /// The file as it stands while a signer has it, put elsewhere, as by a signer that was killed.
  std::filesystem::path leave(std::string_view content) const {
    write(left(), content);
    return left();
  }
  std::filesystem::path left() const { return folder_ / "left"; }

  core::Result<std::unique_ptr<Record>> open_with(std::string_view content) const { return Record::open(leave(content)); }
  void expect_damaged(std::string_view content) const {
    const auto opened = open_with(content);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, errors::signer_record_damaged);
    EXPECT_EQ(content_of(left()), content) << "nothing may be written into it";
  }

  std::string content() const { return content_of(file()); }
  std::string content_without_zeros() const { return content().substr(0, used(file())); }
  /// Content with so few zeros behind it that many copies are cheap.
  std::string short_content() const { return content_without_zeros() + std::string(100, '\0'); }

  /// A frame as records held it before there were marks.
  static std::string unmarked(const RecordFrame& frame) {
    core::Bytes bytes;
    append_frame(bytes, frame, 0);
    bytes.erase(bytes.begin() + 17, bytes.begin() + 25);
    bytes[8] &= 0x0f;
    const auto payload = core::ByteView(bytes).subspan(8);
    const std::array<std::uint32_t, 2> head{static_cast<std::uint32_t>(payload.size()), crc32c(payload)};
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(head[i / 4] >> (24 - 8 * (i % 4)));
    return std::string(core::as_text(bytes));
  }
};

TEST_F(RecordPowerCut, KeepsItsSizeBeforehand) {
  RecordProperty("requirement", "G02");
  const std::string large(20'000, 'x');
  {
    auto record = open().value();
    EXPECT_EQ(std::filesystem::file_size(file()), piece);
    for (std::uint8_t i = 0; i < 200; ++i) {
      ASSERT_TRUE(reserve(*record, serial(i), large));
      complete(*record, serial(i));
      const auto size = std::filesystem::file_size(file()), written = used(file());
      EXPECT_EQ(size % piece, 0U);
      EXPECT_GT(size, written + piece / 2 - 2 * large.size());
    }
  }
  EXPECT_GE(std::filesystem::file_size(file()), 4 * piece);
  auto record = open().value();
  EXPECT_EQ(record->torn(), 0U);
  for (std::uint8_t i = 0; i < 200; ++i) EXPECT_TRUE(record->find("ov", serial(i)).value()->signature);
}

TEST_F(RecordPowerCut, TakesABatchThatIsLargerThanTheRoomAhead) {
  RecordProperty("requirement", "G02");
  const std::string large(900'000, 'x');
  std::array<core::Bytes, 5> serials;
  std::vector<RecordFrame> frames;
  for (std::uint8_t i = 0; i < 5; ++i) {
    serials[i] = serial(i);
    frames.push_back({Kind::to_be_signed, {}, "ov", serials[i], "int_1", core::as_bytes(large)});
  }
  {
    auto record = open().value();
    EXPECT_EQ(record->reserve(frames).value(), std::vector<bool>(5, true));
  }
  auto record = open().value();
  for (const auto& number : serials) EXPECT_EQ(record->find("ov", number).value()->tbs.size(), large.size());
}

TEST_F(RecordPowerCut, CutsATornTailAtEveryLength) {
  RecordProperty("requirement", "G02");
  auto record = open().value();
  ASSERT_TRUE(reserve(*record, serial(1)));
  complete(*record, serial(1));
  const auto whole = content_without_zeros();
  ASSERT_TRUE(reserve(*record, serial(2)));
  const auto longer = content_without_zeros();
  for (const auto zeros : {std::size_t{0}, std::size_t{100}}) {
    for (auto size = whole.size(); size < longer.size(); ++size) {
      const auto torn = longer.substr(0, size) + std::string(zeros, '\0');
      auto left_behind = open_with(torn).value();
      EXPECT_EQ(left_behind->torn(), octets_before_zeros(core::as_bytes(torn)) - whole.size());
      EXPECT_EQ(left_behind->issued(), 1U);
      EXPECT_EQ(used(left()), whole.size());
      EXPECT_FALSE(left_behind->find("ov", serial(2)).value());
      EXPECT_TRUE(left_behind->find("ov", serial(1)).value()->signature);
      EXPECT_TRUE(reserve(*left_behind, serial(3))) << "the record goes on behind what was whole";
    }
  }
}

TEST_F(RecordPowerCut, StartsAnewFromATornHeader) {
  RecordProperty("requirement", "G02");
  for (const auto& torn : {std::string(), std::string("shomei sig"), std::string("shomei sig") + std::string(piece, '\0'),
                           std::string(piece, '\0'), std::string(3, '\0')})
    EXPECT_TRUE(reserve(*open_with(torn).value(), serial(1)));
}

TEST_F(RecordPowerCut, CutsABatchWithAHole) {
  RecordProperty("requirement", "G02");
  auto record = open().value();
  ASSERT_TRUE(reserve(*record, serial(1)));
  complete(*record, serial(1));
  const auto begin = used(file());
  ASSERT_TRUE(reserve(*record, serial(2)));
  const auto middle = used(file());
  ASSERT_TRUE(reserve(*record, serial(3)));
  auto torn = content();
  std::fill(torn.begin() + static_cast<std::ptrdiff_t>(begin), torn.begin() + static_cast<std::ptrdiff_t>(middle), '\0');
  auto left_behind = open_with(torn).value();
  EXPECT_GT(left_behind->torn(), 0U);
  EXPECT_TRUE(left_behind->find("ov", serial(1)).value()->signature);
  EXPECT_FALSE(left_behind->find("ov", serial(3)).value());
  EXPECT_EQ(used(left()), begin) << "nothing that could be read later";
}

/// Each sector of what was written since the last sync is on disk or not.
std::string cut_power(const std::string& durable, const std::string& written, std::mt19937& random) {
  constexpr std::size_t sector = 512;
  auto out = durable;
  if (random() % 2 == 0) out.resize(written.size(), '\0');
  for (std::size_t at = 0; at < out.size(); at += sector)
    if (random() % 2 == 0) out.replace(at, sector, written, at, std::min(sector, out.size() - at));
  return out;
}

TEST_F(RecordPowerCut, LosesNothingThatWasSyncedAndAlwaysStarts) {
  RecordProperty("requirement", "G02");
  std::mt19937 random(1); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cuts each time
  int torn = 0;
  for (int trial = 0; trial < 60; ++trial) {
    std::filesystem::remove(file());
    auto record = open().value();
    const auto synced = static_cast<std::uint8_t>(random() % 8);
    const auto size = std::size_t{1} << random() % 17;
    for (std::uint8_t i = 0; i < synced; ++i) {
      ASSERT_TRUE(reserve(*record, serial(i), std::string(size, 'x')));
      complete(*record, serial(i));
    }
    const auto durable = content();
    for (auto i = synced; i < synced + 8; ++i) ASSERT_TRUE(reserve(*record, serial(i), std::string(size, 'x')));
    {
      auto left_behind = open_with(cut_power(durable, content(), random)).value();
      torn += left_behind->torn() > 0 ? 1 : 0;
      for (std::uint8_t i = 0; i < synced; ++i) EXPECT_TRUE(left_behind->find("ov", serial(i)).value()->signature);
      ASSERT_TRUE(reserve(*left_behind, serial(100)));
    }
    auto again = Record::open(left()).value();
    EXPECT_EQ(again->torn(), 0U);
    EXPECT_EQ(again->issued(), synced);
    EXPECT_TRUE(again->find("ov", serial(100)).value());
  }
  EXPECT_GT(torn, 20);
}

TEST_F(RecordPowerCut, RefusesAHoleInWhatWasDurable) {
  RecordProperty("requirement", "G02 G01");
  auto record = open().value();
  ASSERT_TRUE(reserve(*record, serial(1)));
  ASSERT_TRUE(record->sync());
  const auto end = used(file());
  ASSERT_TRUE(reserve(*record, serial(2)));
  const auto written = short_content();
  for (std::size_t at = 0; at < end; ++at) {
    auto damaged = written;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    expect_damaged(damaged);
  }
  auto hole = content();
  std::fill(hole.begin() + header.size(), hole.begin() + static_cast<std::ptrdiff_t>(end), '\0');
  expect_damaged(hole);
}

TEST_F(RecordPowerCut, RefusesAnyDamageAfterAnOrderlyStop) {
  RecordProperty("requirement", "G02 G01");
  std::size_t end = 0;
  {
    auto record = open().value();
    for (std::uint8_t i = 0; i < 3; ++i) ASSERT_TRUE(reserve(*record, serial(i)));
    end = used(file());
  }
  const auto sealed = short_content();
  for (std::size_t at = 0; at < end; ++at) {
    auto damaged = sealed;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    expect_damaged(damaged);
  }
  (void)open().value();
  EXPECT_EQ(short_content(), sealed) << "one seal is enough";
}

TEST_F(RecordPowerCut, IsNotDeceivedByFramesWithinACertificate) {
  RecordProperty("requirement", "G02");
  const auto inner_serial = serial(9);
  const RecordFrame inner{Kind::burnt, {}, "ov", inner_serial, {}, {}};
  core::Bytes with_mark;
  append_frame(with_mark, inner, 1'000'000);
  for (const auto& made_up : {unmarked(inner), std::string(core::as_text(with_mark))}) {
    std::filesystem::remove(file());
    auto record = open().value();
    ASSERT_TRUE(reserve(*record, serial(1)));
    ASSERT_TRUE(record->sync());
    const auto begin = used(file());
    ASSERT_TRUE(reserve(*record, serial(2), made_up + "end"));
    auto torn = content();
    torn[begin + 3] = '\0';
    EXPECT_GT(open_with(torn).value()->torn(), made_up.size());
  }
}

TEST_F(RecordPowerCut, ReadsRecordsFromBeforeThereWereMarks) {
  RecordProperty("requirement", "G02");
  std::string old(header);
  for (std::uint8_t i = 0; i < 3; ++i) {
    const auto number = serial(i);
    old += unmarked({Kind::to_be_signed, {}, "ov", number, "int_1", core::as_bytes("tbs")});
    old += unmarked({Kind::signature, {}, "ov", number, {}, core::as_bytes("signature")});
  }
  auto damaged = old;
  damaged[60] ^= 0x55;
  expect_damaged(damaged);
  {
    auto record = open_with(old.substr(0, old.size() - 1)).value();
    EXPECT_EQ(record->issued(), 2U);
    EXPECT_GT(record->torn(), 0U);
  }
  {
    auto record = open_with(old).value();
    EXPECT_EQ(record->issued(), 3U);
    EXPECT_EQ(record->torn(), 0U);
    ASSERT_TRUE(reserve(*record, serial(3)));
    complete(*record, serial(3));
  }
  auto record = Record::open(left()).value();
  EXPECT_EQ(record->issued(), 4U);
  for (std::uint8_t i = 0; i < 4; ++i) EXPECT_FALSE(reserve(*record, serial(i)));
}

/// No file of this process may grow above a size meanwhile, as on a disk that is full.
class SizeLimit {
public:
  explicit SizeLimit(std::size_t size) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{size, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    (void)std::signal(SIGXFSZ, handler_);
  }

private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_F(RecordPowerCut, SaysSoWhenTheDiskIsFullAndGoesOnWhenItIsNot) {
  RecordProperty("requirement", "G02 G01");
  const std::string large(20'000, 'x');
  std::uint8_t taken = 0;
  {
    auto record = open().value();
    {
      const SizeLimit limit(piece + piece / 8);
      for (;; ++taken) {
        const auto number = serial(taken);
        const RecordFrame frame{Kind::to_be_signed, {}, "ov", number, "int_1", core::as_bytes(large)};
        const auto kept = record->reserve({&frame, 1});
        ASSERT_TRUE(record->sync());
        if (kept) continue;
        EXPECT_EQ(kept.error().code, errors::signer_file_unwritable);
        break;
      }
      EXPECT_GT(taken, 55) << "what there was of room is used";
      EXPECT_FALSE(record->find("ov", serial(taken)).value()) << "nothing half done";
    }
    EXPECT_TRUE(reserve(*record, serial(taken), large));
    EXPECT_TRUE(record->sync());
    EXPECT_EQ(std::filesystem::file_size(file()) % piece, 0U);
  }
  auto record = open().value();
  EXPECT_EQ(record->torn(), 0U);
  for (std::uint8_t i = 0; i <= taken; ++i) EXPECT_TRUE(record->find("ov", serial(i)).value());
}

} // namespace
} // namespace ca
