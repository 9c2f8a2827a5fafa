#include "cli/admin.h"

#include "cli/console.h"
#include "cli/installation.h"
#include "cli/perspective_settings.h"
#include "core/config.h"
#include "core/time.h"
#include "policy/rule_set.h"
#include "storage/audit.h"
#include "storage/licences.h"
#include "storage/migrations.h"
#include "usecases/create_user.h"
#include "usecases/import_denied.h"
#include "usecases/import_holidays.h"
#include "usecases/import_register.h"

#include <unistd.h>

namespace cli::admin {
namespace {

core::Result<storage::Database> open_database(const Target& target) {
  auto database = TRY(storage::Database::open(TRY(core::load_config(std::filesystem::absolute(target.data))).database_url()));
  static_cast<void>(TRY(storage::migrate(database)));
  return database;
}

/// A bar on a terminal, nothing elsewhere.
void show_progress(const usecases::ImportProgress& progress) {
  if (::isatty(STDERR_FILENO) == 0 || progress.bytes_total == 0) return;
  const auto percent = progress.bytes_read * 100 / progress.bytes_total;
  fmt::print(stderr, "\r[{:<50}] {:3}%  {} rows", std::string(percent / 2, '#'), percent, progress.rows);
  if (progress.bytes_read == progress.bytes_total) fmt::print(stderr, "\n");
}

} // namespace

core::Result<int> verify_audit(const Target& target) {
  auto database = TRY(open_database(target));
  const auto verified = TRY(storage::verify_audit(database));
  if (verified.intact()) {
    say(target.language, "audit_intact", {{"events", std::to_string(verified.events)}});
    return 0;
  }
  say(target.language, "audit_broken", {{"seq", std::to_string(*verified.first_broken)}});
  return 1;
}

core::Result<int> verify_ledger(const Target& target) {
  auto database = TRY(open_database(target));
  const auto problems = TRY(database.read([](storage::Transaction& tx) { return storage::verify_ledger(tx); }));
  if (problems.empty()) say(target.language, "ledger_balanced");
  for (const auto& problem : problems) say(target.language, "ledger_problem", {{"licence", problem.account_id.str() + " " + problem.kind}});
  return problems.empty() ? 0 : 1;
}

core::Result<int> import_holidays(const Target& target, const std::filesystem::path& file) {
  auto database = TRY(open_database(target));
  const auto list = TRY(usecases::import_holidays(database, usecases::system_actor("admin import-holidays"), file.filename().string(),
                                                  TRY(read_file(file)), core::SystemClock{}.now()));
  say(target.language, "holidays_imported", {{"first", std::to_string(list.first_year)}, {"last", std::to_string(list.last_year)}});
  return 0;
}

core::Result<int> import_register(const Target& target, const std::filesystem::path& file) {
  auto database = TRY(open_database(target));
  const auto report = TRY(
      usecases::import_register(database, usecases::system_actor("admin import-register"), file, core::SystemClock{}.now(), show_progress));
  say(target.language, "register_imported", {{"rows", std::to_string(report.rows)}, {"refused", std::to_string(report.refused)}});
  if (report.older > 0) say(target.language, "register_rows_older", {{"rows", std::to_string(report.older)}});
  for (const auto& refusal : report.first_refusals) fmt::print("  {}\n", core::describe(refusal, target.language));
  return report.refused == 0 ? 0 : 1;
}

core::Result<int> import_denied(const Target& target, const std::filesystem::path& file, const std::string& source) {
  auto database = TRY(open_database(target));
  const auto report =
      TRY(usecases::import_denied(database, usecases::system_actor("admin import-denied"), file, source, core::SystemClock{}.now()));
  say(target.language, "denied_imported",
      {{"rows", std::to_string(report.rows)},
       {"changed", std::to_string(report.changed)},
       {"refused", std::to_string(report.refused)},
       {"cases", std::to_string(report.cases)}});
  for (const auto& refusal : report.first_refusals) fmt::print("  {}\n", core::describe(refusal, target.language));
  return report.refused == 0 ? 0 : 1;
}

core::Result<int> print_policy(const Target& target, const std::string& at) {
  const auto config = TRY(core::load_config(std::filesystem::absolute(target.data)));
  const auto rules = TRY(policy::RuleSet::named(config.ca.rules));
  const auto instant = at.empty() ? core::SystemClock{}.now() : TRY(core::parse_rfc3339(at));
  fmt::print("{}", policy::print(rules.active(instant)));
  return 0;
}

core::Result<int> print_config(const Target& target) {
  fmt::print("{}", core::print_config(TRY(core::load_config(std::filesystem::absolute(target.data)))));
  return 0;
}

core::Result<int> check_config(const Target& target) {
  const auto config = TRY(core::load_config(std::filesystem::absolute(target.data)));
  auto warnings = core::config_warnings(config);
  for (auto& warning : perspective_warnings(config, TRY(policy::RuleSet::named(config.ca.rules)), core::SystemClock{}.now()))
    warnings.push_back(std::move(warning));
  for (const auto& warning : warnings) fmt::print("{}\n", core::describe(warning, target.language));
  TRY(check_files(config));
  if (warnings.empty()) say(target.language, "config_good");
  return warnings.empty() ? 0 : 1;
}

core::Result<int> migrate(const Target& target) {
  auto database = TRY(storage::Database::open(TRY(core::load_config(std::filesystem::absolute(target.data))).database_url()));
  say(target.language, "migrated", {{"count", std::to_string(TRY(storage::migrate(database)))}});
  return 0;
}

core::Result<int> add_user(const Target& target, const NewUserWords& user) {
  auto database = TRY(open_database(target));
  const auto made =
      TRY(usecases::create_user(database, usecases::system_actor("admin user add"),
                                {user.role, user.email, user.name, user.account, target.language}, core::SystemClock{}.now()));
  say(target.language, "user_made", {{"email", made.email}, {"role", made.role}, {"password", made.one_time_password}});
  return 0;
}

} // namespace cli::admin
