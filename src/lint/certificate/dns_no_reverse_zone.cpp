#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns)
    if (name.ends_with(".in-addr.arpa") || name.ends_with(".ip6.arpa")) return name + " is a name of a reverse zone";
  return pass;
}

} // namespace

const CertificateLint dns_no_reverse_zone{"dns_no_reverse_zone", "BR 4.2.2", date(2026, 3, 15), has_san, run};

} // namespace lint::certificate
