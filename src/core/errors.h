#pragma once

#include "core/error.h"

/// Error codes that several folders share.
namespace core::errors {

inline constexpr ErrorCode internal_error{"internal_error", ErrorKind::internal};
inline constexpr ErrorCode unavailable{"unavailable", ErrorKind::unavailable};
inline constexpr ErrorCode not_found{"not_found", ErrorKind::not_found};
inline constexpr ErrorCode invalid_request{"invalid_request", ErrorKind::unprocessable};
inline constexpr ErrorCode malformed_request{"malformed_request", ErrorKind::malformed};
inline constexpr ErrorCode invalid_time{"invalid_time", ErrorKind::unprocessable};
inline constexpr ErrorCode invalid_encoding{"invalid_encoding", ErrorKind::unprocessable};
inline constexpr ErrorCode invalid_id{"invalid_id", ErrorKind::not_found};
inline constexpr ErrorCode config_invalid{"config_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode config_unknown_key{"config_unknown_key", ErrorKind::unprocessable};
inline constexpr ErrorCode config_wrong_type{"config_wrong_type", ErrorKind::unprocessable};
inline constexpr ErrorCode config_invalid_value{"config_invalid_value", ErrorKind::unprocessable};
inline constexpr ErrorCode config_bad_keys_file_absent{"config_bad_keys_file_absent", ErrorKind::unprocessable};
inline constexpr ErrorCode config_registration_number_absent{"config_registration_number_absent", ErrorKind::unprocessable};
inline constexpr ErrorCode config_holidays_absent{"config_holidays_absent", ErrorKind::unprocessable};
inline constexpr ErrorCode toml_syntax{"toml_syntax", ErrorKind::malformed};
inline constexpr ErrorCode invalid_time_zone{"invalid_time_zone", ErrorKind::unprocessable};
inline constexpr ErrorCode holiday_file_invalid{"holiday_file_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode holiday_file_cut{"holiday_file_cut", ErrorKind::unprocessable};
inline constexpr ErrorCode file_unreadable{"file_unreadable", ErrorKind::unavailable};
inline constexpr ErrorCode decryption_failed{"decryption_failed", ErrorKind::unprocessable};
/// The thing changed since it was read (If-Match, or `UPDATE … WHERE version = $n` that touched nothing).
inline constexpr ErrorCode version_stale{"version_stale", ErrorKind::stale};
/// The second factor was last shown too long ago for this act.
inline constexpr ErrorCode second_factor_due{"second_factor_due", ErrorKind::forbidden};
/// The first request with an Idempotency-Key still runs.
inline constexpr ErrorCode idempotency_in_progress{"idempotency_in_progress", ErrorKind::conflict};
/// An Idempotency-Key came again with another request.
inline constexpr ErrorCode idempotency_key_reused{"idempotency_key_reused", ErrorKind::unprocessable};
inline constexpr ErrorCode ip_range_invalid{"ip_range_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode illegal_transition{"illegal_transition", ErrorKind::conflict};

} // namespace core::errors
