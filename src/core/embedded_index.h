#pragma once

#include <cstddef>

namespace core::embedded {

/// A file inside the binary; the table is written by cmake/embed.cmake, sorted by path.
struct Entry {
  const char* path;
  const unsigned char* begin;
  const unsigned char* end;
};
extern const Entry entries[];
extern const std::size_t entry_count;

} // namespace core::embedded
