#include "cli/node_name.h"

#include "core/crypto.h"
#include "core/errors.h"

#include <array>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace cli {
namespace {

constexpr int most_processes = 64;

/// The name in the file; one that is new, or was torn while it was made, gets another.
std::string read_or_make(int file) {
  std::array<char, 32> buffer{};
  const auto made = core::to_hex(core::random_bytes(buffer.size() / 2));
  if (::pread(file, buffer.data(), buffer.size(), 0) == static_cast<ssize_t>(buffer.size())) return {buffer.begin(), buffer.end()};
  const bool kept = ::pwrite(file, made.data(), made.size(), 0) == static_cast<ssize_t>(made.size()) && ::fdatasync(file) == 0;
  return kept ? made : std::string();
}

} // namespace

core::Result<NodeName> NodeName::take(const std::filesystem::path& data) {
  const auto folder = data / "nodes";
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  for (int slot = 1; slot <= most_processes; ++slot) {
    const int file = ::open((folder / std::to_string(slot)).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) break;
    if (::flock(file, LOCK_EX | LOCK_NB) == 0)
      if (auto name = read_or_make(file); !name.empty()) return NodeName(file, std::move(name));
    ::close(file);
  }
  return core::fail(core::errors::file_unreadable, {{"path", folder.string()}});
}

NodeName::NodeName(NodeName&& other) noexcept : file_(std::exchange(other.file_, -1)), text_(std::move(other.text_)) {}

NodeName::~NodeName() {
  if (file_ >= 0) ::close(file_);
}

} // namespace cli
