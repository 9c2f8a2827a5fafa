#include "lint/certificate/lints.h"

#include <algorithm>
#include <array>

namespace lint::certificate {
namespace {

using enum pki::AttributeType;
constexpr std::array allowed{domain_component, country,     state,   locality,   postal_code,        street,
                             organization,     common_name, surname, given_name, organizational_unit};

Verdict run(const CertificateInput& in) {
  // surname, givenName and OU have lints of their own.
  for (const auto& attribute : in.tbs.subject.attributes()) {
    const auto* rule = pki::find_rule(attribute.type);
    if (rule == nullptr || std::ranges::find(allowed, rule->type) == allowed.end())
      return attribute.type.to_string() + " is no attribute that the CPS documents";
  }
  return pass;
}

} // namespace

const CertificateLint subject_known_attributes{"subject_known_attributes", "BR 7.1.2.7.4", date(2023, 9, 15), is_ov, run};

} // namespace lint::certificate
