// CAA records of foreign zones: RDATA, the issue value's grammar, the decision; and whole DNS answers.
#include "outbound/caa.h"
#include "outbound/dns_packet.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const core::ByteView input(data, size);
  (void)outbound::shows_insecure_delegation(input, "a.test");
  (void)outbound::txt_text(input);
  const std::vector<std::string> we{"ca.shomei.test"};
  const auto record = outbound::parse_caa(input);
  if (!record) return 0;
  (void)record->describe();
  const outbound::CaaQuestion question{"www.aozora.test", "acct:a1", "ca-tbr-7"};
  const auto decision = outbound::evaluate_caa({&*record, 1}, question, we);
  if (decision.permitted == decision.error.has_value()) std::abort();
  const auto value = outbound::parse_issue_value(record->value);
  const bool ours = value && value->domain == "ca.shomei.test";
  if (record->tag == "issue" && decision.permitted && !ours) std::abort(); // only our own name lets us issue
  return 0;
}
