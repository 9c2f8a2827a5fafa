#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns)
    if (name.find('_') != std::string::npos) return name + " has an underscore";
  return pass;
}

} // namespace

const CertificateLint dns_no_underscore{"dns_no_underscore", "BR 7.1.2.7.12", date(2019, 5, 1), has_san, run};

} // namespace lint::certificate
