#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.tbs.not_before < in.tbs.not_after) return pass;
  return "notAfter is not behind notBefore";
}

} // namespace

const CertificateLint validity_order{"validity_order", "RFC 5280 4.1.2.5", date(2008, 5, 1), always, run};

} // namespace lint::certificate
