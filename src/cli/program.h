#pragma once

#include "core/i18n.h"
#include "core/result.h"

#include <filesystem>
#include <functional>

namespace cli {

struct DemoOptions {
  std::filesystem::path data;
  bool exit = false;               ///< end after the story
  bool seed_only = false;          ///< fill the rich demo account and end
  bool fresh = false;              ///< remove what is in the directory first
  std::int64_t certificates = 200; ///< of the rich demo account
  std::string listen = "127.0.0.1:8080";
  std::string desk_listen = "127.0.0.1:8081";
  core::Language language = core::Language::ja;
};
using DemoCommand = std::function<core::Result<int>(const DemoOptions&)>;

/// The command line of `shomei`; returns the exit code (0 ok, 1 refused or findings, 2 usage, 3 unavailable).
int run_program(int argc, char** argv, const DemoCommand& demo);

} // namespace cli
