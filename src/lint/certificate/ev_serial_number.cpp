#include "lint/certificate/ev_serial.h"
#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto serial = in.tbs.subject.value(pki::AttributeType::serial_number).value_or("");
  const auto category = in.tbs.subject.value(pki::AttributeType::business_category).value_or("");
  if (agencies_of(in).allows(jurisdiction_of(in), serial, in.context.signing_time)) return pass;
  const bool without_number = category == "Government Entity" || category == "Non-Commercial Entity";
  if (without_number && (serial == category || is_a_date(serial))) return pass;
  return "serialNumber has not the form that is published for the jurisdiction";
}

} // namespace

const CertificateLint ev_serial_number{"ev_serial_number", "EVG 7.1.4.2.5", date(2020, 10, 1), is_ev, run};

} // namespace lint::certificate
