#include "core/id.h"

#include "core/crypto.h"

#include <chrono>
#include <cstdint>

namespace core {
namespace {
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t text_size = 26;
constexpr std::size_t stock_size = 64 * (text_size - 8);

/// Random octets for one id, from a stock of the thread's own: asking OpenSSL for each costs more than the rest.
ByteView draw() {
  thread_local Bytes stock;
  thread_local std::size_t used = stock_size;
  if (used == stock_size) {
    stock = random_bytes(stock_size);
    used = 0;
  }
  used += text_size - 8;
  return ByteView(stock).subspan(used - (text_size - 8), text_size - 8);
}
} // namespace

std::string new_id_text() {
  // 40 bits of time, 90 bits of randomness: 26 characters of 5 bits.
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  auto seconds = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
  std::string text(text_size, '0');
  for (std::size_t i = 8; i-- > 0; seconds >>= 5) text[i] = alphabet[seconds & 31];
  const auto random = draw();
  for (std::size_t i = 8; i < text_size; ++i) text[i] = alphabet[random[i - 8] & 31];
  return text;
}

bool is_id_text(std::string_view text) { return text.size() == text_size && text.find_first_not_of(alphabet) == std::string_view::npos; }

} // namespace core
