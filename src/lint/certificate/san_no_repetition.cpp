#include "lint/certificate/lints.h"

#include <algorithm>

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto& names = in.tbs.names.dns;
  if (names.size() < 2) return pass;
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) == sorted.end()) return pass;
  return "a dNSName is repeated";
}

} // namespace

const CertificateLint san_no_repetition{"san_no_repetition", "BR 7.1.2.7.12", date(2023, 9, 15), has_san, run};

} // namespace lint::certificate
