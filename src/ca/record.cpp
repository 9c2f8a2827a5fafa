#include "ca/record.h"

#include "ca/errors.h"
#include "ca/record_tail.h"
#include "core/fault.h"

#include <algorithm>

namespace ca {
namespace {

constexpr std::string_view header = "shomei signer record 1\n";

std::string crl_key(const RecordFrame& frame) { return std::string(frame.issuer) + '\n' + std::string(frame.label); }

std::uint64_t number_of(core::ByteView octets) {
  std::uint64_t value = 0;
  for (const auto octet : octets) value = value << 8 | octet;
  return value;
}

/// Whether the file was never begun, or the power was cut before its header was durable.
bool has_no_header(core::ByteView file) {
  const auto used = file.first(octets_before_zeros(file));
  return used.size() < header.size() && core::equal(used, core::as_bytes(header).first(used.size()));
}

} // namespace

core::Result<std::unique_ptr<Record>> Record::open(const std::filesystem::path& file, std::chrono::milliseconds patience) {
  std::unique_ptr<Record> record(new Record(file));
  TRY(record->file_.open(patience));
  TRY(record->load());
  return record;
}

Record::~Record() {
  const bool loaded = durable_ > 0;
  if (!loaded || sealed_ == file_.end() || !sync()) return;
  if (append({RecordFrame::Kind::seal, {}, {}, {}, {}, {}})) (void)sync();
}

core::Result<void> Record::load() {
  const auto mapping = TRY(file_.map());
  loading_ = mapping.bytes();
  TRY(has_no_header(loading_) ? begin() : load_frames());
  loading_ = {};
  return make_durable();
}

core::Result<void> Record::begin() {
  TRY(file_.resume(0, false));
  sealed_ = header.size();
  return file_.append(core::as_bytes(header));
}

core::Result<void> Record::load_frames() {
  if (!core::equal(loading_.first(std::min(loading_.size(), header.size())), core::as_bytes(header))) return file_.damaged(0);
  std::uint64_t end = header.size();
  bool marked = false;
  while (const auto read = read_frame(loading_.subspan(end))) {
    TRY(take(read->frame, end));
    end += read->size;
    marked = marked || read->durable;
    if (read->frame.kind == RecordFrame::Kind::seal) sealed_ = end;
  }
  if (is_damaged(loading_, end, marked)) return file_.damaged(end);
  torn_ = octets_before_zeros(loading_.subspan(end));
  return file_.resume(end, torn_ == 0);
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
    return file_.damaged(offset, "a signature without what it signs");
  case RecordFrame::Kind::crl: {
    auto& last = crl_numbers_[crl_key(frame)];
    last = std::max(last, number_of(frame.serial));
    return {};
  }
  case RecordFrame::Kind::seal:
    return {};
  }
  return {};
}

core::Result<void> Record::append(const RecordFrame& frame) {
  core::Bytes bytes;
  append_frame(bytes, frame, durable_);
  return file_.append(bytes);
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
    entries.emplace_back(SerialIndex::hash_of(frame.issuer, frame.serial), file_.end() + bytes.size());
    append_frame(bytes, frame, durable_);
  }
  if (!bytes.empty()) TRY(file_.append(bytes));
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
    append_frame(bytes, frames[i], durable_);
    signed_now.push_back(own);
  }
  if (!bytes.empty()) TRY(file_.append(bytes));
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
  const auto offset = file_.end();
  TRY(append(burn));
  index_.insert(SerialIndex::hash_of(burn.issuer, burn.serial), offset);
  return {};
}

core::Result<void> Record::reserve_crl(const RecordFrame& frame) {
  const std::scoped_lock lock(mutex_);
  const auto number = number_of(frame.serial);
  const auto known = crl_numbers_.find(crl_key(frame));
  if (known != crl_numbers_.end() && number <= known->second)
    return core::fail(errors::crl_number_used, {{"number", std::to_string(number)}, {"last", std::to_string(known->second)}});
  TRY(append(frame));
  crl_numbers_[crl_key(frame)] = number;
  return {};
}

core::Result<void> Record::sync() {
  std::uint64_t wanted = 0;
  {
    const std::scoped_lock lock(mutex_);
    wanted = file_.end();
  }
  const std::scoped_lock lock(syncing_);
  if (durable_ >= wanted) return {}; // another thread's write took it along
  return make_durable();
}

core::Result<void> Record::make_durable() {
  std::uint64_t appended = 0;
  {
    const std::scoped_lock lock(mutex_);
    file_.make_room(); // this flush takes the zeros along
    appended = file_.end();
  }
  TRY(file_.flush());
  durable_ = appended;
  return {};
}

bool Record::same_at(std::uint64_t offset, std::string_view issuer, core::ByteView serial) const {
  const auto same = [&](const ReadFrame& read) { return read.frame.issuer == issuer && core::equal(read.frame.serial, serial); };
  if (!loading_.empty()) {
    const auto read = read_frame(loading_.subspan(offset));
    return read && same(*read);
  }
  const auto bytes = file_.frame_at(offset);
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
  auto bytes = TRY(file_.frame_at(offset));
  RecordedCertificate found{core::to_bytes(read_frame(bytes)->frame.content), std::nullopt};
  while (is_signed && !found.signature) { // the signature follows within the same few batches
    offset += bytes.size();
    bytes = TRY(file_.frame_at(offset));
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
