#include "core/id.h"

#include "core/crypto.h"

#include <array>
#include <chrono>
#include <cstdint>

namespace core {
namespace {
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t text_size = 26;
constexpr std::size_t time_size = 9;
constexpr std::size_t random_size = text_size - time_size;
std::string draw() {
  std::array<std::uint8_t, random_size> octets{};
  draw_random(octets);
  std::string digits;
  for (const auto octet : octets) digits += alphabet[octet & 31];
  return digits;
}

/// The next higher one; false where there is none.
bool increase(std::string& digits) {
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    const auto next = alphabet.find(*digit) + 1;
    *digit = alphabet[next % alphabet.size()];
    if (next < alphabet.size()) return true;
  }
  return false;
}
} // namespace

std::string new_id_text() {
  // 45 bits of time, 85 bits of randomness: 26 characters of 5 bits.
  thread_local std::uint64_t last = 0;
  thread_local std::string random;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto time = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  if (time != last || !increase(random)) random = draw();
  last = time;
  std::string text(time_size, '0');
  auto rest = time;
  for (std::size_t i = time_size; i-- > 0; rest >>= 5) text[i] = alphabet[rest & 31];
  return text + random;
}

bool is_id_text(std::string_view text) { return text.size() == text_size && text.find_first_not_of(alphabet) == std::string_view::npos; }

} // namespace core
