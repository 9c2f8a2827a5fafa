#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  for (const auto& single : in.response.singles)
    if (single.status.status == pki::CertificateStatus::revoked && single.status.revoked_at > in.response.produced_at)
      return "revoked in the future";
  return pass;
}

} // namespace

const OcspLint revocation_dates{"revocation_dates", "RFC 6960 4.2.2.1", date(2013, 6, 1), always, run};

} // namespace lint::ocsp
