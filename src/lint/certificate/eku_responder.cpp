#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.tbs.extended_key_usage.size() == 1 && in.tbs.extended_key_usage[0] == pki::oid::ocsp_signing) return pass;
  return "extKeyUsage of an OCSP responder is not exactly OCSPSigning";
}

} // namespace

const CertificateLint eku_responder{"eku_responder", "BR 7.1.2.8.5", date(2023, 9, 15), is_responder, run};

} // namespace lint::certificate
