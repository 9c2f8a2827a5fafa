#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

/// Programs of others, run on loopback for the demo and the tests: processes, ports and scratch folders.
namespace outside {

/// A TCP and UDP port of 127.0.0.1 that nobody uses now.
std::uint16_t free_port();
bool port_accepts(std::uint16_t port);
/// Polls until true; false after `limit`.
bool wait_until(const std::function<bool()>& condition, std::chrono::milliseconds limit = std::chrono::seconds{15});

/// A folder that goes away with its object.
class TemporaryDirectory {
public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& text);

struct CommandOutput {
  int exit_code = -1;
  std::string out; ///< standard output and standard error, as they came
};
/// Runs a program found on PATH (and in sbin) to its end; no shell.
CommandOutput run(const std::vector<std::string>& command, const std::string& input = {});
/// The output of a command that must succeed; throws otherwise, which fails the step or the test.
std::string run_or_throw(const std::vector<std::string>& command, const std::string& input = {});

/// A server: started by the constructor, ended (TERM, then KILL, with its process group) by the destructor.
class ChildProcess {
public:
  ChildProcess() = default;
  ChildProcess(const std::vector<std::string>& command, const std::string& log_file);
  ~ChildProcess();
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  pid_t pid() const { return pid_; }
  bool running();
  void stop();
  void kill(int signal);

private:
  pid_t pid_ = -1;
};

} // namespace outside
