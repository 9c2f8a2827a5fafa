#pragma once

#include "core/config.h"
#include "usecases/create_user.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cli {

struct InitOptions {
  std::filesystem::path data;
  core::Config config;              ///< what the new shomei.toml will say
  bool force_empty = false;         ///< remove what is in the directory first
  std::optional<core::Instant> now; ///< the birth of the hierarchy; the system's time by default
  core::Language language = core::Language::ja;
};

struct MadeIssuer {
  std::string slug;
  std::string subject;
  std::string not_after;
  std::string sha256;
};
struct InitReport {
  std::vector<MadeIssuer> issuers;
  std::vector<usecases::CreatedUser> staff;
};

/// Makes a data directory: configuration, keys and hierarchy (through a signer child), database, first staff users.
/// `data_directory_in_use` where one is there already; nothing is left behind when a step fails.
core::Result<InitReport> init(const InitOptions& options);
/// What was made, on standard output: the issuers, and the staff's one-time passwords, which nothing shows again.
void print_report(const InitReport& report, core::Language language);

} // namespace cli
