#include "ca/record.h"

#include "ca/errors.h"
#include "core/fault.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <thread>

namespace ca {
namespace {

constexpr std::string_view header = "shomei signer record 1\n";

std::string crl_key(const RecordFrame& frame) { return std::string(frame.issuer) + '\n' + std::string(frame.label); }

std::uint64_t number_of(core::ByteView octets) {
  std::uint64_t value = 0;
  for (const auto octet : octets) value = value << 8 | octet;
  return value;
}

/// A read-only mapping of a file's first `size` octets.
class Mapping {
public:
  Mapping(int fd, std::size_t size) : size_(size) {
    if (size > 0) address_ = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  }
  ~Mapping() {
    if (address_ != MAP_FAILED) ::munmap(address_, size_);
  }
  bool ok() const { return size_ == 0 || address_ != MAP_FAILED; }
  core::ByteView bytes() const { return size_ == 0 ? core::ByteView{} : core::ByteView(static_cast<const std::uint8_t*>(address_), size_); }

private:
  std::size_t size_;
  void* address_ = MAP_FAILED;
};

/// Whether a whole frame begins anywhere in `bytes`: then what precedes it is damage and no torn end.
bool any_frame_in(core::ByteView bytes) {
  for (; bytes.size() > 8; bytes = bytes.subspan(1))
    if (read_frame(bytes)) return true;
  return false;
}

} // namespace

core::Result<std::unique_ptr<Record>> Record::open(const std::filesystem::path& file, std::chrono::milliseconds patience) {
  std::unique_ptr<Record> record(new Record(file));
  record->file_ = Descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (!record->file_) return core::fail(errors::signer_file_unwritable, {{"file", file.string()}}, system_error());
  TRY(record->lock(patience));
  TRY(record->load());
  return record;
}

Record::~Record() = default;

core::Result<void> Record::lock(std::chrono::milliseconds patience) const {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() >= end) return core::fail(errors::signer_record_busy, {{"file", path_.string()}});
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return {};
}

core::Result<void> Record::load() {
  struct stat status{};
  ::fstat(file_.get(), &status);
  const auto length = static_cast<std::size_t>(status.st_size);
  if (length < header.size()) { // new, or torn while it was made
    if (::ftruncate(file_.get(), 0) != 0) return core::fail(errors::signer_file_unwritable, {{"file", path_.string()}}, system_error());
    size_ = 0;
    TRY(append(core::to_bytes(header)));
    return sync();
  }
  const Mapping mapping(file_.get(), length);
  if (!mapping.ok() || !core::equal(mapping.bytes().first(header.size()), core::as_bytes(header)))
    return core::fail(errors::signer_record_damaged, {{"file", path_.string()}, {"offset", "0"}});
  loading_ = mapping.bytes();
  size_ = header.size();
  while (size_ < length) {
    const auto read = read_frame(loading_.subspan(size_));
    if (!read) break;
    TRY(take(read->frame, size_));
    size_ += read->size;
  }
  const auto tail = loading_.subspan(size_);
  if (!tail.empty() && any_frame_in(tail.subspan(1)))
    return core::fail(errors::signer_record_damaged, {{"file", path_.string()}, {"offset", std::to_string(size_)}});
  loading_ = {};
  torn_ = tail.size();
  if (torn_ > 0 && ::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0)
    return core::fail(errors::signer_file_unwritable, {{"file", path_.string()}}, system_error());
  return {};
}

core::Result<void> Record::take(const RecordFrame& frame, std::uint64_t offset) {
  switch (frame.kind) {
  case RecordFrame::Kind::to_be_signed:
  case RecordFrame::Kind::burnt:
    index_.insert(SerialIndex::hash_of(frame.issuer, frame.serial), offset);
    return {};
  case RecordFrame::Kind::signature:
    if (auto* slot = slot_of(frame.issuer, frame.serial); slot != nullptr) {
      slot->place |= 1;
      ++issued_;
      return {};
    }
    return core::fail(errors::signer_record_damaged, {{"file", path_.string()}, {"offset", std::to_string(offset)}},
                      "a signature without what it signs");
  case RecordFrame::Kind::crl: {
    auto& last = crl_numbers_[crl_key(frame)];
    last = std::max(last, number_of(frame.serial));
    return {};
  }
  }
  return {};
}

core::Result<void> Record::append(const core::Bytes& bytes) {
  if (core::fault::due("record.torn")) {
    (void)write_all(file_.get(), core::ByteView(bytes).first(bytes.size() / 2), path_);
    core::fault::die();
  }
  auto written = failed_ ? core::Result<void>(core::fail(errors::signer_file_unwritable, {{"file", path_.string()}}, "failed before"))
                         : write_all(file_.get(), bytes, path_);
  if (written) {
    size_ += bytes.size();
    return written;
  }
  failed_ = failed_ || ::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0;
  return written;
}

core::Result<std::vector<bool>> Record::reserve(std::span<const RecordFrame> frames) {
  const std::scoped_lock lock(mutex_);
  std::vector<bool> free(frames.size());
  core::Bytes bytes;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> entries;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto& frame = frames[i];
    const auto repeated = std::any_of(frames.begin(), frames.begin() + static_cast<std::ptrdiff_t>(i), [&](const RecordFrame& earlier) {
      return earlier.issuer == frame.issuer && core::equal(earlier.serial, frame.serial);
    });
    free[i] = !repeated && slot_of(frame.issuer, frame.serial) == nullptr;
    if (!free[i]) continue;
    entries.emplace_back(SerialIndex::hash_of(frame.issuer, frame.serial), size_ + bytes.size());
    append_frame(bytes, frame);
  }
  if (!bytes.empty()) TRY(append(bytes));
  for (const auto& [hash, offset] : entries) {
    index_.insert(hash, offset);
    unsigned_.emplace(hash, offset);
  }
  return free;
}

core::Result<std::vector<bool>> Record::complete(std::span<const RecordFrame> frames) {
  const std::scoped_lock lock(mutex_);
  std::vector<bool> kept(frames.size());
  core::Bytes bytes;
  std::vector<Waiting::iterator> signed_now;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto own = waiting(frames[i]);
    kept[i] = own != unsigned_.end();
    if (!kept[i]) continue;
    append_frame(bytes, frames[i]);
    signed_now.push_back(own);
  }
  if (!bytes.empty()) TRY(append(bytes));
  for (const auto own : signed_now) {
    index_.find(own->first, [&](std::uint64_t offset) { return offset == own->second; })->place |= 1;
    unsigned_.erase(own);
  }
  issued_ += signed_now.size();
  return kept;
}

Record::Waiting::iterator Record::waiting(const RecordFrame& frame) {
  const auto [first, last] = unsigned_.equal_range(SerialIndex::hash_of(frame.issuer, frame.serial));
  if (first == last) return unsigned_.end();
  if (std::next(first) == last) return first; // no need to read the record back
  const auto own = std::find_if(first, last, [&](const auto& entry) { return same_at(entry.second, frame.issuer, frame.serial); });
  return own == last ? unsigned_.end() : own;
}

core::Result<std::optional<RecordedCertificate>> Record::settle(const RecordFrame& burn) {
  TRY(burn_unless_signed(burn));
  core::fault::point("record.burnt");
  TRY(sync());
  return find(burn.issuer, burn.serial);
}

core::Result<void> Record::burn_unless_signed(const RecordFrame& burn) {
  const std::scoped_lock lock(mutex_);
  if (slot_of(burn.issuer, burn.serial) != nullptr) {
    // To be signed: without its place among those who wait, no signature of it will be recorded. Signed or burnt: nobody waits.
    if (const auto own = waiting(burn); own != unsigned_.end()) unsigned_.erase(own);
    return {};
  }
  const auto offset = size_;
  core::Bytes bytes;
  append_frame(bytes, burn);
  TRY(append(bytes));
  index_.insert(SerialIndex::hash_of(burn.issuer, burn.serial), offset);
  return {};
}

core::Result<void> Record::reserve_crl(const RecordFrame& frame) {
  const std::scoped_lock lock(mutex_);
  const auto number = number_of(frame.serial);
  const auto known = crl_numbers_.find(crl_key(frame));
  if (known != crl_numbers_.end() && number <= known->second)
    return core::fail(errors::crl_number_used, {{"number", std::to_string(number)}, {"last", std::to_string(known->second)}});
  core::Bytes bytes;
  append_frame(bytes, frame);
  TRY(append(bytes));
  crl_numbers_[crl_key(frame)] = number;
  return {};
}

core::Result<void> Record::sync() {
  std::uint64_t wanted = 0;
  {
    const std::scoped_lock lock(mutex_);
    wanted = size_;
  }
  const std::scoped_lock lock(syncing_);
  if (durable_ >= wanted) return {}; // another thread's write took it along
  return make_durable();
}

core::Result<void> Record::make_durable() {
  std::uint64_t appended = 0;
  {
    const std::scoped_lock lock(mutex_);
    if (failed_) return core::fail(errors::signer_file_unwritable, {{"file", path_.string()}}, "failed before");
    appended = size_;
  }
  if (::fdatasync(file_.get()) == 0) {
    durable_ = appended;
    return {};
  }
  const auto reason = system_error();
  const std::scoped_lock lock(mutex_);
  failed_ = true; // the kernel may have dropped the pages: nothing after this can be trusted
  return core::fail(errors::signer_file_unwritable, {{"file", path_.string()}}, reason);
}

core::Result<core::Bytes> Record::whole_frame_at(std::uint64_t offset) const {
  std::uint8_t head[8];
  const auto at = static_cast<off_t>(offset);
  core::Bytes bytes;
  if (::pread(file_.get(), head, sizeof head, at) == static_cast<ssize_t>(sizeof head))
    bytes.resize(8 + number_of(core::ByteView(head, 4)));
  const auto size = static_cast<ssize_t>(bytes.size());
  if (bytes.empty() || ::pread(file_.get(), bytes.data(), bytes.size(), at) != size || !read_frame(bytes))
    return core::fail(errors::signer_record_damaged, {{"file", path_.string()}, {"offset", std::to_string(offset)}});
  return bytes;
}

bool Record::same_at(std::uint64_t offset, std::string_view issuer, core::ByteView serial) const {
  const auto same = [&](const ReadFrame& read) { return read.frame.issuer == issuer && core::equal(read.frame.serial, serial); };
  if (!loading_.empty()) {
    const auto read = read_frame(loading_.subspan(offset));
    return read && same(*read);
  }
  const auto bytes = whole_frame_at(offset);
  return !bytes || same(*read_frame(*bytes)); // unreadable: treat the serial as taken
}

SerialIndex::Slot* Record::slot_of(std::string_view issuer, core::ByteView serial) {
  return index_.find(SerialIndex::hash_of(issuer, serial), [&](std::uint64_t offset) { return same_at(offset, issuer, serial); });
}

core::Result<std::optional<RecordedCertificate>> Record::find(std::string_view issuer, core::ByteView serial) {
  std::uint64_t offset = 0;
  bool is_signed = false;
  {
    const std::scoped_lock lock(mutex_);
    const auto* slot = slot_of(issuer, serial);
    if (slot == nullptr) return std::optional<RecordedCertificate>();
    offset = slot->offset();
    is_signed = slot->is_signed();
  }
  auto bytes = TRY(whole_frame_at(offset));
  RecordedCertificate found{core::to_bytes(read_frame(bytes)->frame.content), std::nullopt};
  while (is_signed && !found.signature) { // the signature follows within the same few batches
    offset += bytes.size();
    bytes = TRY(whole_frame_at(offset));
    const auto frame = read_frame(bytes)->frame;
    if (frame.kind == RecordFrame::Kind::signature && frame.issuer == issuer && core::equal(frame.serial, serial))
      found.signature = core::to_bytes(frame.content);
  }
  return std::optional(std::move(found));
}

std::uint64_t Record::issued() const {
  const std::scoped_lock lock(mutex_);
  return issued_;
}

} // namespace ca
