#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.tbs.find(pki::oid::subject_alt_name)->critical == in.tbs.subject.empty()) return pass;
  return "subjectAltName is critical if and only if the subject is empty";
}

} // namespace

const CertificateLint san_critical_only_without_subject{"san_critical_only_without_subject", "BR 7.1.2.7.12; RFC 5280 4.2.1.6",
                                                        date(2023, 9, 15), has_san, run};

} // namespace lint::certificate
