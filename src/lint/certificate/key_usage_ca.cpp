#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

namespace bits = pki::key_usage;

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::key_usage);
  if (extension == nullptr || !extension->critical || !in.tbs.key_usage) return "keyUsage is missing or not critical";
  const auto usage = static_cast<std::uint16_t>(*in.tbs.key_usage & ~bits::digital_signature);
  if (usage == (bits::key_cert_sign | bits::crl_sign)) return pass;
  return "keyUsage of a CA is not keyCertSign and cRLSign";
}

} // namespace

const CertificateLint key_usage_ca{"key_usage_ca", "BR 7.1.2.10.7", date(2023, 9, 15), is_ca, run};

} // namespace lint::certificate
