#include "lint/certificate/lints.h"

#include <array>

namespace lint::certificate {
namespace {

constexpr std::array<std::uint8_t, 15> rsa{0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};
constexpr std::array<std::uint8_t, 21> p256{0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                                            0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
constexpr std::array<std::uint8_t, 18> p384{0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d,
                                            0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22};
constexpr std::array<std::uint8_t, 18> p521{0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d,
                                            0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23};

Verdict run(const CertificateInput& in) {
  auto reader = pki::der::read_sequence(in.tbs.spki);
  const auto algorithm = reader ? reader->any() : core::Result<pki::der::Element>(core::fail(reader.error()));
  if (!algorithm) return "the SubjectPublicKeyInfo has no algorithm";
  for (const core::ByteView known : {core::ByteView(rsa), core::ByteView(p256), core::ByteView(p384), core::ByteView(p521)})
    if (core::equal(algorithm->whole, known)) return pass;
  return "the key's AlgorithmIdentifier is none of RSA, P-256, P-384 and P-521 byte for byte";
}

} // namespace

const CertificateLint spki_algorithm{"spki_algorithm", "BR 7.1.3.1; MRSP 5.1", date(2020, 8, 20), always, run};

} // namespace lint::certificate
