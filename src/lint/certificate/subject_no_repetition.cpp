#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto& attributes = in.tbs.subject.attributes();
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const auto* rule = pki::find_rule(attributes[i].type);
    for (std::size_t k = i + 1; k < attributes.size(); ++k)
      if (attributes[k].type == attributes[i].type && (rule == nullptr || !rule->repeatable))
        return attributes[i].type.to_string() + " stands in the subject more than once";
  }
  return pass;
}

} // namespace

const CertificateLint subject_no_repetition{"subject_no_repetition", "BR 7.1.4.1", date(2023, 9, 15), always, run};

} // namespace lint::certificate
