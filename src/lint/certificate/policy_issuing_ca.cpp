#include "lint/certificate/lints.h"

#include <algorithm>

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::certificate_policies);
  if (extension == nullptr || extension->critical) return "certificatePolicies is missing or critical";
  const auto& policies = in.tbs.policies;
  const auto is_any = [](const pki::PolicyReference& policy) { return policy.oid == pki::oid::any_policy; };
  if (std::ranges::any_of(policies, is_any)) return "anyPolicy is only for affiliates";
  const auto is_own = [](const pki::PolicyReference& policy) {
    return policy.oid == pki::oid::cabf_organization_validated || policy.oid == pki::oid::cabf_extended_validation;
  };
  if (policies.empty() || !is_own(policies.front())) return "the first policy is not the reserved one for OV or EV";
  if (std::ranges::count_if(policies, is_own) != 1) return "the CA would issue OV and EV certificates";
  return pass;
}

} // namespace

const CertificateLint policy_issuing_ca{"policy_issuing_ca", "BR 7.1.2.10.5", date(2023, 9, 15), is_issuing, run};

} // namespace lint::certificate
