#pragma once

#include "core/error.h"

namespace status::errors {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode ocsp_many_certificates{"ocsp_many_certificates", ErrorKind::unprocessable};
inline constexpr ErrorCode ocsp_issuer_unknown{"ocsp_issuer_unknown", ErrorKind::not_found};

} // namespace status::errors
