#include "storage/page.h"

#include "core/bytes.h"
#include "core/text.h"
#include "storage/errors.h"

#include <charconv>

namespace storage {

std::string to_text(const Cursor& cursor) { return core::to_base64url(core::as_bytes(cursor.value + '\n' + cursor.id)); }

core::Result<std::optional<Cursor>> parse_cursor(std::string_view text) {
  if (text.empty()) return std::optional<Cursor>();
  const auto bytes = core::from_base64url(text);
  if (!bytes) return core::fail(errors::cursor_invalid);
  const auto decoded = core::as_text(*bytes);
  if (!core::is_utf8(decoded) || decoded.contains('\0')) return core::fail(errors::cursor_invalid); // PostgreSQL takes no such text
  const auto line = decoded.find('\n');
  if (line == std::string_view::npos || decoded.find('\n', line + 1) != std::string_view::npos) return core::fail(errors::cursor_invalid);
  return Cursor{std::string(decoded.substr(0, line)), std::string(decoded.substr(line + 1))};
}

core::Result<std::int64_t> cursor_number(const Cursor& cursor) {
  std::int64_t number = 0;
  const auto* end = cursor.value.data() + cursor.value.size();
  const auto [stop, error] = std::from_chars(cursor.value.data(), end, number);
  if (error != std::errc() || stop != end) return core::fail(errors::cursor_invalid);
  return number;
}

std::string containing(std::string_view text) {
  std::string pattern = "%";
  for (const char c : core::to_lower_ascii(text)) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

} // namespace storage
