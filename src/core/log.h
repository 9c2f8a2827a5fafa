#pragma once

#include "core/error.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// One JSON object a line on standard error; never a secret, never a person's mail address in clear.
namespace core::log {

enum class Level : std::uint8_t { debug, info, warn, error };
using Field = std::pair<std::string_view, std::string>;
using Fields = std::initializer_list<Field>;

void debug(std::string_view event, Fields fields = {});
void info(std::string_view event, Fields fields = {});
void warn(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});
/// A failure with its code, params and cause.
void error(std::string_view event, const Error& failure);

/// Lines below this level are not written; `info` at start.
void set_level(Level level);
/// The line that would be written, without its line end (for tests).
std::string to_line(Level level, std::string_view event, Fields fields);
/// RFC 8259 section 7: a string with its quotes; bytes that are not UTF-8 become U+FFFD.
std::string json_quote(std::string_view text);

} // namespace core::log
