#include "lint/certificate/lints.h"

#include <algorithm>
#include <array>

namespace lint::certificate {
namespace {

constexpr std::array<std::string_view, 8> placeholders{"N/A", "n/a", "NA", "none", "None", "null", "unknown", "Unknown"};

bool is_placeholder(std::string_view value) {
  if (std::ranges::find(placeholders, value) != placeholders.end()) return true;
  return std::ranges::all_of(value, [](char c) { return c == '.' || c == '-' || c == ' ' || c == '_' || c == '*' || c == '?'; });
}

Verdict run(const CertificateInput& in) {
  for (const auto& attribute : in.tbs.subject.attributes())
    if (is_placeholder(attribute.value)) return attribute.type.to_string() + " says that there is no value";
  return pass;
}

} // namespace

const CertificateLint subject_no_placeholder{"subject_no_placeholder", "BR 7.1.4.2", date(2020, 9, 30), always, run};

} // namespace lint::certificate
