#include "core/text.h"

#include "core/errors.h"

#include <iconv.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>

namespace core {
namespace {

constexpr char32_t replacement = 0xfffd;

/// One code point at `i` and its length; length 0 when the bytes are not UTF-8 (RFC 3629 section 4).
std::pair<char32_t, std::size_t> decode_at(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const unsigned lead = byte(i);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  if (size == 0) return {replacement, 0};
  char32_t point = lead & (0xffU >> (size + 1));
  for (std::size_t k = 1; k < size; ++k) {
    if ((byte(i + k) & 0xc0) != 0x80) return {replacement, 0};
    point = point << 6 | (byte(i + k) & 0x3f);
  }
  const char32_t least = size == 4 ? 0x10000 : size == 3 ? 0x800 : 0x80;
  if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return {replacement, 0};
  return {point, size};
}

void append(std::string& out, char32_t point) {
  const auto put = [&](char32_t value) { out += static_cast<char>(value); };
  if (point < 0x80) return put(point);
  if (point < 0x800)
    put(0xc0 | point >> 6);
  else if (point < 0x10000) {
    put(0xe0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3f));
  } else {
    put(0xf0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3f));
    put(0x80 | (point >> 6 & 0x3f));
  }
  put(0x80 | (point & 0x3f));
}

Result<std::string> convert(ByteView bytes, const char* from, const char* to) {
  const iconv_t converter = iconv_open(to, from);
  if (reinterpret_cast<std::intptr_t>(converter) == -1) return fail(errors::internal_error, {}, "iconv_open");
  std::string out(bytes.size() * 3 + 4, '\0');
  auto* in = const_cast<char*>(reinterpret_cast<const char*>(bytes.data()));
  std::size_t in_left = bytes.size(), out_left = out.size();
  char* target = out.data();
  const auto result = iconv(converter, &in, &in_left, &target, &out_left);
  iconv_close(converter);
  if (result == static_cast<std::size_t>(-1) || in_left != 0) return fail(errors::invalid_encoding);
  out.resize(out.size() - out_left);
  return out;
}

bool is_ascii_word(const char* eight) {
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  return (word & 0x8080808080808080) == 0;
}

} // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (i + 8 <= text.size() && is_ascii_word(text.data() + i)) {
      i += 8;
      continue;
    }
    const auto size = decode_at(text, i).second;
    if (size == 0) return false;
    i += size;
  }
  return true;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto [point, size] = decode_at(text, i);
    out += point;
    i += std::max<std::size_t>(size, 1);
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const auto point : text) append(out, point);
  return out;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(to_utf32(text), [](char32_t c) { return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029; });
}

std::string trim(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  constexpr std::string_view ideographic = "\u3000";
  while (!text.empty()) {
    if (spaces.contains(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with(ideographic))
      text.remove_prefix(ideographic.size());
    else
      break;
  }
  while (!text.empty()) {
    if (spaces.contains(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with(ideographic))
      text.remove_suffix(ideographic.size());
    else
      break;
  }
  return std::string(text);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (;;) {
    const auto at = text.find(separator);
    out.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const auto& part : parts) {
    if (&part != &parts.front()) out += separator;
    out += part;
  }
  return out;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

Result<std::string> from_cp932(ByteView bytes) { return convert(bytes, "CP932", "UTF-8"); }

Result<std::string> to_cp932(std::string_view text) { return convert(as_bytes(text), "UTF-8", "CP932"); }

} // namespace core
