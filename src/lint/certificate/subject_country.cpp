#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto country = in.tbs.subject.value(pki::AttributeType::country);
  if (!country) return "countryName is missing";
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (country->size() != 2 || !letter((*country)[0]) || !letter((*country)[1])) return "countryName is no ISO 3166-1 code";
  return pass;
}

} // namespace

const CertificateLint subject_country{"subject_country", "BR 7.1.2.7.4; BR 7.1.2.10.2", date(2012, 7, 1), has_organization, run};

} // namespace lint::certificate
