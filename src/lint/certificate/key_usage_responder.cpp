#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::key_usage);
  if (extension != nullptr && extension->critical && in.tbs.key_usage == pki::key_usage::digital_signature) return pass;
  return "keyUsage of an OCSP responder is not exactly digitalSignature, critical";
}

} // namespace

const CertificateLint key_usage_responder{"key_usage_responder", "BR 7.1.2.8.7", date(2023, 9, 15), is_responder, run};

} // namespace lint::certificate
