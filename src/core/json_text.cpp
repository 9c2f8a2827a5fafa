#include "core/json_text.h"

#include <cstdint>
#include <cstring>

namespace core {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f; }

/// Whether any of eight characters may need an escape; says yes for what is not ASCII too.
bool any_may_need_escape(const char* eight) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t high = 0x8080808080808080;
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  const auto has_zero = [](std::uint64_t value) { return (value - ones) & ~value & high; };
  const auto below_space = (word - ones * 0x20) & ~word & high;
  return ((word & high) | below_space | has_zero(word ^ ones * '"') | has_zero(word ^ ones * '\\') | has_zero(word ^ ones * 0x7f)) != 0;
}

std::size_t plain_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size() && !any_may_need_escape(text.data() + at))
      at += 8;
    else if (needs_escape(text[at]))
      return at;
    else
      ++at;
  }
  return at;
}

void append_escaped(std::string& out, char c) {
  static constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
  case '"':
    out += "\\\"";
    return;
  case '\\':
    out += "\\\\";
    return;
  case '\n':
    out += "\\n";
    return;
  case '\r':
    out += "\\r";
    return;
  case '\t':
    out += "\\t";
    return;
  default:
    out += "\\u00";
    out += digits[static_cast<unsigned char>(c) >> 4U];
    out += digits[static_cast<unsigned char>(c) & 15U];
  }
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const auto plain = plain_length(text);
    out.append(text.substr(0, plain));
    if (plain == text.size()) break;
    append_escaped(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

} // namespace core
