#include "core/log.h"

#include "core/clock.h"
#include "core/json_text.h"
#include "core/text.h"
#include "core/time.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>

namespace core::log {
namespace {

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
  case Level::debug:
    return spdlog::level::debug;
  case Level::info:
    return spdlog::level::info;
  case Level::warn:
    return spdlog::level::warn;
  case Level::error:
    return spdlog::level::err;
  }
  return spdlog::level::err;
}

spdlog::logger& logger() {
  static const auto made = [] {
    auto out = std::make_shared<spdlog::logger>("shomei", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    out->set_pattern("%v");
    out->flush_on(spdlog::level::debug);
    return out;
  }();
  return *made;
}

std::string_view to_string(Level level) {
  switch (level) {
  case Level::debug:
    return "debug";
  case Level::info:
    return "info";
  case Level::warn:
    return "warn";
  case Level::error:
    return "error";
  }
  return "error";
}

void append_quoted(std::string& out, std::string_view text) { append_json_string(out, is_utf8(text) ? text : to_utf8(to_utf32(text))); }

void write(Level level, std::string_view event, Fields fields) {
  if (logger().should_log(to_spdlog(level))) logger().log(to_spdlog(level), to_line(level, event, fields));
}

} // namespace

std::string json_quote(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

std::string to_line(Level level, std::string_view event, Fields fields) {
  std::string out;
  out.reserve(512);
  out.append(R"({"at":")").append(to_rfc3339(SystemClock{}.now())).append(R"(","level":")").append(to_string(level));
  out += R"(","event":)";
  append_quoted(out, event);
  for (const auto& [name, value] : fields) {
    out += ',';
    append_quoted(out, name);
    out += ':';
    append_quoted(out, value);
  }
  return out += '}';
}

void debug(std::string_view event, Fields fields) { write(Level::debug, event, fields); }
void info(std::string_view event, Fields fields) { write(Level::info, event, fields); }
void warn(std::string_view event, Fields fields) { write(Level::warn, event, fields); }
void error(std::string_view event, Fields fields) { write(Level::error, event, fields); }

void error(std::string_view event, const Error& failure) {
  std::string params;
  for (const auto& [name, value] : failure.params) params += fmt::format("{}{}={}", params.empty() ? "" : " ", name, value);
  write(Level::error, event, {{"code", std::string(failure.code.name)}, {"params", params}, {"cause", failure.cause}});
}

void set_level(Level level) { logger().set_level(to_spdlog(level)); }

} // namespace core::log
