#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  // EV has no way to validate addresses, and the CPS offers no certificates for addresses.
  if (in.tbs.names.ip_addresses.empty()) return pass;
  return "subjectAltName has an iPAddress";
}

} // namespace

const CertificateLint san_no_address{"san_no_address", "BR 4.2.2; BR 7.1.2.7.12; EVG 7.1.2.1", date(2015, 11, 1), has_san, run};

} // namespace lint::certificate
