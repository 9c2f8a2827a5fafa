#pragma once

#include "core/error.h"

namespace cli::errors {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode signer_not_started{"signer_not_started", ErrorKind::unavailable};
inline constexpr ErrorCode data_directory_in_use{"data_directory_in_use", ErrorKind::conflict};
inline constexpr ErrorCode product_without_issuer{"product_without_issuer", ErrorKind::unprocessable};
inline constexpr ErrorCode data_directory_missing{"data_directory_missing", ErrorKind::unprocessable};

} // namespace cli::errors
