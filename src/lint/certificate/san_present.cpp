#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.tbs.find(pki::oid::subject_alt_name) == nullptr) return "subjectAltName is missing";
  if (in.tbs.names.dns.empty()) return "subjectAltName has no dNSName";
  return pass;
}

} // namespace

const CertificateLint san_present{"san_present", "BR 7.1.2.7.12", date(2012, 7, 1), is_leaf, run};

} // namespace lint::certificate
