#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pki {

enum class KeyAlgorithm : std::uint8_t { rsa, p256, p384, p521, unsupported };

/// Signature algorithms of BR 7.1.3.2; nothing with SHA-1 or MD5.
enum class SignatureAlgorithm : std::uint8_t {
  rsa_sha256,
  rsa_sha384,
  rsa_sha512,
  ecdsa_sha256,
  ecdsa_sha384,
  ecdsa_sha512,
  pss_sha256,
  pss_sha384,
  pss_sha512,
};

/// The byte-exact AlgorithmIdentifier of BR 7.1.3.2.
core::ByteView algorithm_identifier(SignatureAlgorithm algorithm);
/// Compares bytes, never fields; `signature_algorithm_unsupported` with the OID or its well-known name as `algorithm`.
core::Result<SignatureAlgorithm> parse_signature_algorithm(core::ByteView algorithm_identifier_der);
/// `ecdsa-with-SHA256`, `sha1WithRSAEncryption`, … or the dotted OID, for messages and the CSR page.
std::string signature_algorithm_name(core::ByteView algorithm_identifier_der);
/// Whether the AlgorithmIdentifier names a signature over MD2, MD5 or SHA-1.
bool is_weak_signature_algorithm(core::ByteView algorithm_identifier_der);
/// The pairing of BR 7.1.3.2.2: P-256/SHA-256, P-384/SHA-384, P-521/SHA-512, RSA/SHA-256.
SignatureAlgorithm signature_algorithm_for(KeyAlgorithm key);
/// Whether that key can make that signature.
bool matches(SignatureAlgorithm signature, KeyAlgorithm key);
/// `SHA256`, `SHA384` or `SHA512`, as OpenSSL and PKCS#11 name it.
const char* digest_name(SignatureAlgorithm algorithm);

/// PKCS#11's r||s into ECDSA-Sig-Value (RFC 3279 2.2.3).
core::Result<core::Bytes> ecdsa_to_der(core::ByteView r_and_s);
/// ECDSA-Sig-Value into r||s of `coordinate_size` octets each.
core::Result<core::Bytes> ecdsa_from_der(core::ByteView der, std::size_t coordinate_size);

/// SEQUENCE { tbs, algorithm, BIT STRING signature }: a Certificate or a CertificateList.
core::Bytes assemble_signed(core::ByteView tbs, SignatureAlgorithm algorithm, core::ByteView signature);

} // namespace pki
