#pragma once

#include <string>
#include <string_view>

namespace core {

/// Appends a text as a JSON string with its quotes (RFC 8259 7). The text is UTF-8; control characters and U+007F are escaped.
void append_json_string(std::string& out, std::string_view text);

} // namespace core
