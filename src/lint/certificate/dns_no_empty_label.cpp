#include "lint/certificate/lints.h"
#include "lint/names.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns)
    if (!every_label(name, [](std::string_view label) { return !label.empty(); }))
      return "'" + name + "' has an empty label or a trailing dot";
  return pass;
}

} // namespace

const CertificateLint dns_no_empty_label{"dns_no_empty_label", "BR 7.1.2.7.12", date(2021, 10, 1), has_san, run};

} // namespace lint::certificate
