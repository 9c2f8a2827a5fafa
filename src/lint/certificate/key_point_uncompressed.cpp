#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto point = in.key.point();
  if (!point.empty() && point[0] == 0x04 && point.size() == 1 + 2 * ((in.key.bits() + 7) / 8)) return pass;
  return "the EC point is not in uncompressed form";
}

} // namespace

const CertificateLint key_point_uncompressed{"key_point_uncompressed", "RFC 5480 2.2; BR 7.1.3.1.2", date(2020, 8, 20), has_ec_key, run};

} // namespace lint::certificate
