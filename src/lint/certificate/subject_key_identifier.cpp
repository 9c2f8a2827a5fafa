#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::subject_key_identifier);
  if (extension == nullptr) return is_ca(in) ? Verdict("a CA's subjectKeyIdentifier is missing") : pass;
  if (extension->critical) return "subjectKeyIdentifier is critical";
  if (core::equal(in.tbs.subject_key_identifier, in.key.key_identifier())) return pass;
  return "subjectKeyIdentifier is not the SHA-1 of the key";
}

} // namespace

const CertificateLint subject_key_identifier{"subject_key_identifier", "BR 7.1.2.11.4; RFC 5280 4.2.1.2", date(2023, 9, 15), always, run};

} // namespace lint::certificate
