#pragma once

#include "core/i18n.h"
#include "core/result.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace demo {

/// Prints one line a step with its time; the words are in `i18n/*/demo.toml`.
class Narrator {
public:
  explicit Narrator(core::Language language) : language_(language) {}
  /// Runs a step and prints how it went; an exception of a server's support counts as a failure.
  core::Result<void> step(std::string_view key, const std::function<core::Result<void>()>& run);
  /// A line without a step.
  void say(std::string_view key, const core::Params& params = {}) const;
  /// What the step that is running found, shown behind its title.
  void note(std::string text) { note_ = std::move(text); }

private:
  core::Language language_;
  int number_ = 0;
  std::string note_;
};

} // namespace demo
