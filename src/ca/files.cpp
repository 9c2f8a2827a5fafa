#include "ca/files.h"

#include "ca/errors.h"
#include "core/errors.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <system_error>

namespace ca {
namespace {

core::Failure unwritable(const std::filesystem::path& path) {
  return core::fail(errors::signer_file_unwritable, {{"file", path.string()}}, system_error());
}

} // namespace

std::string system_error() { return std::error_code(errno, std::generic_category()).message(); }

Mapping::Mapping(int fd, std::size_t size) : size_(size) {
  if (size == 0) return;
  void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (address != MAP_FAILED) address_ = address;
}

Mapping::~Mapping() {
  if (address_ != nullptr) ::munmap(address_, size_);
}

core::Result<core::Bytes> read_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return core::fail(core::errors::file_unreadable, {{"file", path.string()}}, system_error());
  core::Bytes content;
  std::uint8_t buffer[16384];
  for (;;) {
    const auto size = ::read(file.get(), buffer, sizeof buffer);
    if (size < 0) return core::fail(core::errors::file_unreadable, {{"file", path.string()}}, system_error());
    if (size == 0) return content;
    content.insert(content.end(), buffer, buffer + size);
  }
}

core::Result<void> write_all(int fd, core::ByteView content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const auto size = ::write(fd, content.data(), content.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return unwritable(path);
    content = content.subspan(static_cast<std::size_t>(size));
  }
  return {};
}

core::Result<void> write_all_at(int fd, core::ByteView content, std::uint64_t offset, const std::filesystem::path& path) {
  while (!content.empty()) {
    const auto size = ::pwrite(fd, content.data(), content.size(), static_cast<off_t>(offset));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return unwritable(path);
    content = content.subspan(static_cast<std::size_t>(size));
    offset += static_cast<std::uint64_t>(size);
  }
  return {};
}

core::Result<void> write_durably(const std::filesystem::path& path, core::ByteView content, mode_t mode) {
  auto fresh = path;
  fresh += ".new";
  {
    const Descriptor file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
    if (!file) return unwritable(fresh);
    TRY(write_all(file.get(), content, fresh));
    if (::fsync(file.get()) != 0) return unwritable(fresh);
  }
  if (::rename(fresh.c_str(), path.c_str()) != 0) return unwritable(path);
  const Descriptor folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder || ::fsync(folder.get()) != 0) return unwritable(path.parent_path());
  return {};
}

} // namespace ca
