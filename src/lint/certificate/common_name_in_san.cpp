#include "lint/certificate/lints.h"

#include <algorithm>

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto name = in.tbs.subject.value(pki::AttributeType::common_name);
  if (!name || std::ranges::find(in.tbs.names.dns, *name) != in.tbs.names.dns.end()) return pass;
  return "commonName is not, character for character, one of the subject alternative names";
}

} // namespace

const CertificateLint common_name_in_san{"common_name_in_san", "BR 7.1.4.3", date(2012, 7, 1), is_leaf, run};

} // namespace lint::certificate
