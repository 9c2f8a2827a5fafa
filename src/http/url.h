#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

/// RFC 3986 2.1; nothing on a malformed escape, a control character or bytes that are not UTF-8.
std::optional<std::string> percent_decode(std::string_view text);
/// Escapes all but unreserved characters.
std::string percent_encode(std::string_view text);
/// The pairs of `a=1&b=2`, decoded (`+` is a space); nothing where one of them cannot be.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_query_pairs(std::string_view query);

/// ASCII only, as header names and media types need.
bool equal_ignoring_case(std::string_view a, std::string_view b);

} // namespace http
