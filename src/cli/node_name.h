#pragma once

#include "core/result.h"

#include <filesystem>
#include <string>

namespace cli {

/// The name under which a process issues (G02). It is locked while the process lives, so whoever takes it later knows that its
/// former bearer has ended, and may settle at once what that one left open. Several processes on one data directory have a name each.
class NodeName {
public:
  /// The first name of `data`/nodes that is free; a new one where none is.
  static core::Result<NodeName> take(const std::filesystem::path& data);
  NodeName(NodeName&& other) noexcept;
  NodeName& operator=(NodeName&&) = delete;
  ~NodeName();
  const std::string& text() const { return text_; }

private:
  NodeName(int file, std::string text) : file_(file), text_(std::move(text)) {}
  int file_;
  std::string text_;
};

} // namespace cli
