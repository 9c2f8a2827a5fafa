#include "domain/dcv_method.h"

namespace domain {

std::string_view to_string(DcvMethod method) { return traits_of(method).name; }

std::optional<DcvMethod> parse_dcv_method(std::string_view text) {
  for (const auto& traits : dcv_methods)
    if (traits.name == text) return traits.method;
  return std::nullopt;
}

std::string_view policy_method(DcvMethod method) { return traits_of(method).policy; }

} // namespace domain
