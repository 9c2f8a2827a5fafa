// Messages between a server and its network perspectives: what can be read is written the same way again.
#include "outbound/perspective.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = core::as_text({data, size});
  if (const auto request = outbound::parse_look_request(text)) {
    const auto again = outbound::parse_look_request(outbound::encode(*request));
    if (!again || outbound::encode(*again) != outbound::encode(*request)) std::abort();
  }
  if (const auto reply = outbound::parse_look_reply(text)) {
    const auto again = outbound::parse_look_reply(outbound::encode(*reply));
    if (!again || outbound::encode(*again) != outbound::encode(*reply)) std::abort();
  }
  return 0;
}
