#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.tbs.names.emails.empty() && in.tbs.names.uris.empty() && in.tbs.names.others == 0) return pass;
  return "subjectAltName has a name that is neither a dNSName nor an iPAddress";
}

} // namespace

const CertificateLint san_types{"san_types", "BR 7.1.2.7.12", date(2023, 9, 15), has_san, run};

} // namespace lint::certificate
