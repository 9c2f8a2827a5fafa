#pragma once

#include "core/error.h"
#include "core/errors.h"

/// Refusals of the HTTP layer itself.
namespace http::errors {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode not_authenticated{"not_authenticated", ErrorKind::unauthenticated};
inline constexpr ErrorCode not_allowed{"not_allowed", ErrorKind::forbidden};
inline constexpr ErrorCode password_change_required{"password_change_required", ErrorKind::forbidden};
inline constexpr ErrorCode totp_enrolment_required{"totp_enrolment_required", ErrorKind::forbidden};
inline constexpr ErrorCode csrf_token_wrong{"csrf_token_wrong", ErrorKind::forbidden};
inline constexpr ErrorCode cross_site_request{"cross_site_request", ErrorKind::forbidden};
inline constexpr ErrorCode method_not_allowed{"method_not_allowed", ErrorKind::malformed};
inline constexpr ErrorCode content_type_not_json{"content_type_not_json", ErrorKind::malformed};
inline constexpr ErrorCode body_unexpected{"body_unexpected", ErrorKind::malformed};
inline constexpr ErrorCode json_malformed{"json_malformed", ErrorKind::malformed};
inline constexpr ErrorCode body_too_large{"body_too_large", ErrorKind::too_large};
inline constexpr ErrorCode headers_too_large{"headers_too_large", ErrorKind::malformed};
inline constexpr ErrorCode request_timeout{"request_timeout", ErrorKind::malformed};
inline constexpr ErrorCode version_not_supported{"version_not_supported", ErrorKind::malformed};
inline constexpr ErrorCode if_match_required{"if_match_required", ErrorKind::stale};
inline constexpr ErrorCode idempotency_key_invalid{"idempotency_key_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode rate_limited{"rate_limited", ErrorKind::too_many};
inline constexpr ErrorCode server_busy{"server_busy", ErrorKind::unavailable};
inline constexpr ErrorCode listen_failed{"listen_failed", ErrorKind::unavailable};
inline constexpr ErrorCode tls_setup_failed{"tls_setup_failed", ErrorKind::unavailable};

} // namespace http::errors

/// Codes of single fields, as `errors[].code` of a problem names them.
namespace http::field_errors {

inline constexpr std::string_view required = "field_required";
inline constexpr std::string_view unknown = "field_unknown";
inline constexpr std::string_view duplicate = "field_duplicate";
inline constexpr std::string_view not_text = "field_not_text";
inline constexpr std::string_view not_integer = "field_not_integer";
inline constexpr std::string_view not_boolean = "field_not_boolean";
inline constexpr std::string_view not_list = "field_not_list";
inline constexpr std::string_view not_object = "field_not_object";
inline constexpr std::string_view empty = "field_empty";
inline constexpr std::string_view too_short = "field_too_short";
inline constexpr std::string_view too_long = "field_too_long";
inline constexpr std::string_view too_few = "field_too_few";
inline constexpr std::string_view too_many = "field_too_many";
inline constexpr std::string_view too_small = "field_too_small";
inline constexpr std::string_view too_large = "field_too_large";
inline constexpr std::string_view not_one_of = "field_not_one_of";
inline constexpr std::string_view wrong_form = "field_wrong_form";
inline constexpr std::string_view wrong_characters = "field_wrong_characters";
inline constexpr std::string_view not_a_time = "field_not_a_time";
inline constexpr std::string_view not_a_date = "field_not_a_date";
inline constexpr std::string_view not_an_id = "field_not_an_id";

} // namespace http::field_errors
