#include "lint/certificate/lints.h"
#include "lint/names.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns)
    if (name.size() > 253 || !every_label(name, [](std::string_view label) { return label.size() <= 63; })) return name + " is too long";
  return pass;
}

} // namespace

const CertificateLint dns_length{"dns_length", "RFC 1035 2.3.4; RFC 5280 4.2.1.6", date(2012, 7, 1), has_san, run};

} // namespace lint::certificate
