#include "lint/certificate/ev_serial.h"
#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto serial = in.tbs.subject.value(pki::AttributeType::serial_number).value_or("");
  if (!is_a_date(serial) || is_iso_date(serial)) return pass;
  return "the date in serialNumber is not written YYYY-MM-DD";
}

} // namespace

const CertificateLint ev_serial_date{"ev_serial_date", "EVG 7.1.4.2.5", date(2027, 9, 15), is_ev, run};

} // namespace lint::certificate
