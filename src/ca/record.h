#pragma once

#include "ca/record_file.h"
#include "ca/record_frame.h"
#include "ca/serial_index.h"
#include "core/result.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace ca {

/// What the record knows of one serial.
struct RecordedCertificate {
  core::Bytes tbs;
  std::optional<core::Bytes> signature; ///< none: never signed, and never will be
};

/// The signer's append-only memory (G02): nothing is signed that it does not hold first, and no serial is taken twice.
/// Safe to use from several threads.
class Record {
public:
  /// Opens or makes the file, reads it and makes it durable. What a power cut left of the last batch is cut off; damage before that is
  /// `signer_record_damaged`; another signer that still has the record after `patience` is `signer_record_busy`.
  static core::Result<std::unique_ptr<Record>> open(const std::filesystem::path& file, std::chrono::milliseconds patience = {});
  /// Makes it durable and seals it: from then on any damage shows.
  ~Record();

  /// Appends to-be-signed frames in one write. The answer says for each whether its serial was free; the others are not written.
  core::Result<std::vector<bool>> reserve(std::span<const RecordFrame> frames);
  /// Appends the signatures of reserved serials in one write. The answer says for each whether its serial still waited for one;
  /// a serial that was burnt meanwhile gets none.
  core::Result<std::vector<bool>> complete(std::span<const RecordFrame> frames);
  /// What became of a serial, for good: its certificate, or nothing. Where it is not signed it is burnt, so that no request, however
  /// late, can have it signed any more. Durable before it answers. The frame's kind is `burnt`.
  core::Result<std::optional<RecordedCertificate>> settle(const RecordFrame& burn);
  /// Appends a CRL's number; `crl_number_used` unless it is above every earlier one of that issuer and address.
  core::Result<void> reserve_crl(const RecordFrame& frame);
  /// Makes everything appended so far durable; threads that come together share one write. After a failure the record takes
  /// nothing more.
  core::Result<void> sync();

  core::Result<std::optional<RecordedCertificate>> find(std::string_view issuer, core::ByteView serial);
  /// Certificates signed.
  std::uint64_t issued() const;
  /// Octets cut off at opening.
  std::uint64_t torn() const { return torn_; }

private:
  explicit Record(std::filesystem::path path) : file_(std::move(path)) {}
  core::Result<void> load();
  core::Result<void> load_frames();
  core::Result<void> begin();
  core::Result<void> make_durable();
  core::Result<void> take(const RecordFrame& frame, std::uint64_t offset);
  bool same_at(std::uint64_t offset, std::string_view issuer, core::ByteView serial) const;
  SerialIndex::Slot* slot_of(std::string_view issuer, core::ByteView serial);
  core::Result<void> append(const RecordFrame& frame);
  core::Result<void> burn_unless_signed(const RecordFrame& burn);
  using Waiting = std::unordered_multimap<std::uint64_t, std::uint64_t>;
  Waiting::iterator waiting(const RecordFrame& frame);

  RecordFile file_;
  mutable std::mutex mutex_;
  SerialIndex index_;
  std::map<std::string, std::uint64_t, std::less<>> crl_numbers_;
  Waiting unsigned_; ///< offsets by hash: reserved since the start, not yet signed
  std::mutex syncing_;
  std::atomic<std::uint64_t> durable_ = 0; ///< octets known to be on disk; the mark of new frames
  std::uint64_t sealed_ = 0;               ///< octets before a seal
  std::uint64_t issued_ = 0, torn_ = 0;
  core::ByteView loading_; ///< the mapped file while it is read
};

} // namespace ca
