#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.tbs.version == 2) return pass;
  return "version is not v3";
}

} // namespace

const CertificateLint version_3{"version_3", "RFC 5280 4.1.2.1; BR 7.1.1", date(2008, 5, 1), always, run};

} // namespace lint::certificate
