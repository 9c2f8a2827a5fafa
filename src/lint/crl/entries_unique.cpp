#include "lint/crl/lints.h"

#include <algorithm>

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  std::vector<core::ByteView> serials;
  serials.reserve(in.crl.entries().size());
  for (const auto& entry : in.crl.entries()) serials.emplace_back(entry.serial);
  const auto less = [](core::ByteView a, core::ByteView b) { return std::ranges::lexicographical_compare(a, b); };
  std::ranges::sort(serials, less);
  const auto twice = std::ranges::adjacent_find(serials, [](core::ByteView a, core::ByteView b) { return core::equal(a, b); });
  if (twice == serials.end()) return pass;
  return core::to_hex(*twice) + " is listed twice";
}

} // namespace

const CrlLint entries_unique{"entries_unique", "RFC 5280 5.1.2.6", date(2008, 5, 1), always, run};

} // namespace lint::crl
