#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

bool is_clean(std::string_view value) {
  if (value.empty() || value.front() == ' ' || value.back() == ' ' || value.find("  ") != std::string_view::npos) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto octet = static_cast<std::uint8_t>(value[i]);
    if (octet < 0x20 || octet == 0x7f) return false;
    if (octet == 0xc2 && i + 1 < value.size() && static_cast<std::uint8_t>(value[i + 1]) < 0xa0) return false; // U+0080..9F
  }
  return true;
}

Verdict run(const CertificateInput& in) {
  for (const auto& attribute : in.tbs.subject.attributes())
    if (!is_clean(attribute.value)) return attribute.type.to_string() + " has control characters or spaces at its ends";
  return pass;
}

} // namespace

const CertificateLint subject_characters{"subject_characters", "BR 7.1.4.2; RFC 5280 4.1.2.4", date(2020, 9, 30), always, run};

} // namespace lint::certificate
