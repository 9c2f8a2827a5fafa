#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.tbs.not_after <= in.context.issuer_not_after) return pass;
  return "the certificate would outlive its issuer";
}

} // namespace

const CertificateLint within_issuer{"within_issuer", "RFC 5280 6.1.3 (a)(2); MRSP 5.2", date(2008, 5, 1), is_not_root, run};

} // namespace lint::certificate
