#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "outbound/tls_probe.h"
#include "pki/certificate.h"

#include <vector>

namespace usecases {

/// What is wrong with how a host serves its certificate, and how to mend it (D10): a key of `i18n/*/check.toml` with its params.
struct SiteFinding {
  std::string_view key;
  core::Params params;
};

struct SiteDiagnosis {
  std::vector<SiteFinding> findings; ///< empty: nothing to mend
  std::string common_name;
  core::Instant not_after{};
  std::string protocol;
};

/// Judges what a TLS server showed. Pure.
core::Result<SiteDiagnosis> diagnose(const outbound::TlsReport& report, const outbound::TlsTarget& target, core::Instant now);

} // namespace usecases
