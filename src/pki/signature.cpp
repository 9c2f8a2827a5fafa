#include "pki/signature.h"

#include "pki/der.h"
#include "pki/errors.h"

#include <algorithm>
#include <array>
#include <span>

namespace pki {
namespace {

template <std::size_t N>
constexpr auto octets(const char (&hex)[N]) {
  constexpr auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::array<std::uint8_t, N / 2> out{};
  for (std::size_t i = 0; i < N / 2; ++i) out[i] = static_cast<std::uint8_t>(digit(hex[2 * i]) * 16 + digit(hex[2 * i + 1]));
  return out;
}

// BR 7.1.3.2, byte for byte.
constexpr auto rsa_sha256 = octets("300d06092a864886f70d01010b0500");
constexpr auto rsa_sha384 = octets("300d06092a864886f70d01010c0500");
constexpr auto rsa_sha512 = octets("300d06092a864886f70d01010d0500");
constexpr auto ecdsa_sha256 = octets("300a06082a8648ce3d040302");
constexpr auto ecdsa_sha384 = octets("300a06082a8648ce3d040303");
constexpr auto ecdsa_sha512 = octets("300a06082a8648ce3d040304");
constexpr auto pss_sha256 = octets("304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096"
                                   "086480165030402010500a203020120");
constexpr auto pss_sha384 = octets("304106092a864886f70d01010a3034a00f300d06096086480165030402020500a11c301a06092a864886f70d010108300d06096"
                                   "086480165030402020500a203020130");
constexpr auto pss_sha512 = octets("304106092a864886f70d01010a3034a00f300d06096086480165030402030500a11c301a06092a864886f70d010108300d06096"
                                   "086480165030402030500a203020140");

struct Row {
  SignatureAlgorithm algorithm;
  core::ByteView identifier;
};
const std::array<Row, 9> rows{{
    {SignatureAlgorithm::rsa_sha256, rsa_sha256},
    {SignatureAlgorithm::rsa_sha384, rsa_sha384},
    {SignatureAlgorithm::rsa_sha512, rsa_sha512},
    {SignatureAlgorithm::ecdsa_sha256, ecdsa_sha256},
    {SignatureAlgorithm::ecdsa_sha384, ecdsa_sha384},
    {SignatureAlgorithm::ecdsa_sha512, ecdsa_sha512},
    {SignatureAlgorithm::pss_sha256, pss_sha256},
    {SignatureAlgorithm::pss_sha384, pss_sha384},
    {SignatureAlgorithm::pss_sha512, pss_sha512},
}};

struct NamedOid {
  Oid oid;
  std::string_view name;
  bool weak;
};
constexpr std::array<NamedOid, 18> names{{
    {{1, 2, 840, 113549, 1, 1, 2}, "md2WithRSAEncryption", true},
    {{1, 2, 840, 113549, 1, 1, 3}, "md4WithRSAEncryption", true},
    {{1, 2, 840, 113549, 1, 1, 4}, "md5WithRSAEncryption", true},
    {{1, 2, 840, 113549, 1, 1, 5}, "sha1WithRSAEncryption", true},
    {{1, 3, 14, 3, 2, 29}, "sha1WithRSA", true},
    {{1, 2, 840, 10045, 4, 1}, "ecdsa-with-SHA1", true},
    {{1, 2, 840, 10040, 4, 3}, "dsa-with-SHA1", true},
    {{1, 2, 840, 113549, 1, 1, 14}, "sha224WithRSAEncryption", false},
    {{1, 2, 840, 113549, 1, 1, 11}, "sha256WithRSAEncryption", false},
    {{1, 2, 840, 113549, 1, 1, 12}, "sha384WithRSAEncryption", false},
    {{1, 2, 840, 113549, 1, 1, 13}, "sha512WithRSAEncryption", false},
    {{1, 2, 840, 113549, 1, 1, 10}, "rsassaPss", false},
    {{1, 2, 840, 10045, 4, 3, 1}, "ecdsa-with-SHA224", false},
    {{1, 2, 840, 10045, 4, 3, 2}, "ecdsa-with-SHA256", false},
    {{1, 2, 840, 10045, 4, 3, 3}, "ecdsa-with-SHA384", false},
    {{1, 2, 840, 10045, 4, 3, 4}, "ecdsa-with-SHA512", false},
    {{1, 3, 101, 112}, "Ed25519", false},
    {{1, 3, 101, 113}, "Ed448", false},
}};

std::optional<Oid> oid_of(core::ByteView identifier) {
  auto reader = der::read_sequence(identifier);
  if (!reader) return std::nullopt;
  auto oid = reader->oid();
  if (!oid) return std::nullopt;
  return *oid;
}

const NamedOid* find_name(core::ByteView identifier) {
  const auto oid = oid_of(identifier);
  const auto found = oid ? std::ranges::find(names, *oid, &NamedOid::oid) : names.end();
  return found == names.end() ? nullptr : found;
}

// RFC 4055 3.1: PSS parameters at their defaults mean SHA-1.
bool is_pss_with_sha1(core::ByteView identifier) {
  const auto oid = oid_of(identifier);
  if (!oid || *oid != oid::rsassa_pss) return false;
  auto outer = der::read_sequence(identifier);
  (void)outer->any();
  if (outer->at_end()) return true;
  auto parameters = outer->sequence();
  if (!parameters) return false;
  auto hash = parameters->enter(der::tag::context_constructed(0));
  if (!hash) return true;
  auto inner = hash->sequence();
  auto named = inner ? inner->oid() : core::Result<Oid>(core::fail(errors::der_malformed));
  return named && *named == oid::sha1;
}

} // namespace

core::ByteView algorithm_identifier(SignatureAlgorithm algorithm) { return rows[static_cast<std::size_t>(algorithm)].identifier; }

core::Result<SignatureAlgorithm> parse_signature_algorithm(core::ByteView algorithm_identifier_der) {
  for (const auto& row : rows)
    if (core::equal(row.identifier, algorithm_identifier_der)) return row.algorithm;
  return core::fail(errors::signature_algorithm_unsupported, {{"algorithm", signature_algorithm_name(algorithm_identifier_der)}});
}

std::string signature_algorithm_name(core::ByteView algorithm_identifier_der) {
  if (const auto* known = find_name(algorithm_identifier_der)) return std::string(known->name);
  const auto oid = oid_of(algorithm_identifier_der);
  return oid ? oid->to_string() : core::to_hex(algorithm_identifier_der.first(std::min<std::size_t>(algorithm_identifier_der.size(), 32)));
}

bool is_weak_signature_algorithm(core::ByteView algorithm_identifier_der) {
  const auto* known = find_name(algorithm_identifier_der);
  return (known != nullptr && known->weak) || is_pss_with_sha1(algorithm_identifier_der);
}

SignatureAlgorithm signature_algorithm_for(KeyAlgorithm key) {
  switch (key) {
  case KeyAlgorithm::p256:
    return SignatureAlgorithm::ecdsa_sha256;
  case KeyAlgorithm::p384:
    return SignatureAlgorithm::ecdsa_sha384;
  case KeyAlgorithm::p521:
    return SignatureAlgorithm::ecdsa_sha512;
  case KeyAlgorithm::rsa:
  case KeyAlgorithm::unsupported:
    return SignatureAlgorithm::rsa_sha256;
  }
  return SignatureAlgorithm::rsa_sha256;
}

bool matches(SignatureAlgorithm signature, KeyAlgorithm key) {
  const bool ecdsa = signature == SignatureAlgorithm::ecdsa_sha256 || signature == SignatureAlgorithm::ecdsa_sha384 ||
                     signature == SignatureAlgorithm::ecdsa_sha512;
  return key != KeyAlgorithm::unsupported && ecdsa == (key != KeyAlgorithm::rsa);
}

const char* digest_name(SignatureAlgorithm algorithm) {
  constexpr std::array digests{"SHA256", "SHA384", "SHA512"};
  return digests[static_cast<std::size_t>(algorithm) % 3];
}

core::Result<core::Bytes> ecdsa_to_der(core::ByteView r_and_s) {
  if (r_and_s.empty() || r_and_s.size() % 2 != 0) return core::fail(errors::signature_invalid, {}, "r||s of odd length");
  der::Writer writer(r_and_s.size() + 16);
  writer.sequence(
      [&] { writer.unsigned_integer(r_and_s.first(r_and_s.size() / 2)).unsigned_integer(r_and_s.subspan(r_and_s.size() / 2)); });
  return writer.take();
}

core::Result<core::Bytes> ecdsa_from_der(core::ByteView der, std::size_t coordinate_size) {
  auto reader = TRY(der::read_sequence(der));
  core::Bytes out(2 * coordinate_size);
  for (std::size_t end = coordinate_size; end <= out.size(); end += coordinate_size) {
    const auto number = TRY(reader.unsigned_integer());
    if (number.empty() || number.size() > coordinate_size) return core::fail(errors::signature_invalid, {}, "r or s out of range");
    std::ranges::copy(number, out.begin() + static_cast<std::ptrdiff_t>(end - number.size()));
  }
  TRY(reader.finish());
  return out;
}

core::Bytes assemble_signed(core::ByteView tbs, SignatureAlgorithm algorithm, core::ByteView signature) {
  der::Writer writer(tbs.size() + signature.size() + 128);
  writer.sequence([&] { writer.raw(tbs).raw(algorithm_identifier(algorithm)).bit_string(signature); });
  return writer.take();
}

} // namespace pki
