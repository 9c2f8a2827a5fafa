#include "cli/signer_child.h"

#include "cli/errors.h"
#include "core/time.h"

#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace cli {
namespace {

constexpr auto start_time = std::chrono::seconds{20};
constexpr auto stop_time = std::chrono::seconds{5};

std::filesystem::path beside_this_program(const char* name) { return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name; }

/// Whether that process listens there; an earlier signer on its way out may still.
bool answers(const std::filesystem::path& socket_path, pid_t process) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_path.native().size() >= sizeof address.sun_path) return false;
  std::strncpy(address.sun_path, socket_path.c_str(), sizeof address.sun_path - 1);
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ucred listener{};
  socklen_t size = sizeof listener;
  const bool connected = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                         ::getsockopt(probe, SOL_SOCKET, SO_PEERCRED, &listener, &size) == 0;
  ::close(probe);
  return connected && listener.pid == process;
}

} // namespace

core::Result<SignerChild> SignerChild::start(const std::filesystem::path& data, std::optional<core::Instant> test_clock) {
  SignerChild child(std::filesystem::absolute(data), test_clock);
  TRY(child.spawn());
  return child;
}

SignerChild::SignerChild(SignerChild&& other) noexcept
    : data_(std::move(other.data_)), test_clock_(other.test_clock_), process_(std::exchange(other.process_, -1)) {}

core::Result<void> SignerChild::spawn() {
  const auto program = beside_this_program("shomei-signer");
  if (!std::filesystem::exists(program)) return core::fail(errors::signer_not_started, {{"why", program.string() + " is missing"}});
  std::vector<std::string> words{program.string(), "--data", data_.string(), "--child"};
  if (test_clock_) words.insert(words.end(), {"--test-clock", core::to_rfc3339(*test_clock_)});
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  // Its standard output is ours only for the log; the ready line of `serve` must stay the first there.
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
  const int failed = posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return core::fail(errors::signer_not_started, {{"why", std::strerror(failed)}});
  return {};
}

core::Result<void> SignerChild::wait() {
  const auto deadline = std::chrono::steady_clock::now() + start_time;
  while (std::chrono::steady_clock::now() < deadline) {
    if (answers(socket_of(data_), process_)) return {};
    if (!alive()) return core::fail(errors::signer_not_started, {{"why", "it ended at once; its log says why"}});
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  return core::fail(errors::signer_not_started, {{"why", "its socket does not answer"}});
}

bool SignerChild::alive() {
  if (process_ <= 0) return false;
  if (::waitpid(process_, nullptr, WNOHANG) == 0) return true;
  process_ = -1;
  return false;
}

core::Result<void> SignerChild::revive() {
  if (alive()) return {};
  TRY(spawn());
  return wait();
}

SignerChild::~SignerChild() {
  if (!alive()) return;
  ::kill(process_, SIGTERM);
  const auto deadline = std::chrono::steady_clock::now() + stop_time;
  while (alive() && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(std::chrono::milliseconds{5});
  if (!alive()) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

} // namespace cli
