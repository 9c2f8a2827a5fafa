#include "lint/certificate/lints.h"

#include <algorithm>
#include <array>

namespace lint::certificate {
namespace {

namespace oid = pki::oid;
constexpr std::array root{oid::authority_key_identifier, oid::basic_constraints, oid::key_usage, oid::subject_key_identifier};
constexpr std::array issuing{oid::authority_key_identifier, oid::basic_constraints,     oid::key_usage,
                             oid::subject_key_identifier,   oid::extended_key_usage,    oid::certificate_policies,
                             oid::crl_distribution_points,  oid::authority_info_access, oid::name_constraints};
constexpr std::array leaf{oid::authority_key_identifier,
                          oid::basic_constraints,
                          oid::key_usage,
                          oid::subject_key_identifier,
                          oid::extended_key_usage,
                          oid::certificate_policies,
                          oid::crl_distribution_points,
                          oid::authority_info_access,
                          oid::subject_alt_name,
                          oid::sct_list};
constexpr std::array responder{oid::authority_key_identifier, oid::basic_constraints,  oid::key_usage,
                               oid::subject_key_identifier,   oid::extended_key_usage, oid::ocsp_nocheck};

std::span<const pki::Oid> allowed(CertificateKind kind) {
  switch (kind) {
  case CertificateKind::root:
    return root;
  case CertificateKind::issuing_ca:
    return issuing;
  case CertificateKind::tls_leaf:
    return leaf;
  case CertificateKind::ocsp_responder:
    return responder;
  }
  return {};
}

Verdict run(const CertificateInput& in) {
  const auto known = allowed(in.context.kind);
  for (const auto& extension : in.tbs.extensions)
    if (std::ranges::find(known, extension.oid) == known.end()) return extension.oid.to_string() + " does not belong into this certificate";
  return pass;
}

} // namespace

const CertificateLint known_extensions{"known_extensions", "BR 7.1.2.7.6; BR 7.1.2.1.2; BR 7.1.2.6.1; BR 7.1.2.8.2", date(2023, 9, 15),
                                       always, run};

} // namespace lint::certificate
