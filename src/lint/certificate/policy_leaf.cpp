#include "lint/certificate/lints.h"

#include <algorithm>

namespace lint::certificate {
namespace {

const auto is_reserved = [](const pki::PolicyReference& policy) {
  return policy.oid == pki::oid::cabf_domain_validated || policy.oid == pki::oid::cabf_organization_validated ||
         policy.oid == pki::oid::cabf_individual_validated || policy.oid == pki::oid::cabf_extended_validation;
};

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::certificate_policies);
  if (extension == nullptr || extension->critical) return "certificatePolicies is missing or critical";
  const auto& policies = in.tbs.policies;
  if (policies.empty() || !is_reserved(policies.front())) return "the first policy is not a reserved one";
  if (std::ranges::count_if(policies, is_reserved) != 1) return "there is more than one reserved policy";
  if (is_ov(in) && policies.front().oid != pki::oid::cabf_organization_validated) return "the policy is not the one for OV";
  if (is_ev(in) && policies.front().oid != pki::oid::cabf_extended_validation) return "the policy is not the one for EV";
  return pass;
}

} // namespace

const CertificateLint policy_leaf{"policy_leaf", "BR 7.1.2.7.9; EVG 7.1.6.1", date(2023, 9, 15), is_leaf, run};

} // namespace lint::certificate
