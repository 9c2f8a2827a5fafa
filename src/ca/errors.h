#pragma once

#include "core/error.h"
#include "pki/signer_errors.h"

namespace ca::errors {

using namespace pki::signer::errors;

inline constexpr ErrorCode key_store_unknown{"key_store_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode key_kind_unknown{"key_kind_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode key_exists{"key_exists", ErrorKind::conflict};
inline constexpr ErrorCode key_missing{"key_missing", ErrorKind::not_found};
inline constexpr ErrorCode key_unreadable{"key_unreadable", ErrorKind::unprocessable};
inline constexpr ErrorCode passphrase_missing{"passphrase_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode passphrase_exposed{"passphrase_exposed", ErrorKind::unprocessable};
inline constexpr ErrorCode token_unavailable{"token_unavailable", ErrorKind::unavailable};
inline constexpr ErrorCode token_refused{"token_refused", ErrorKind::unavailable};
inline constexpr ErrorCode signing_failed{"signing_failed", ErrorKind::internal};
inline constexpr ErrorCode signature_mismatch{"signature_mismatch", ErrorKind::internal};

inline constexpr ErrorCode signer_config_invalid{"signer_config_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode signer_file_unwritable{"signer_file_unwritable", ErrorKind::unavailable};
inline constexpr ErrorCode signer_record_damaged{"signer_record_damaged", ErrorKind::internal};
inline constexpr ErrorCode signer_record_busy{"signer_record_busy", ErrorKind::conflict};
inline constexpr ErrorCode signer_socket_unavailable{"signer_socket_unavailable", ErrorKind::unavailable};

} // namespace ca::errors
