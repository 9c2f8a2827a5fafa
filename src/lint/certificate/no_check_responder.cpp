#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::ocsp_nocheck);
  if (extension == nullptr || extension->critical) return "id-pkix-ocsp-nocheck is missing or critical";
  if (extension->value.size() == 2 && extension->value[0] == 0x05 && extension->value[1] == 0x00) return pass;
  return "id-pkix-ocsp-nocheck is not NULL";
}

} // namespace

const CertificateLint no_check_responder{"no_check_responder", "BR 7.1.2.8.6; RFC 6960 4.2.2.2.1", date(2023, 9, 15), is_responder, run};

} // namespace lint::certificate
