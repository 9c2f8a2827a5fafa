#pragma once

#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>

/// Named places at which crash tests kill a process: `SHOMEI_FAULT=point:N` kills it the N-th time it gets there. With
/// `SHOMEI_FAULT_ONCE=file` only the one process dies that can make the file; its successors, with the same environment, live.
namespace core::fault {

struct Plan {
  std::string point;
  long count = 1;
};

inline std::optional<Plan> read_plan() {
  const char* text = std::getenv("SHOMEI_FAULT");
  if (text == nullptr) return std::nullopt;
  const std::string_view view(text);
  const auto colon = view.rfind(':');
  Plan plan{std::string(view.substr(0, colon)), 1};
  if (colon != std::string_view::npos) std::from_chars(view.data() + colon + 1, view.data() + view.size(), plan.count);
  return plan;
}

inline bool is_first_to_die() {
  const char* mark = std::getenv("SHOMEI_FAULT_ONCE");
  return mark == nullptr || ::open(mark, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) >= 0;
}

/// Whether the plan names this very visit; one comparison of a bool where there is no plan.
inline bool due(std::string_view point) {
  static const std::optional<Plan> plan = read_plan();
  static std::atomic<long> visits{0};
  return plan && plan->point == point && ++visits == plan->count && is_first_to_die();
}

[[noreturn]] inline void die() {
  ::kill(::getpid(), SIGKILL);
  ::_exit(137);
}

/// Dies as by `kill -9` when the plan says so.
inline void point(std::string_view name) {
  if (due(name)) die();
}

} // namespace core::fault
