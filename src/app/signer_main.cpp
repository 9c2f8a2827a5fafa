#include "ca/signer.h"
#include "ca/signer_server.h"
#include "core/i18n.h"
#include "core/log.h"
#include "core/time.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(x) 0
#endif

namespace {

constexpr const char* help = R"(shomei-signer holds the keys of a Shomei CA and signs what its own rules allow.

usage: shomei-signer --data DIR [--socket PATH] [--child] [--test-clock TIME]

  --data DIR          data directory; keys, record and settings are in DIR/signer
  --socket PATH       where to listen (default DIR/signer/socket)
  --child             end when the process that started this one ends
  --test-clock TIME   start from that time, and let the client move the clock (tests only)
  --lang ja|en        language of messages
  --version, --help

Exit codes: 0 ended by SIGTERM, 1 refused to start, 2 usage.
Example: shomei-signer --data /var/lib/shomei
)";

struct Arguments {
  std::string data, socket;
  bool child = false;
  std::optional<core::Instant> test_clock;
  core::Language language = core::Language::en;
};

[[noreturn]] void usage(std::string_view problem) {
  std::fprintf(stderr, "shomei-signer: %.*s\n%s", static_cast<int>(problem.size()), problem.data(), help);
  std::exit(2);
}

Arguments read_arguments(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name(argv[i]);
    if (name == "--help") std::exit(std::fputs(help, stdout) < 0);
    if (name == "--version") std::exit(std::puts("shomei-signer 0.1.0") < 0);
    if (name == "--child") {
      out.child = true;
      continue;
    }
    if (i + 1 == argc) usage(name);
    const std::string value(argv[++i]);
    if (name == "--data")
      out.data = value;
    else if (name == "--socket")
      out.socket = value;
    else if (name == "--lang" && core::parse_language(value))
      out.language = *core::parse_language(value);
    else if (const auto time = core::parse_rfc3339(value); name == "--test-clock" && time)
      out.test_clock = *time;
    else
      usage(name);
  }
  if (out.data.empty()) usage("--data is missing");
  if (out.socket.empty()) out.socket = out.data + "/signer/socket";
  return out;
}

/// No new privileges, no core files, nothing readable by others, gone with the parent.
void confine(bool child) {
  ::umask(077);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#if !defined(__SANITIZE_ADDRESS__) && !__has_feature(address_sanitizer) // LeakSanitizer attaches to the process
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
  if (!child) return;
  const auto parent = ::getppid();
  ::prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
  if (::getppid() != parent || parent == 1) std::exit(0); // it ended in between
}

int catch_end() {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return ::signalfd(-1, &ends, SFD_CLOEXEC);
}

int refuse(const core::Error& error, core::Language language) {
  core::log::error("signer_not_started", error);
  std::fprintf(stderr, "shomei-signer: %s\n", core::describe(error, language).c_str());
  return 1;
}

} // namespace

int main(int argc, char** argv) {
  const auto arguments = read_arguments(argc, argv);
  confine(arguments.child);
  const int end = catch_end();
  const auto signer = ca::Signer::open(arguments.data, arguments.test_clock);
  if (!signer) return refuse(signer.error(), arguments.language);
  const auto server = ca::SignerServer::listen(**signer, arguments.socket);
  if (!server) return refuse(server.error(), arguments.language);
  // Opening keys takes time that those who connect meanwhile use for their own start.
  if (const auto loaded = (*signer)->load_hierarchy(); !loaded) return refuse(loaded.error(), arguments.language);
  std::printf("{\"ready\":true,\"socket\":%s,\"pid\":%d}\n", core::log::json_quote(arguments.socket).c_str(), ::getpid());
  std::fflush(stdout);
  (*server)->run(end);
  return 0;
}
