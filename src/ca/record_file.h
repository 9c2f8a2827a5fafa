#pragma once

#include "ca/files.h"
#include "core/bytes.h"
#include "core/result.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace ca {

/// The record's octets on disk: what was appended, and behind it zeros that are there beforehand, so that an append changes neither
/// the file's size nor its blocks and `flush` writes data only. One thread at a time, but for `flush`, `frame_at` and `damaged`.
class RecordFile {
public:
  explicit RecordFile(std::filesystem::path path) : path_(std::move(path)) {}
  /// Opens or makes the file; `signer_record_busy` where another signer still has it after `patience`.
  core::Result<void> open(std::chrono::milliseconds patience);

  /// Everything, zeros included; for reading at the start.
  core::Result<Mapping> map() const;
  /// Goes on at `end`; what stands behind it is cut off unless `zeros_follow`.
  core::Result<void> resume(std::uint64_t end, bool zeros_follow);

  /// Where the next append begins.
  std::uint64_t end() const { return end_; }
  /// Appends all of `bytes` or nothing. After a failure that cannot be undone, and after one of `flush`, it takes nothing more.
  core::Result<void> append(core::ByteView bytes);
  /// Puts zeros ahead where they become few. A full disk is no error before an append needs the room.
  void make_room();
  /// Makes durable what was appended before the call.
  core::Result<void> flush();
  /// The octets of the whole frame that begins there; `signer_record_damaged` where none does.
  core::Result<core::Bytes> frame_at(std::uint64_t offset) const;

  core::Failure damaged(std::uint64_t offset, std::string cause = {}) const;

private:
  core::Failure unwritable(std::string cause) const;
  core::Result<void> cut();

  std::filesystem::path path_;
  Descriptor file_;
  std::uint64_t end_ = 0, size_ = 0; ///< zeros stand between them
  std::atomic<bool> failed_ = false;
};

} // namespace ca
