#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  // Below 2^159: 20 octets with the sign bit clear.
  if (in.tbs.serial.size() <= 20) return pass;
  return "the serial number has more than 20 octets";
}

} // namespace

const CertificateLint serial_size{"serial_size", "RFC 5280 4.1.2.2; BR 7.1.2.7", date(2023, 9, 15), always, run};

} // namespace lint::certificate
