#pragma once

#include "core/error.h"

namespace policy::errors {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode policy_table_invalid{"policy_table_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode agencies_invalid{"agencies_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode policy_rule_missing{"policy_rule_missing", ErrorKind::internal};
inline constexpr ErrorCode policy_rule_set_unknown{"policy_rule_set_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode dcv_method_forbidden{"dcv_method_forbidden", ErrorKind::unprocessable};
inline constexpr ErrorCode dcv_too_old{"dcv_too_old", ErrorKind::conflict};
inline constexpr ErrorCode identity_too_old{"identity_too_old", ErrorKind::conflict};
inline constexpr ErrorCode validity_too_long{"validity_too_long", ErrorKind::unprocessable};

} // namespace policy::errors
