#pragma once

#include "core/error.h"

/// Refusals of everything that reads or checks PKI objects; the words are in `i18n/*/errors.d/pki.toml`.
namespace pki::errors {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode der_malformed{"der_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode der_trailing_bytes{"der_trailing_bytes", ErrorKind::unprocessable};
inline constexpr ErrorCode pem_missing{"pem_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode pem_malformed{"pem_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode pem_wrong_label{"pem_wrong_label", ErrorKind::unprocessable};
inline constexpr ErrorCode pem_too_many{"pem_too_many", ErrorKind::unprocessable};
inline constexpr ErrorCode name_malformed{"name_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode name_attribute_empty{"name_attribute_empty", ErrorKind::unprocessable};
inline constexpr ErrorCode name_attribute_too_long{"name_attribute_too_long", ErrorKind::unprocessable};
inline constexpr ErrorCode name_attribute_characters{"name_attribute_characters", ErrorKind::unprocessable};
inline constexpr ErrorCode name_attribute_repeated{"name_attribute_repeated", ErrorKind::unprocessable};
inline constexpr ErrorCode dns_name_characters{"dns_name_characters", ErrorKind::unprocessable};

inline constexpr ErrorCode csr_empty{"csr_empty", ErrorKind::unprocessable};
inline constexpr ErrorCode csr_too_large{"csr_too_large", ErrorKind::too_large};
inline constexpr ErrorCode csr_malformed{"csr_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode csr_trailing_bytes{"csr_trailing_bytes", ErrorKind::unprocessable};
inline constexpr ErrorCode csr_is_private_key{"csr_is_private_key", ErrorKind::unprocessable};
inline constexpr ErrorCode csr_is_certificate{"csr_is_certificate", ErrorKind::unprocessable};
inline constexpr ErrorCode csr_version_unsupported{"csr_version_unsupported", ErrorKind::unprocessable};
inline constexpr ErrorCode csr_signature_invalid{"csr_signature_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode csr_signature_algorithm_unsupported{"csr_signature_algorithm_unsupported", ErrorKind::unprocessable};
inline constexpr ErrorCode csr_signature_digest_weak{"csr_signature_digest_weak", ErrorKind::unprocessable};

inline constexpr ErrorCode key_malformed{"key_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode key_algorithm_unsupported{"key_algorithm_unsupported", ErrorKind::unprocessable};
inline constexpr ErrorCode key_algorithm_encoding{"key_algorithm_encoding", ErrorKind::unprocessable};
inline constexpr ErrorCode key_curve_unsupported{"key_curve_unsupported", ErrorKind::unprocessable};
inline constexpr ErrorCode key_point_compressed{"key_point_compressed", ErrorKind::unprocessable};
inline constexpr ErrorCode key_point_invalid{"key_point_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_too_small{"key_rsa_too_small", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_too_large{"key_rsa_too_large", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_size_not_whole_bytes{"key_rsa_size_not_whole_bytes", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_exponent_one{"key_rsa_exponent_one", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_exponent_even{"key_rsa_exponent_even", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_exponent_too_small{"key_rsa_exponent_too_small", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_exponent_too_large{"key_rsa_exponent_too_large", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_modulus_even{"key_rsa_modulus_even", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_small_factor{"key_rsa_small_factor", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_close_primes{"key_rsa_close_primes", ErrorKind::unprocessable};
inline constexpr ErrorCode key_rsa_roca{"key_rsa_roca", ErrorKind::unprocessable};
inline constexpr ErrorCode key_known_bad{"key_known_bad", ErrorKind::unprocessable};
inline constexpr ErrorCode key_compromised{"key_compromised", ErrorKind::unprocessable};
inline constexpr ErrorCode bad_keys_file_malformed{"bad_keys_file_malformed", ErrorKind::unprocessable};

inline constexpr ErrorCode certificate_malformed{"certificate_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode crl_malformed{"crl_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode ocsp_malformed{"ocsp_malformed", ErrorKind::malformed};
inline constexpr ErrorCode pkcs7_malformed{"pkcs7_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode signature_invalid{"signature_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode signature_algorithm_unsupported{"signature_algorithm_unsupported", ErrorKind::unprocessable};
inline constexpr ErrorCode tbs_field_invalid{"tbs_field_invalid", ErrorKind::internal};
inline constexpr ErrorCode signer_frame_too_large{"signer_frame_too_large", ErrorKind::internal};
inline constexpr ErrorCode signer_message_malformed{"signer_message_malformed", ErrorKind::internal};

} // namespace pki::errors
