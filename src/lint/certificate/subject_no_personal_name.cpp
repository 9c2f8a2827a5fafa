#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (!has(in, pki::AttributeType::surname) && !has(in, pki::AttributeType::given_name)) return pass;
  return "surname or givenName stands in an organization's certificate";
}

} // namespace

const CertificateLint subject_no_personal_name{"subject_no_personal_name", "BR 7.1.2.7.4", date(2023, 9, 15), is_tls_with_organization,
                                               run};

} // namespace lint::certificate
