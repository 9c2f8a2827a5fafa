#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (!in.tbs.has_unique_ids) return pass;
  return "issuerUniqueID or subjectUniqueID is present";
}

} // namespace

const CertificateLint no_unique_ids{"no_unique_ids", "RFC 5280 4.1.2.8; BR 7.1.2.7", date(2023, 9, 15), always, run};

} // namespace lint::certificate
