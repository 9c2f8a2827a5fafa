#pragma once

#include "core/bytes.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace ca {

/// A compact set of (issuer, serial): 16 octets a slot, open addressing. It keeps a hash and where the record has the
/// certificate; equality is asked of the record, so hashes may collide.
class SerialIndex {
public:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t place = 0; ///< offset of the to-be-signed frame << 1 | signed; 0 is a free slot
    std::uint64_t offset() const { return place >> 1; }
    bool is_signed() const { return (place & 1) != 0; }
  };

  SerialIndex() : slots_(1024) {}

  static std::uint64_t hash_of(std::string_view issuer, core::ByteView serial) {
    const std::hash<std::string_view> hash;
    return hash(core::as_text(serial)) ^ (hash(issuer) * 0x9e3779b97f4a7c15ULL);
  }

  /// The slot of that serial; `same` is asked about every slot with an equal hash.
  template <class Predicate>
  Slot* find(std::uint64_t hash, Predicate&& same) {
    for (std::size_t at = hash & mask(); slots_[at].place != 0; at = (at + 1) & mask())
      if (slots_[at].hash == hash && same(slots_[at].offset())) return &slots_[at];
    return nullptr;
  }

  void insert(std::uint64_t hash, std::uint64_t offset) {
    if ((size_ + 1) * 4 > slots_.size() * 3) grow();
    place({hash, offset << 1});
    ++size_;
  }
  std::size_t size() const { return size_; }

private:
  std::size_t mask() const { return slots_.size() - 1; }
  void place(Slot slot) {
    std::size_t at = slot.hash & mask();
    while (slots_[at].place != 0) at = (at + 1) & mask();
    slots_[at] = slot;
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const auto& slot : old)
      if (slot.place != 0) place(slot);
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

} // namespace ca
