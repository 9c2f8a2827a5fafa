#include "lint/certificate/lints.h"

#include <array>

namespace lint::certificate {
namespace {

using enum pki::AttributeType;
constexpr std::array of_ev{jurisdiction_country, jurisdiction_state, jurisdiction_locality,
                           business_category,    serial_number,      organization_identifier};

Verdict run(const CertificateInput& in) {
  for (const auto type : of_ev)
    if (has(in, type)) return std::string(pki::rule_of(type).short_name) + " stands in an OV certificate";
  return pass;
}

} // namespace

const CertificateLint ov_no_ev_attributes{"ov_no_ev_attributes", "BR 7.1.2.7.4", date(2023, 9, 15), is_ov, run};

} // namespace lint::certificate
