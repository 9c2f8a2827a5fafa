#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns) {
    const auto star = name.find('*');
    if (star == std::string::npos) continue;
    if (star != 0 || !name.starts_with("*.") || name.find('*', 1) != std::string::npos)
      return name + ": the wildcard is not the whole first label";
  }
  return pass;
}

} // namespace

const CertificateLint dns_wildcard_form{"dns_wildcard_form", "BR 1.6.1; BR 7.1.2.7.12", date(2012, 7, 1), has_san, run};

} // namespace lint::certificate
