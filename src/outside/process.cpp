#include "outside/process.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <poll.h>
#include <set>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace outside {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool can_bind(int type, std::uint16_t& port) {
  const int fd = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
  auto address = loopback(port);
  socklen_t size = sizeof address;
  const bool bound =
      ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  port = ntohs(address.sin_port);
  ::close(fd);
  return bound;
}

std::vector<char*> arguments(const std::vector<std::string>& command) {
  std::vector<char*> result;
  for (const auto& word : command) result.push_back(const_cast<char*>(word.c_str()));
  result.push_back(nullptr);
  return result;
}

[[noreturn]] void execute(const std::vector<std::string>& command) {
  ::setenv("PATH", (std::string(::getenv("PATH") ? ::getenv("PATH") : "") + ":/usr/sbin:/sbin:/usr/bin:/bin").c_str(), 1);
  ::signal(SIGPIPE, SIG_DFL);
  sigset_t none; // what our own threads block would keep a server from being ended
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const auto argv = arguments(command);
  ::execvp(argv[0], argv.data());
  ::_exit(127);
}

void feed_and_drain(int input_fd, int output_fd, const std::string& input, std::string& output) {
  std::size_t sent = 0;
  char buffer[65536];
  if (input.empty()) ::close(std::exchange(input_fd, -1));
  for (;;) {
    pollfd fds[] = {{output_fd, POLLIN, 0}, {input_fd, POLLOUT, 0}};
    ::poll(fds, input_fd < 0 ? 1 : 2, -1);
    if (fds[0].revents != 0) {
      const auto count = ::read(output_fd, buffer, sizeof buffer);
      if (count <= 0) break;
      output.append(buffer, static_cast<std::size_t>(count));
    }
    if (input_fd >= 0 && fds[1].revents != 0) {
      const auto count = ::write(input_fd, input.data() + sent, std::min<std::size_t>(input.size() - sent, 4096));
      if (count > 0) sent += static_cast<std::size_t>(count);
      if (count < 0 || sent == input.size()) ::close(std::exchange(input_fd, -1));
    }
  }
  if (input_fd >= 0) ::close(input_fd);
}

} // namespace

std::uint16_t free_port() {
  static std::set<std::uint16_t> given;
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::uint16_t port = 0;
    if (can_bind(SOCK_STREAM, port) && can_bind(SOCK_DGRAM, port) && given.insert(port).second) return port;
  }
  throw std::runtime_error("no free port on 127.0.0.1");
}

bool port_accepts(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = loopback(port);
  const bool connected = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(fd);
  return connected;
}

bool wait_until(const std::function<bool()>& condition, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  return true;
}

TemporaryDirectory::TemporaryDirectory() {
  std::string name = "/tmp/shomei-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
  std::filesystem::permissions(path_, std::filesystem::perms{0755});
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

CommandOutput run(const std::vector<std::string>& command, const std::string& input) {
  int in[2];
  int out[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  ::signal(SIGPIPE, SIG_IGN);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(in[0], 0);
    ::dup2(out[1], 1);
    ::dup2(out[1], 2);
    execute(command);
  }
  ::close(in[0]);
  ::close(out[1]);
  CommandOutput result;
  feed_and_drain(in[1], out[0], input, result.out);
  ::close(out[0]);
  int status = 0;
  ::waitpid(pid, &status, 0);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::string run_or_throw(const std::vector<std::string>& command, const std::string& input) {
  auto result = run(command, input);
  if (result.exit_code != 0) throw std::runtime_error(command[0] + " failed: " + result.out);
  return std::move(result.out);
}

ChildProcess::ChildProcess(const std::vector<std::string>& command, const std::string& log_file) {
  const int log = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM); // no server outlives a program that crashed
    if (::getppid() != parent) ::_exit(1);
    ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
    ::dup2(log, 1);
    ::dup2(log, 2);
    execute(command);
  }
  ::setpgid(pid_, pid_);
  ::close(log);
}

ChildProcess::~ChildProcess() { stop(); }

ChildProcess::ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this != &other) {
    stop();
    pid_ = std::exchange(other.pid_, -1);
  }
  return *this;
}

bool ChildProcess::running() {
  if (pid_ <= 0) return false;
  if (::waitpid(pid_, nullptr, WNOHANG) == 0) return true;
  pid_ = -1;
  return false;
}

void ChildProcess::kill(int signal) {
  if (pid_ > 0) ::kill(pid_, signal);
}

void ChildProcess::stop() {
  if (pid_ <= 0) return;
  const pid_t group = pid_;
  ::kill(group, SIGTERM);
  wait_until([this] { return !running(); }, std::chrono::seconds{5});
  ::kill(-group, SIGKILL);
  if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

} // namespace outside
