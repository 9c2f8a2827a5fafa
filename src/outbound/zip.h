#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"

#include <span>
#include <string>

namespace outbound {

struct ZipEntry {
  std::string name; ///< ASCII, relative, no `..`
  core::Bytes content;
};

/// A ZIP archive of stored entries, the same bytes for the same input (D01: the bundle for AWS ACM).
core::Result<core::Bytes> write_zip(std::span<const ZipEntry> entries, core::Instant at);

} // namespace outbound
