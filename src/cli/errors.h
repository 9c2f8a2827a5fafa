#pragma once

#include "core/error.h"

namespace cli::errors {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode signer_not_started{"signer_not_started", ErrorKind::unavailable};
inline constexpr ErrorCode data_directory_in_use{"data_directory_in_use", ErrorKind::conflict};
inline constexpr ErrorCode product_without_issuer{"product_without_issuer", ErrorKind::unprocessable};
inline constexpr ErrorCode data_directory_missing{"data_directory_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode file_unwritable{"file_unwritable", ErrorKind::unavailable};
inline constexpr ErrorCode quarter_invalid{"quarter_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode period_missing{"period_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode case_unknown{"case_unknown", ErrorKind::not_found};

inline constexpr ErrorCode perspective_arguments{"perspective_arguments", ErrorKind::unprocessable};
inline constexpr ErrorCode config_perspectives_near{"config_perspectives_near", ErrorKind::unprocessable};
inline constexpr ErrorCode config_perspectives_few{"config_perspectives_few", ErrorKind::unprocessable};
inline constexpr ErrorCode config_perspective_regions{"config_perspective_regions", ErrorKind::unprocessable};
inline constexpr ErrorCode config_perspective_location_absent{"config_perspective_location_absent", ErrorKind::unprocessable};

} // namespace cli::errors
