#pragma once

#include "core/error.h"

/// What can go wrong on the way out; words in `i18n/{ja,en}/errors.d/outbound.toml`.
namespace outbound::errors {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode resolver_unusable{"resolver_unusable", ErrorKind::unavailable};
inline constexpr ErrorCode dns_name_invalid{"dns_name_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode dns_lookup_failed{"dns_lookup_failed", ErrorKind::unavailable};
inline constexpr ErrorCode dns_answer_bogus{"dns_answer_bogus", ErrorKind::unprocessable};
inline constexpr ErrorCode dns_name_missing{"dns_name_missing", ErrorKind::unprocessable};

inline constexpr ErrorCode caa_forbids{"caa_forbids", ErrorKind::unprocessable};
inline constexpr ErrorCode caa_critical_unknown{"caa_critical_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode caa_malformed{"caa_malformed", ErrorKind::unprocessable};
inline constexpr ErrorCode caa_lookup_failed{"caa_lookup_failed", ErrorKind::unavailable};

inline constexpr ErrorCode web_url_refused{"web_url_refused", ErrorKind::unprocessable};
inline constexpr ErrorCode web_address_refused{"web_address_refused", ErrorKind::unprocessable};
inline constexpr ErrorCode web_unreachable{"web_unreachable", ErrorKind::unprocessable};
inline constexpr ErrorCode web_timeout{"web_timeout", ErrorKind::unprocessable};
inline constexpr ErrorCode web_too_large{"web_too_large", ErrorKind::unprocessable};
inline constexpr ErrorCode web_redirect_refused{"web_redirect_refused", ErrorKind::unprocessable};
inline constexpr ErrorCode web_status_refused{"web_status_refused", ErrorKind::unprocessable};

inline constexpr ErrorCode validation_txt_missing{"validation_txt_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_txt_different{"validation_txt_different", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_file_different{"validation_file_different", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_wildcard_by_file{"validation_wildcard_by_file", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_value_in_request{"validation_value_in_request", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_cname_changed{"validation_cname_changed", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_value_weak{"validation_value_weak", ErrorKind::internal};

inline constexpr ErrorCode perspective_message_invalid{"perspective_message_invalid", ErrorKind::malformed};
inline constexpr ErrorCode perspective_key_invalid{"perspective_key_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode perspective_unreachable{"perspective_unreachable", ErrorKind::unavailable};
inline constexpr ErrorCode perspective_refused{"perspective_refused", ErrorKind::unavailable};
inline constexpr ErrorCode perspective_not_authentic{"perspective_not_authentic", ErrorKind::unavailable};

inline constexpr ErrorCode mail_not_sent{"mail_not_sent", ErrorKind::unavailable};
inline constexpr ErrorCode mail_refused{"mail_refused", ErrorKind::unprocessable};
inline constexpr ErrorCode mail_template_incomplete{"mail_template_incomplete", ErrorKind::internal};

inline constexpr ErrorCode pdf_font_missing{"pdf_font_missing", ErrorKind::internal};
inline constexpr ErrorCode pdf_not_drawn{"pdf_not_drawn", ErrorKind::internal};
inline constexpr ErrorCode zip_entry_invalid{"zip_entry_invalid", ErrorKind::internal};

inline constexpr ErrorCode tls_unreachable{"tls_unreachable", ErrorKind::unavailable};
inline constexpr ErrorCode tls_handshake_failed{"tls_handshake_failed", ErrorKind::unavailable};

} // namespace outbound::errors
