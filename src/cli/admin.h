#pragma once

#include "core/i18n.h"
#include "core/result.h"

#include <filesystem>
#include <string>

/// `shomei admin …`: each prints what it found and returns the exit code (0 ok, 1 findings).
namespace cli::admin {

struct Target {
  std::filesystem::path data;
  core::Language language = core::Language::ja;
};

core::Result<int> verify_audit(const Target& target);
core::Result<int> verify_ledger(const Target& target);
/// Takes the Cabinet Office's list of holidays; running servers follow within seconds.
core::Result<int> import_holidays(const Target& target, const std::filesystem::path& file);
core::Result<int> import_register(const Target& target, const std::filesystem::path& file);
/// `source` names whose list it is.
core::Result<int> import_denied(const Target& target, const std::filesystem::path& file, const std::string& source);
core::Result<int> print_policy(const Target& target, const std::string& at);
core::Result<int> print_config(const Target& target);
core::Result<int> check_config(const Target& target);
core::Result<int> migrate(const Target& target);
struct NewUserWords {
  std::string role;
  std::string email;
  std::string name;
  std::string account;
};
core::Result<int> add_user(const Target& target, const NewUserWords& user);

} // namespace cli::admin
