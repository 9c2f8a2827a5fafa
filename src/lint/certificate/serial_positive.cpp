#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto serial = in.tbs.serial;
  if (serial.empty() || (serial[0] & 0x80) != 0) return "the serial number is negative";
  if (pki::serial_magnitude(serial).empty()) return "the serial number is zero";
  return pass;
}

} // namespace

const CertificateLint serial_positive{"serial_positive", "RFC 5280 4.1.2.2; BR 7.1.2.7", date(2008, 5, 1), always, run};

} // namespace lint::certificate
