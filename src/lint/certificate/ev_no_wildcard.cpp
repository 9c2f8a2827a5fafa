#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns)
    if (name.find('*') != std::string::npos) return name + ": EV certificates have no wildcards";
  return pass;
}

} // namespace

const CertificateLint ev_no_wildcard{"ev_no_wildcard", "EVG 7.1.2.1", date(2012, 5, 29), is_ev, run};

} // namespace lint::certificate
