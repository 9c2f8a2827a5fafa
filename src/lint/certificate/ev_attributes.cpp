#include "lint/certificate/lints.h"

#include <array>

namespace lint::certificate {
namespace {

using enum pki::AttributeType;
constexpr std::array required{jurisdiction_country, business_category, serial_number, country, organization};

Verdict run(const CertificateInput& in) {
  for (const auto type : required)
    if (!has(in, type)) return std::string(pki::rule_of(type).short_name) + " is missing";
  return pass;
}

} // namespace

const CertificateLint ev_attributes{"ev_attributes", "EVG 7.1.4.2", date(2012, 5, 29), is_ev, run};

} // namespace lint::certificate
