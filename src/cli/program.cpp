#include "cli/program.h"

#include "cli/admin.h"
#include "cli/admin_desk.h"
#include "cli/check.h"
#include "cli/console.h"
#include "cli/init.h"
#include "cli/perspective.h"
#include "cli/serve.h"
#include "core/time.h"

#include <CLI/CLI.hpp>

#include <cstdlib>

namespace cli {
namespace {

/// `--lang`, or the language of the environment.
core::Language default_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("ja") ? core::Language::ja : core::Language::en;
  return core::Language::en;
}

struct Words {
  std::string data, name = "Shomei", rules = "private", keys = "file", base_url, public_url, desk_url, database, language,
                    root_key = "rsa4096", issuer_key = "p256", country = "JP";
  std::vector<std::string> policy_oids, ev_policy_oids;
  bool force_empty = false;
};

core::Result<int> run_init(const Words& words, core::Language language) {
  InitOptions options{.data = words.data, .config = {}, .force_empty = words.force_empty, .now = std::nullopt, .language = language};
  options.config.ca.name = words.name;
  options.config.ca.rules = words.rules;
  options.config.ca.country = words.country;
  options.config.ca.policy_oids = words.policy_oids;
  options.config.ca.ev_policy_oids = words.ev_policy_oids;
  options.config.keys.store = words.keys;
  options.config.keys.root_key = words.root_key;
  options.config.keys.issuer_key = words.issuer_key;
  if (!words.base_url.empty()) options.config.ca.base_url = words.base_url;
  if (!words.public_url.empty()) options.config.server.public_url = words.public_url;
  if (!words.desk_url.empty()) options.config.server.desk_url = words.desk_url;
  options.config.database.url = words.database;
  print_report(TRY(init(options)), language);
  say(language, "init_done", {{"data", words.data}});
  return 0;
}

using Action = std::function<core::Result<int>()>;

void add_init(CLI::App& app, Words& words, Action& action, const core::Language& language) {
  auto* command = app.add_subcommand("init", "Make a data directory: configuration, keys, hierarchy, database, first staff users");
  command->add_option("--data", words.data, "Data directory")->required();
  command->add_option("--name", words.name, "Name of the CA");
  command->add_option("--country", words.country, "Country of the CA, two letters");
  command->add_option("--policy-oid", words.policy_oids, "A policy OID of the CA's own (repeatable)");
  command->add_option("--ev-policy-oid", words.ev_policy_oids, "A policy OID of the CA's own in EV certificates (repeatable)");
  command->add_option("--rules", words.rules, "Rule set")->check(CLI::IsMember({"private", "cabf"}));
  command->add_option("--keys", words.keys, "Key store: file | pkcs11:MODULE");
  command->add_option("--root-key", words.root_key, "Root key")->check(CLI::IsMember({"rsa4096", "p384"}));
  command->add_option("--issuer-key", words.issuer_key, "Issuer keys")->check(CLI::IsMember({"rsa2048", "rsa3072", "p256", "p384"}));
  command->add_option("--base-url", words.base_url, "Address in AIA, CRL and CPS (http://pki.example.jp)");
  command->add_option("--public-url", words.public_url, "Address of the public site, for mails");
  command->add_option("--desk-url", words.desk_url, "Address of the desk");
  command->add_option("--database", words.database, "sqlite:PATH or postgresql://… (a file in the data directory)");
  command->add_flag("--force-empty", words.force_empty, "Remove what is in the directory first");
  command->footer("Example: shomei init --data /var/lib/shomei --name \"Example CA\" --base-url http://pki.example.jp");
  command->callback([&] { action = [&] { return run_init(words, language); }; });
}

struct ServeWords {
  ServeOptions options;
  std::string data, roles, test_clock;
};

void add_serve(CLI::App& app, ServeWords& words, Action& action) {
  auto* command = app.add_subcommand("serve", "Run a server");
  command->add_option("--data", words.data, "Data directory")->required();
  command->add_option("--listen", words.options.listen, "Public site (127.0.0.1:8080)");
  command->add_option("--desk-listen", words.options.desk_listen, "Desk (127.0.0.1:8081)");
  command->add_option("--tls-listen", words.options.tls_listen, "Public site with TLS");
  command->add_option("--roles", words.roles, "web,acme,status,jobs");
  command->add_option("--signer", words.options.signer_socket, "Socket of a signer that runs already");
  command->add_option("--test-clock", words.test_clock, "Tests only: start with that clock and let POST /test/clock move it");
  command->add_option("--web-root", words.options.web_root, "Development: serve pages from this folder");
  command->footer("Example: shomei serve --data /var/lib/shomei --listen 0.0.0.0:8080");
  command->callback([&] {
    action = [&]() -> core::Result<int> {
      words.options.data = words.data;
      if (!words.roles.empty()) words.options.roles = CLI::detail::split(words.roles, ',');
      if (!words.test_clock.empty()) words.options.test_clock = TRY(core::parse_rfc3339(words.test_clock));
      TRY(serve(words.options));
      return 0;
    };
  });
}

void add_perspective(CLI::App& app, PerspectiveOptions& options, Action& action) {
  auto* command = app.add_subcommand("perspective", "Run a remote network perspective: looks at domains and CAA for a server elsewhere");
  command->add_option("--listen", options.listen, "HOST:PORT")->required();
  command->add_option("--name", options.name, "Its name, as [[perspectives]] has it")->required();
  command->add_option("--region", options.region, "Region of its regional internet registry")
      ->required()
      ->check(CLI::IsMember({"ARIN", "RIPE", "APNIC", "LACNIC", "AFRINIC"}));
  command->add_option("--key-file", options.key_file, "File with the key that it shares with the server")->required();
  command->add_option("--tls-certificate", options.tls_certificate, "PEM certificate of its own")->required();
  command->add_option("--tls-key", options.tls_key, "PEM key of that certificate")->required();
  command->add_option("--dns-resolver", options.resolver, "address@port of a resolver; without it: from the root");
  command->add_option("--trust-anchor", options.trust_anchor, "DNSSEC trust anchor");
  command->add_option("--dns-stub", options.stubs, "zone=address@port: a zone asked at a server of its own (repeatable)");
  command->add_option("--test-map", options.test_map, "Tests only: host:port=port of this machine (repeatable)");
  command->footer("Example: shomei perspective --listen 0.0.0.0:8443 --name tokyo --region APNIC --key-file /etc/shomei/tokyo.key "
                  "--tls-certificate /etc/shomei/tokyo.pem --tls-key /etc/shomei/tokyo-tls.key");
  command->callback([&] { action = [&] { return run_perspective(options); }; });
}

void add_demo(CLI::App& app, DemoOptions& options, std::string& data, Action& action, const DemoCommand& demo) {
  auto* command = app.add_subcommand("demo", "Run the whole first story against real parts, step by step");
  command->add_option("--data", data, "Data directory")->required();
  command->add_flag("--exit", options.exit, "End after the story; 0 only if every step held");
  command->add_flag("--seed-only", options.seed_only, "Fill the rich demo account and end");
  command->add_flag("--fresh", options.fresh, "Remove what is in the directory first");
  command->add_option("--certificates", options.certificates, "Certificates of the demo account");
  command->add_option("--listen", options.listen, "Public site");
  command->add_option("--desk-listen", options.desk_listen, "Desk");
  command->footer("Example: shomei demo --data /tmp/shomei-demo");
  command->callback([&] {
    options.data = data;
    action = [&] { return demo(options); };
  });
}

void add_check(CLI::App& app, CheckOptions& options, Action& action, const core::Language& language) {
  auto* command = app.add_subcommand("check", "Say what is wrong with how a host serves its certificate");
  command->add_option("target", options.target, "HOST[:PORT]")->required();
  command->add_option("--name", options.name, "Name expected in the certificate");
  command->add_option("--ca-file", options.ca_file, "Roots to trust (PEM); the system's by default");
  command->add_flag("--json", options.json, "Print JSON");
  command->footer("Example: shomei check www.example.jp");
  command->callback([&] {
    action = [&] {
      options.language = language;
      return check(options);
    };
  });
}

struct AdminWords {
  std::string data, file, at, source, number;
  admin::NewUserWords user;
  admin::DeskReportWords report;
  admin::SampleWords sample;
};

/// Adds a command of `shomei admin`: its name, its help, what it runs on a target, the rest of its example.
class AdminCommands {
public:
  AdminCommands(CLI::App& group, AdminWords& words, Action& action, const core::Language& language)
      : group_(group), words_(words), action_(action), language_(language) {}

  template <class Run>
  CLI::App* operator()(const std::string& name, const std::string& help, Run run, const std::string& example = {}) const {
    auto* command = group_.add_subcommand(name, help);
    command->add_option("--data", words_.data, "Data directory")->required();
    command->footer("Example: shomei admin " + name + " --data /var/lib/shomei" + example);
    command->callback([&words = words_, &action = action_, &language = language_, run] {
      action = [&words, &language, run] { return run(admin::Target{words.data, language}); };
    });
    return command;
  }

private:
  CLI::App& group_;
  AdminWords& words_;
  Action& action_;
  const core::Language& language_;
};

void add_period(CLI::App* command, admin::PeriodWords& period, const std::string& otherwise) {
  auto* from = command->add_option("--from", period.from, "First day (2026-10-01)" + otherwise);
  auto* to = command->add_option("--to", period.to, "Last day (2026-12-31)" + otherwise);
  command->add_option("--quarter", period.quarter, "A quarter instead: 2026Q4")->excludes(from)->excludes(to);
}

void add_admin_desk(const AdminCommands& add, AdminWords& words) {
  auto* report = add("desk-report", "Say how the vetting desk stands, and how fast and how well it decided",
                     [&](const auto& target) { return admin::report_desk(target, words.report); });
  add_period(report, words.report.period, "; the current month otherwise");
  report->add_flag("--csv", words.report.csv, "Print the cases behind the report instead, as CSV");
  auto* sample = add(
      "sample", "Draw the auditor's sample of issued certificates (docs/formats/audit-sample.md)",
      [&](const auto& target) { return admin::draw_sample(target, words.sample); }, " --quarter 2026Q4");
  add_period(sample, words.sample.period, "");
  sample->add_option("--seed", words.sample.seed, "Who has it draws the same sample again; a random one otherwise");
  sample->add_option("--percent", words.sample.percent, "Per cent of the certificates (3)")->check(CLI::Range(1, 100));
  sample->add_option("--level", words.sample.level, "Only these")->check(CLI::IsMember({"ov", "ev"}));
  sample->add_option("--out", words.sample.out, "Folder for a ZIP with the files of the sample's cases");
  auto* file = add(
      "case-file", "Write everything about a case into a ZIP (docs/formats/case-file.md)",
      [&](const auto& target) { return admin::export_case(target, words.number, words.file); }, " NUMBER --out FILE.zip");
  file->add_option("number", words.number, "Number of the application")->required();
  file->add_option("--out", words.file, "The ZIP file")->required();
  add("retention", "List the cases whose records may be destroyed today",
      [](const auto& target) { return admin::report_retention(target); });
}

void add_admin(CLI::App& app, AdminWords& words, Action& action, const core::Language& language) {
  auto* group = app.add_subcommand("admin", "Operate an installation");
  group->require_subcommand(1);
  const AdminCommands add(*group, words, action, language);
  add("verify-audit", "Walk the audit log and check its chain", [](const auto& target) { return admin::verify_audit(target); });
  add("verify-ledger", "Re-derive the inventory's balances", [](const auto& target) { return admin::verify_ledger(target); });
  add("print-config", "Print the configuration in full", [](const auto& target) { return admin::print_config(target); });
  add("check-config", "Say what should not stay as it is", [](const auto& target) { return admin::check_config(target); });
  add("migrate", "Bring the database to this release's schema", [](const auto& target) { return admin::migrate(target); });
  add("print-policy", "Print the dated rules in force", [&](const auto& target) {
    return admin::print_policy(target, words.at);
  })->add_option("--at", words.at, "At that instant (RFC 3339)");
  add("import-holidays", "Import the Cabinet Office's list of public holidays",
      [&](const auto& target) { return admin::import_holidays(target, words.file); })
      ->add_option("file", words.file, "syukujitsu.csv (Shift-JIS or UTF-8)")
      ->required();
  add("import-register", "Import the tax agency's corporate numbers or GLEIF's LEI file",
      [&](const auto& target) { return admin::import_register(target, words.file); })
      ->add_option("file", words.file, "CSV file: corporate numbers (UTF-8 or Shift-JIS), or the LEI golden copy (LEI-CDF)")
      ->required();
  auto* denied = add("import-denied", "Import a list of denied names, domains, countries, people and numbers (docs/formats/denied-list.md)",
                     [&](const auto& target) { return admin::import_denied(target, words.file, words.source); });
  denied->add_option("file", words.file, "CSV file in UTF-8")->required();
  denied->add_option("--source", words.source, "Whose list it is, as the desk shows it")->required();
  auto* user =
      add("add-user", "Make a log-in with a one-time password", [&](const auto& target) { return admin::add_user(target, words.user); });
  user->add_option("--role", words.user.role, "specialist, approving_specialist, finance, support, officer, staff_auditor, super_admin, …")
      ->required();
  user->add_option("--email", words.user.email, "Mail address")->required();
  user->add_option("--name", words.user.name, "Name")->required();
  user->add_option("--account", words.user.account, "A customer's account");
  add_admin_desk(add, words);
}

} // namespace

int run_program(int argc, char** argv, const DemoCommand& demo) {
  CLI::App app{"Shomei runs a certificate business: sell, vet, issue, revoke.", "shomei"};
  auto language = default_language();
  std::string language_word;
  Action action;
  Words init_words;
  ServeWords serve_words;
  DemoOptions demo_options;
  std::string demo_data;
  AdminWords admin_words;
  CheckOptions check_options;
  PerspectiveOptions perspective_options;
  app.set_version_flag("--version", "shomei 0.1.0");
  app.add_option("--lang", language_word, "ja | en")->check(CLI::IsMember({"ja", "en"}));
  app.require_subcommand(1);
  app.fallthrough();
  add_init(app, init_words, action, language);
  add_serve(app, serve_words, action);
  add_demo(app, demo_options, demo_data, action, demo);
  add_perspective(app, perspective_options, action);
  add_check(app, check_options, action, language);
  add_admin(app, admin_words, action, language);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!language_word.empty()) language = *core::parse_language(language_word);
  demo_options.language = language;
  const auto code = action();
  return code ? *code : report_error(code.error(), language);
}

} // namespace cli
