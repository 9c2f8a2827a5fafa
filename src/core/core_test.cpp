#include "core/bytes.h"
#include "core/crypto.h"
#include "core/id.h"

#include <gtest/gtest.h>

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

} // namespace
} // namespace core
