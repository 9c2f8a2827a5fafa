#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

namespace bits = pki::key_usage;

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::key_usage);
  if (extension == nullptr || !extension->critical || !in.tbs.key_usage) return "keyUsage is missing or not critical";
  const std::uint16_t usage = *in.tbs.key_usage;
  const bool rsa = in.key.algorithm() == pki::KeyAlgorithm::rsa;
  if (usage == bits::digital_signature || (rsa && usage == (bits::digital_signature | bits::key_encipherment))) return pass;
  return "keyUsage does not fit the kind of key";
}

} // namespace

const CertificateLint key_usage_leaf{"key_usage_leaf", "BR 7.1.2.7.11", date(2023, 9, 15), is_leaf, run};

} // namespace lint::certificate
