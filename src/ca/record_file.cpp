#include "ca/record_file.h"

#include "ca/errors.h"
#include "ca/record_frame.h"
#include "core/fault.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>

namespace ca {
namespace {

/// Writing so many zeros delays the batch that does it by 1 or 2 ms.
constexpr std::uint64_t piece = 1024 * 1024;

} // namespace

core::Failure RecordFile::damaged(std::uint64_t offset, std::string cause) const {
  return core::fail(errors::signer_record_damaged, {{"file", path_.string()}, {"offset", std::to_string(offset)}}, std::move(cause));
}

core::Failure RecordFile::unwritable(std::string cause) const {
  return core::fail(errors::signer_file_unwritable, {{"file", path_.string()}}, std::move(cause));
}

core::Result<void> RecordFile::open(std::chrono::milliseconds patience) {
  file_ = Descriptor(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file_) return unwritable(system_error());
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() >= give_up) return core::fail(errors::signer_record_busy, {{"file", path_.string()}});
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return {};
}

core::Result<Mapping> RecordFile::map() const {
  struct stat status{};
  ::fstat(file_.get(), &status);
  Mapping mapping(file_.get(), static_cast<std::size_t>(status.st_size));
  if (!mapping.ok()) return damaged(0, system_error());
  return mapping;
}

core::Result<void> RecordFile::resume(std::uint64_t end, bool zeros_follow) {
  struct stat status{};
  ::fstat(file_.get(), &status);
  end_ = end;
  size_ = static_cast<std::uint64_t>(status.st_size);
  return zeros_follow ? core::Result<void>() : cut();
}

core::Result<void> RecordFile::cut() {
  if (::ftruncate(file_.get(), static_cast<off_t>(end_)) != 0) return unwritable(system_error());
  size_ = end_;
  return {};
}

core::Result<void> RecordFile::append(core::ByteView bytes) {
  if (failed_) return unwritable("failed before");
  if (core::fault::due("record.torn")) {
    (void)write_all_at(file_.get(), bytes.first(bytes.size() / 2), end_, path_);
    core::fault::die();
  }
  auto written = write_all_at(file_.get(), bytes, end_, path_);
  if (!written) {
    if (!cut()) failed_ = true;
    return written;
  }
  end_ += bytes.size();
  size_ = std::max(size_, end_);
  return written;
}

void RecordFile::make_room() {
  static constexpr std::array<std::uint8_t, std::size_t{64} * 1024> zeros{};
  const auto wanted = ((end_ + piece / 2) / piece + 1) * piece;
  while (size_ < wanted) {
    const auto part = std::min<std::uint64_t>(zeros.size(), wanted - size_);
    const auto written = ::pwrite(file_.get(), zeros.data(), part, static_cast<off_t>(size_));
    if (written <= 0) return;
    size_ += static_cast<std::uint64_t>(written);
  }
}

core::Result<void> RecordFile::flush() {
  if (failed_) return unwritable("failed before");
  if (::fdatasync(file_.get()) == 0) return {};
  auto failure = unwritable(system_error());
  failed_ = true; // the kernel may have dropped the pages: nothing after this can be trusted
  return failure;
}

core::Result<core::Bytes> RecordFile::frame_at(std::uint64_t offset) const {
  core::Bytes bytes(frame_head_size);
  const auto at = static_cast<off_t>(offset);
  if (::pread(file_.get(), bytes.data(), bytes.size(), at) != static_cast<ssize_t>(bytes.size())) return damaged(offset);
  bytes.resize(frame_size(bytes));
  const auto size = static_cast<ssize_t>(bytes.size());
  if (::pread(file_.get(), bytes.data(), bytes.size(), at) != size || !read_frame(bytes)) return damaged(offset);
  return bytes;
}

} // namespace ca
