#include "lint/certificate/lints.h"

#include <algorithm>

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto serial = pki::serial_magnitude(in.tbs.serial);
  if (serial.size() < 8) return "the serial number is too short for 64 random bits";
  const auto zeros = std::count(serial.begin(), serial.end(), 0);
  if (zeros * 2 > static_cast<std::ptrdiff_t>(serial.size())) return "the serial number is mostly zeros and not random";
  return pass;
}

} // namespace

const CertificateLint serial_entropy{"serial_entropy", "BR 7.1.2.7", date(2016, 9, 30), always, run};

} // namespace lint::certificate
