#include "lint/certificate/lints.h"

#include <algorithm>
#include <array>

namespace lint::certificate {
namespace {

constexpr std::array<std::string_view, 4> categories{"Private Organization", "Government Entity", "Business Entity",
                                                     "Non-Commercial Entity"};

Verdict run(const CertificateInput& in) {
  const auto category = in.tbs.subject.value(pki::AttributeType::business_category);
  if (!category || std::ranges::find(categories, *category) != categories.end()) return pass;
  return "businessCategory is none of the four";
}

} // namespace

const CertificateLint ev_business_category{"ev_business_category", "EVG 7.1.4.2.3", date(2012, 5, 29), is_ev, run};

} // namespace lint::certificate
