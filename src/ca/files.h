#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <filesystem>
#include <sys/types.h>
#include <unistd.h>
#include <utility>

namespace ca {

/// A file descriptor that closes itself.
class Descriptor {
public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

private:
  int fd_ = -1;
};

/// A read-only mapping of a file's first `size` octets.
class Mapping {
public:
  Mapping(int fd, std::size_t size);
  Mapping(Mapping&& other) noexcept : size_(std::exchange(other.size_, 0)), address_(std::exchange(other.address_, nullptr)) {}
  Mapping& operator=(Mapping&&) = delete;
  ~Mapping();
  bool ok() const { return size_ == 0 || address_ != nullptr; }
  core::ByteView bytes() const { return {static_cast<const std::uint8_t*>(address_), size_}; }

private:
  std::size_t size_;
  void* address_ = nullptr;
};

/// The words of errno for an error's cause.
std::string system_error();
/// The whole of a small file; `file_unreadable` otherwise.
core::Result<core::Bytes> read_file(const std::filesystem::path& path);
/// Puts a new file in place so that a crash leaves either nothing or all of it: write, fsync, rename, fsync the folder.
core::Result<void> write_durably(const std::filesystem::path& path, core::ByteView content, mode_t mode = 0600);
/// Writes everything at the descriptor's position.
core::Result<void> write_all(int fd, core::ByteView content, const std::filesystem::path& path);
/// Writes everything at `offset`, wherever the descriptor's position is. After a failure a part may stand there.
core::Result<void> write_all_at(int fd, core::ByteView content, std::uint64_t offset, const std::filesystem::path& path);

} // namespace ca
