#include "usecases/caa_advice.h"

#include "usecases/check_caa.h"

#include <fmt/ranges.h>

namespace usecases {

std::vector<std::string> caa_methods(const World& world, std::string_view profile) {
  std::vector<std::string> labels;
  for (const auto& traits : domain::dcv_methods)
    if (world.rules.dcv_method(profile, traits.policy, world.clock.now()).verdict != policy::Verdict::refused)
      labels.push_back(caa_method_label(traits.method));
  return labels;
}

CaaAdvice make_caa_advice(const World& world, std::string_view account_id, std::string_view profile) {
  CaaAdvice advice{world.caa.issuer_domains().front(), caa_account_uri(world, account_id), caa_methods(world, profile), {}};
  advice.record = fmt::format("0 issue \"{}; accounturi={}; validationmethods={}\"", advice.issuer_domain, advice.account_uri,
                              fmt::join(advice.methods, ","));
  return advice;
}

} // namespace usecases
