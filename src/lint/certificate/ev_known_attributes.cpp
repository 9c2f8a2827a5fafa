#include "lint/certificate/lints.h"

#include <algorithm>
#include <array>

namespace lint::certificate {
namespace {

using enum pki::AttributeType;
// organizationIdentifier needs an extension of its own (EVG 7.1.2.2), which the CPS does not offer; surname, givenName and OU have lints.
constexpr std::array allowed{jurisdiction_country,
                             jurisdiction_state,
                             jurisdiction_locality,
                             business_category,
                             serial_number,
                             country,
                             state,
                             locality,
                             postal_code,
                             street,
                             organization,
                             common_name,
                             surname,
                             given_name,
                             organizational_unit};

Verdict run(const CertificateInput& in) {
  for (const auto& attribute : in.tbs.subject.attributes()) {
    const auto* rule = pki::find_rule(attribute.type);
    if (rule == nullptr || std::ranges::find(allowed, rule->type) == allowed.end())
      return attribute.type.to_string() + " does not belong into an EV subject";
  }
  return pass;
}

} // namespace

const CertificateLint ev_known_attributes{"ev_known_attributes", "EVG 7.1.4.2.9", date(2020, 10, 1), is_ev, run};

} // namespace lint::certificate
