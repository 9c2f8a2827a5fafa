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

TEST(Id, ParsesOnlyItsOwnPrefix) {
  using CertificateId = Id<"crt">;
  const auto id = CertificateId::make();
  EXPECT_EQ(CertificateId::parse(id.str()).value(), id);
  EXPECT_FALSE(Id<"ord">::parse(id.str()));
}

TEST(Crypto, SealsAndOpens) {
  const auto key = random_bytes(32);
  const auto sealed = seal(key, as_bytes("secret"), as_bytes("context"));
  EXPECT_EQ(as_text(open_sealed(key, sealed, as_bytes("context")).value()), "secret");
  EXPECT_FALSE(open_sealed(key, sealed, as_bytes("other")));
}

} // namespace
} // namespace core
