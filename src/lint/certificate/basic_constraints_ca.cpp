#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::basic_constraints);
  if (extension == nullptr || !extension->critical) return "basicConstraints is missing or not critical";
  if (!in.tbs.basic_constraints || !in.tbs.basic_constraints->ca) return "cA is not TRUE";
  if (in.context.kind == CertificateKind::root && in.tbs.basic_constraints->path_length) return "a root has a pathLenConstraint";
  return pass;
}

} // namespace

const CertificateLint basic_constraints_ca{"basic_constraints_ca", "BR 7.1.2.10.4; RFC 5280 4.2.1.9", date(2023, 9, 15), is_ca, run};

} // namespace lint::certificate
