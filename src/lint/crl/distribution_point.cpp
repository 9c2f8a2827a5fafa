#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  const auto* extension = find(in, pki::oid::issuing_distribution_point);
  if (!in.context.shard_url) return extension == nullptr ? Verdict() : Verdict("a full CRL has an issuingDistributionPoint");
  if (extension == nullptr || !extension->critical) return "issuingDistributionPoint is missing or not critical";
  if (in.crl.shard_url() == *in.context.shard_url) return pass;
  return "issuingDistributionPoint is not, byte for byte, the certificates' distribution point";
}

} // namespace

const CrlLint distribution_point{"distribution_point", "BR 7.2.2.1; RFC 5280 5.2.5", date(2023, 1, 15), always, run};

} // namespace lint::crl
