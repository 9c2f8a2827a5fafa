#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto jurisdiction = jurisdiction_of(in);
  if (agencies_of(in).knows(jurisdiction, in.context.signing_time)) return pass;
  return "no listed agency registers at the level " + jurisdiction.country + "/" + jurisdiction.state + "/" + jurisdiction.locality;
}

} // namespace

const CertificateLint ev_jurisdiction{"ev_jurisdiction", "EVG 7.1.4.2.4; EVG 3.2.2.1.3", date(2020, 10, 1), is_ev, run};

} // namespace lint::certificate
