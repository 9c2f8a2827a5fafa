#pragma once

#include <functional>
#include <utility>
#include <vector>

namespace core {

/// While one lives, its thread ends many things of the same kind, and tells others of them once, at its end, instead of waking them for
/// each. Does not nest: an inner one is part of the outer one.
class Gathering {
public:
  Gathering();
  ~Gathering();
  Gathering(const Gathering&) = delete;
  Gathering& operator=(const Gathering&) = delete;

  /// Has `tell` called at the end of the calling thread's gathering, once for each `whom`; at once where there is none. `tell` must not
  /// throw.
  static void at_end(const void* whom, std::move_only_function<void()> tell);

private:
  std::vector<std::pair<const void*, std::move_only_function<void()>>> told_;
  bool is_outer_;
};

} // namespace core
