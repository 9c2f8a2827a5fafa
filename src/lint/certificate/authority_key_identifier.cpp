#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::authority_key_identifier);
  if (extension == nullptr) return "authorityKeyIdentifier is missing";
  if (extension->critical) return "authorityKeyIdentifier is critical";
  if (in.tbs.authority_has_issuer) return "authorityKeyIdentifier has more than a keyIdentifier";
  const auto expected = in.context.kind == CertificateKind::root ? in.tbs.subject_key_identifier : in.context.issuer_key_identifier;
  if (!expected.empty() && core::equal(in.tbs.authority_key_identifier, expected)) return pass;
  return "authorityKeyIdentifier is not the issuer's subjectKeyIdentifier";
}

} // namespace

const CertificateLint authority_key_identifier{"authority_key_identifier", "BR 7.1.2.11.1; RFC 5280 4.2.1.1", date(2023, 9, 15), always,
                                               run};

} // namespace lint::certificate
