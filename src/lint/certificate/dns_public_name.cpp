#include "lint/certificate/lints.h"
#include "lint/names.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns) {
    const auto host = without_wildcard(name);
    if (host.find('.') == std::string_view::npos) return name + " is an internal name";
    if (!is_delegated_top_label(top_label(host)) && !host.ends_with('.')) return name + " is under no top-level domain of the root zone";
  }
  return pass;
}

} // namespace

const CertificateLint dns_public_name{"dns_public_name", "BR 4.2.2; BR 7.1.2.7.12", date(2015, 11, 1), has_san, run};

} // namespace lint::certificate
