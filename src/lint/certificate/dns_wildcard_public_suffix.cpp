#include "lint/certificate/lints.h"
#include "lint/names.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns)
    if (name.starts_with("*.") && is_public_suffix(without_wildcard(name))) return name + " spans a public suffix";
  return pass;
}

} // namespace

const CertificateLint dns_wildcard_public_suffix{"dns_wildcard_public_suffix", "BR 3.2.2.6", date(2013, 9, 1), has_san, run};

} // namespace lint::certificate
