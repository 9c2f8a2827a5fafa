#include "core/bytes.h"
#include "core/crypto.h"
#include "core/gathering.h"
#include "core/id.h"
#include "core/json_text.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace core {
namespace {

Result<Bytes> first_byte(std::string_view hex) {
  auto bytes = TRY(from_hex(hex));
  bytes.resize(1);
  return bytes;
}

TEST(Bytes, EncodesAndDecodes) {
  EXPECT_EQ(to_base64(as_bytes("ab")), "YWI=");
  EXPECT_EQ(as_text(from_base64("YWI=").value()), "ab");
  EXPECT_FALSE(from_base64("YWJ="));
  EXPECT_FALSE(first_byte("0"));
  EXPECT_EQ(first_byte("0102").value(), Bytes{1});
}

TEST(Id, SortsByCreation) {
  std::vector<std::string> made(5000);
  std::ranges::generate(made, &new_id_text);
  EXPECT_TRUE(std::ranges::is_sorted(made));
  EXPECT_EQ(std::ranges::adjacent_find(made), made.end());
}

TEST(Id, ParsesOnlyItsOwnPrefix) {
  using CertificateId = Id<"crt">;
  const auto id = CertificateId::make();
  EXPECT_EQ(CertificateId::parse(id.str()).value(), id);
  EXPECT_FALSE(Id<"ord">::parse(id.str()));
}

TEST(Crypto, DerivesKeysAsOthersDo) {
  RecordProperty("requirement", "A08");
  // Made by @noble/hashes 1.8, which shares no code with libargon2.
  EXPECT_EQ(to_hex(derive_key("correct horse", from_hex("000102030405060708090a0b0c0d0e0f").value())),
            "e3c889ca40ed01e6b6771fc8a5bf16e35ad60b41c9bd5d7e6d63adf51e50b0fd");
}

TEST(Crypto, SealsAndOpens) {
  const auto key = random_bytes(32);
  const auto sealed = seal(key, as_bytes("secret"), as_bytes("context"));
  EXPECT_EQ(as_text(open_sealed(key, sealed, as_bytes("context")).value()), "secret");
  EXPECT_FALSE(open_sealed(key, sealed, as_bytes("other")));
}

TEST(Crypto, DrawsOctetsThatAreNotRepeated) {
  std::set<std::array<std::uint8_t, 16>> drawn;
  for (int i = 0; i < 1000; ++i) {
    std::array<std::uint8_t, 16> octets{};
    draw_random(octets);
    EXPECT_TRUE(drawn.insert(octets).second);
  }
}

TEST(JsonText, EscapesWhatMustNotStandInAString) {
  const auto quoted = [](std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
  };
  EXPECT_EQ(quoted("証明 \"a\\b\"\n\t\x01\x7f"), "\"証明 \\\"a\\\\b\\\"\\n\\t\\u0001\\u007f\"");
  // Each octet at each place of a long text, which is looked at eight at a time.
  for (int octet = 0; octet < 0x80; ++octet) {
    for (std::size_t place = 0; place < 20; ++place) {
      std::string text(20, 'x');
      text[place] = static_cast<char>(octet);
      EXPECT_EQ(boost::json::parse(quoted(text)).as_string(), text);
    }
  }
}

TEST(Gathering, TellsEachOnceAtItsEnd) {
  std::string told;
  const int one = 1, other = 2;
  Gathering::at_end(&one, [&] { told += "0"; });
  EXPECT_EQ(told, "0") << "at once where nothing is gathered";
  {
    const Gathering outer;
    for (int i = 0; i < 3; ++i) Gathering::at_end(&one, [&] { told += "1"; });
    {
      const Gathering inner;
      Gathering::at_end(&other, [&] { told += "2"; });
    }
    std::thread([&] { Gathering::at_end(&one, [&] { told += "t"; }); }).join();
    EXPECT_EQ(told, "0t");
  }
  EXPECT_EQ(told, "0t12");
}

} // namespace
} // namespace core
