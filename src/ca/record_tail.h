#pragma once

#include "core/bytes.h"

#include <cstdint>

namespace ca {

/// Octets of `file` up to the last one that is not zero.
std::size_t octets_before_zeros(core::ByteView file);

/// Whether the record, in which no frame can be read at `bad`, was damaged there. It was not where a power cut explains it: of what was
/// not yet durable, the disk may hold any part without what precedes it. So a whole frame further on proves damage only if everything
/// at `bad` was durable when it was written: by its mark; or by being there, where it has none, since it comes from a record that grew
/// by each append. `marked`: a frame before `bad` has a mark, so that none without one can follow.
bool is_damaged(core::ByteView file, std::uint64_t bad, bool marked);

} // namespace ca
