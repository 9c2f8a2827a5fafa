#include "demo/narrator.h"

#include "demo/errors.h"

#include <cstdlib>
#include <fmt/core.h>
#include <unistd.h>

namespace demo {
namespace {

bool colours() { return ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr; }

} // namespace

core::Result<void> Narrator::step(std::string_view key, const std::function<core::Result<void>()>& run) {
  const auto title = core::message(language_, "demo", key);
  const auto started = std::chrono::steady_clock::now();
  note_.clear();
  core::Result<void> outcome;
  try {
    outcome = run();
  } catch (const std::exception& failure) {
    outcome = core::fail(errors::demo_step_failed, {{"step", title}, {"why", failure.what()}});
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  const auto mark = outcome ? (colours() ? "\033[32m✓\033[0m" : "✓") : (colours() ? "\033[31m✗\033[0m" : "✗");
  fmt::print("{} {:2}. {}{}  ({:.2f} s)\n", mark, ++number_, title, note_.empty() ? "" : " — " + note_, seconds);
  std::fflush(stdout);
  return outcome;
}

void Narrator::say(std::string_view key, const core::Params& params) const {
  fmt::print("{}\n", core::message(language_, "demo", key, params));
  std::fflush(stdout);
}

} // namespace demo
