#include "core/embedded.h"

#include "core/embedded_index.h"

#include <algorithm>

namespace core::embedded {

std::optional<ByteView> file(std::string_view path) {
  const std::span<const Entry> all(entries, entry_count);
  const auto found = std::ranges::find_if(all, [&](const Entry& entry) { return path == entry.path; });
  if (found == all.end()) return std::nullopt;
  return ByteView(found->begin, found->end);
}

std::vector<std::string_view> files_below(std::string_view folder) {
  std::vector<std::string_view> out;
  for (const auto& entry : std::span<const Entry>(entries, entry_count)) {
    const std::string_view path = entry.path;
    if (path.starts_with(folder) && (folder.ends_with('/') || path.substr(folder.size()).starts_with('/'))) out.push_back(path);
  }
  std::ranges::sort(out);
  return out;
}

} // namespace core::embedded
