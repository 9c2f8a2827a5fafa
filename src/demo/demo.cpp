#include "demo/demo.h"

#include "cli/console.h"
#include "cli/init.h"
#include "cli/node.h"
#include "cli/serve.h"
#include "core/embedded.h"
#include "demo/seed.h"
#include "demo/story.h"
#include "usecases/import_register.h"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace demo {
namespace {

core::Config demo_config(const cli::DemoOptions& options) {
  core::Config config;
  config.ca.name = "Shomei Demo";
  config.server.listen = options.listen;
  config.server.desk_listen = options.desk_listen;
  config.server.public_url = "http://" + options.listen;
  config.server.desk_url = "http://" + options.desk_listen;
  config.ca.base_url = config.server.public_url;
  config.keys.root_key = "p384";
  config.mail.from = "desk@shomei.example";
  config.mail.from_name = options.language == core::Language::ja ? "Shomei 認証センター" : "Shomei";
  config.mail.phone = "03-0000-0000";
  config.mail.hours = options.language == core::Language::ja ? "平日10:00〜17:00" : "10:00-17:00 JST, weekdays";
  config.seller = {.name = "株式会社証明デモ",
                   .registration_number = "T2010001999005",
                   .postal_code = "100-9998",
                   .address = "東京都千代田区丸の内九丁目8番8号",
                   .phone = "03-0000-0000",
                   .bank = {},
                   .tax_rate = 10,
                   .rounding = "floor",
                   .payment_days = 30,
                   .quote_days = 30};
  config.log_level = "warn";
  return config;
}

core::Result<void> import_demo_registers(usecases::World& world, const std::filesystem::path& work) {
  for (const std::string name : {"corporate_numbers.csv", "lei_entries.csv"}) {
    const auto file = work / name;
    std::ofstream(file, std::ios::binary) << core::as_text(*core::embedded::file("catalogue/demo/" + name));
    static_cast<void>(TRY(usecases::import_register(world.database, usecases::system_actor("demo"), file, world.clock.now())));
  }
  return {};
}

void print_account(const Narrator& narrator, const cli::DemoOptions& options, const SeededAccount& account) {
  narrator.say("cms", {{"url", "http://" + options.listen + "/cms"}, {"email", account.email}, {"password", account.password}});
  narrator.say("api_key", {{"key", account.api_key}});
}

void print_log_ins(const Narrator& narrator, const cli::DemoOptions& options, const Story& story, const SeededAccount& account) {
  narrator.say("portal", {{"url", "http://" + options.listen + "/"}});
  print_account(narrator, options, account);
  narrator.say("desk_portal", {{"url", "http://" + options.desk_listen + "/"}});
  for (const auto& [role, person] : story.staff())
    narrator.say("log_in", {{"email", person.email}, {"role", role}, {"password", person.password}, {"totp", person.totp_secret}});
  narrator.say("end");
}

core::Result<int> seed_only(const cli::DemoOptions& options, const Narrator& narrator) {
  auto config = demo_config(options);
  cli::InitReport made;
  SeededAccount account;
  {
    // Issuing asks for CAA, and the demo's domains are in no public DNS.
    const NameServer names;
    names.configure(config);
    made = TRY(cli::init(
        {.data = options.data, .config = config, .force_empty = options.fresh, .now = seed_start(), .language = options.language}));
    account = TRY(seed_account(options.data, options.certificates));
  }
  std::ofstream(options.data / "shomei.toml", std::ios::trunc) << core::print_config(demo_config(options)); // that name server is gone
  cli::print_report(made, options.language);
  print_account(narrator, options, account);
  return 0;
}

core::Result<int> tell(const cli::DemoOptions& options, Narrator& narrator) {
  std::optional<Servers> servers;
  TRY(narrator.step("servers", [&]() -> core::Result<void> {
    servers.emplace();
    return {};
  }));
  auto config = demo_config(options);
  servers->configure(config);
  cli::InitReport made;
  SeededAccount account;
  TRY(narrator.step("init", [&]() -> core::Result<void> {
    made = TRY(cli::init(
        {.data = options.data, .config = config, .force_empty = options.fresh, .now = seed_start(), .language = options.language}));
    return {};
  }));
  TRY(narrator.step("seed", [&]() -> core::Result<void> {
    account = TRY(seed_account(options.data, options.certificates));
    return {};
  }));
  const auto installation = TRY(cli::Installation::open({options.data, std::nullopt, {}}));
  const auto node = TRY(
      cli::Node::start(*installation, {.listen = options.listen, .desk_listen = options.desk_listen, .tls_listen = {}, .web_root = {}}));
  const auto work = std::filesystem::absolute(options.data) / "story";
  std::filesystem::create_directories(work);
  TRY(import_demo_registers(installation->world(), work));
  Story story({"http://" + options.listen, "http://" + options.desk_listen, work, made.staff, options.language}, *servers, narrator);
  TRY(story.tell());
  if (options.exit) return 0;
  print_log_ins(narrator, options, story, account);
  cli::wait_for_end(*installation);
  return 0;
}

/// While it lives, what this process and its children log goes into a file, so that the story stays readable.
class LogFile {
public:
  explicit LogFile(const std::filesystem::path& file) : shown_(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)) {
    std::filesystem::create_directories(file.parent_path());
    const int log = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (log < 0) return;
    ::dup2(log, STDERR_FILENO);
    ::close(log);
  }
  ~LogFile() {
    ::dup2(shown_, STDERR_FILENO);
    ::close(shown_);
  }
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

private:
  int shown_;
};

} // namespace

core::Result<int> run(const cli::DemoOptions& options) {
  cli::block_ending_signals();
  Narrator narrator(options.language);
  const auto file = std::filesystem::absolute(options.data).string() + ".log"; // beside the directory, which is emptied
  const LogFile log(file);
  if (!options.seed_only) narrator.say("begin");
  narrator.say("log", {{"file", file}});
  return options.seed_only ? seed_only(options, narrator) : tell(options, narrator);
}

} // namespace demo
