#include "lint/certificate/lints.h"
#include "lint/names.h"

#include <algorithm>

namespace lint::certificate {
namespace {

bool is_host_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

/// A non-reserved LDH label or a P-Label, in lower case; underscores and empty labels have lints of their own.
bool is_label(std::string_view label) {
  if (label.empty()) return true;
  if (label.front() == '-' || label.back() == '-') return false;
  if (!std::ranges::all_of(label, [](char c) { return is_host_character(c) || c == '_'; })) return false;
  return label.size() < 4 || label.substr(2, 2) != "--" || label.starts_with("xn--");
}

Verdict run(const CertificateInput& in) {
  for (const auto& name : in.tbs.names.dns)
    if (name.find('*') == std::string::npos && !every_label(name, is_label)) return name + " is no host name in lower case";
  return pass;
}

} // namespace

const CertificateLint dns_characters{"dns_characters", "BR 7.1.2.7.12; RFC 5890 2.3.1", date(2021, 10, 1), has_san, run};

} // namespace lint::certificate
