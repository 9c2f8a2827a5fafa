#include "status/http_date.h"

#include <array>
#include <ctime>

namespace status {

std::string to_http_date(core::Instant instant) {
  const std::time_t seconds = core::to_unix(instant);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

} // namespace status
