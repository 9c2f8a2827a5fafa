#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  const auto* extension = find(in, pki::oid::authority_key_identifier);
  if (extension == nullptr || extension->critical) return "authorityKeyIdentifier is missing or critical";
  if (core::equal(in.crl.authority_key_identifier(), in.context.issuer_key_identifier)) return pass;
  return "authorityKeyIdentifier is not the issuer's subjectKeyIdentifier";
}

} // namespace

const CrlLint authority_key_identifier{"authority_key_identifier", "BR 7.2.2; RFC 5280 5.2.1", date(2024, 3, 15), always, run};

} // namespace lint::crl
