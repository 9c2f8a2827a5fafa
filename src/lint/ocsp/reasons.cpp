#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  using enum pki::RevocationReason;
  for (const auto& single : in.response.singles) {
    if (single.status.status != pki::CertificateStatus::revoked) continue;
    const auto reason = single.status.reason;
    if (reason == ca_compromise || reason == certificate_hold || reason == remove_from_crl || reason == aa_compromise)
      return "a revocationReason that subscribers' certificates may not have";
  }
  return pass;
}

} // namespace

const OcspLint reasons{"reasons", "BR 7.3; BR 7.2.2", date(2023, 7, 15), always, run};

} // namespace lint::ocsp
