#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  for (const auto& extension : in.crl.extensions())
    if (extension.oid != pki::oid::authority_key_identifier && extension.oid != pki::oid::crl_number &&
        extension.oid != pki::oid::issuing_distribution_point)
      return extension.oid.to_string() + " does not belong into a CRL";
  return pass;
}

} // namespace

const CrlLint known_extensions{"known_extensions", "BR 7.2.2", date(2024, 3, 15), always, run};

} // namespace lint::crl
