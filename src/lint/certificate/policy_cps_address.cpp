#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

bool is_web_address(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

Verdict run(const CertificateInput& in) {
  for (const auto& policy : in.tbs.policies)
    if (!policy.cps_url.empty() && !is_web_address(policy.cps_url)) return "the CPS qualifier is no HTTP or HTTPS address";
  return pass;
}

} // namespace

const CertificateLint policy_cps_address{"policy_cps_address", "BR 7.1.2.7.9", date(2023, 9, 15), is_leaf, run};

} // namespace lint::certificate
