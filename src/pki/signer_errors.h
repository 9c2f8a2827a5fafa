#pragma once

#include "core/error.h"

#include <array>
#include <string_view>

/// Refusals that the signer sends and its client knows by name; the words are in `i18n/*/errors.d/ca.toml`.
namespace pki::signer::errors {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode serial_used{"serial_used", ErrorKind::conflict};
inline constexpr ErrorCode serial_invalid{"serial_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode crl_number_used{"crl_number_used", ErrorKind::conflict};
inline constexpr ErrorCode rate_limited{"signer_rate_limited", ErrorKind::too_many};
inline constexpr ErrorCode hierarchy_exists{"hierarchy_exists", ErrorKind::conflict};
inline constexpr ErrorCode hierarchy_missing{"hierarchy_missing", ErrorKind::conflict};
inline constexpr ErrorCode hierarchy_plan_invalid{"hierarchy_plan_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode issuer_unknown{"issuer_unknown", ErrorKind::not_found};
inline constexpr ErrorCode profile_unknown{"profile_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode profile_refused{"profile_refused", ErrorKind::unprocessable};
inline constexpr ErrorCode lint_failed{"lint_failed", ErrorKind::unprocessable};
inline constexpr ErrorCode clock_fixed{"signer_clock_fixed", ErrorKind::forbidden};
/// The client's word for a signer that does not answer; whether it has signed says Settle.
inline constexpr ErrorCode signer_unavailable{"signer_unavailable", ErrorKind::unavailable};
/// The client's word for a signer that never got the request.
inline constexpr ErrorCode signer_unreachable{"signer_unreachable", ErrorKind::unavailable};
/// Anything else the signer says; its own code is the parameter `code`.
inline constexpr ErrorCode signer_refused{"signer_refused", ErrorKind::internal};

inline constexpr std::array all{serial_used,    serial_invalid,  crl_number_used, rate_limited, hierarchy_exists, hierarchy_missing,
                                issuer_unknown, profile_unknown, profile_refused, lint_failed,  clock_fixed,      hierarchy_plan_invalid};

/// The code of that name, or `signer_refused`.
constexpr ErrorCode named(std::string_view name) {
  for (const auto& code : all)
    if (code.name == name) return code;
  return signer_refused;
}

} // namespace pki::signer::errors
