#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::basic_constraints);
  if (extension == nullptr) return pass;
  if (!extension->critical) return "basicConstraints is not critical";
  const bool empty_sequence = extension->value.size() == 2 && extension->value[0] == 0x30 && extension->value[1] == 0x00;
  if (empty_sequence) return pass;
  return "basicConstraints of an end entity is not the empty SEQUENCE";
}

} // namespace

const CertificateLint basic_constraints_leaf{"basic_constraints_leaf", "BR 7.1.2.7.8; BR 7.1.2.8.4", date(2023, 9, 15), is_end_entity, run};

} // namespace lint::certificate
