#include "core/gathering.h"

#include <algorithm>

namespace core {
namespace {

thread_local Gathering* current = nullptr;

} // namespace

Gathering::Gathering() : is_outer_(current == nullptr) {
  if (is_outer_) current = this;
}

Gathering::~Gathering() {
  if (!is_outer_) return;
  current = nullptr;
  for (auto& [whom, tell] : told_) tell();
}

void Gathering::at_end(const void* whom, std::move_only_function<void()> tell) {
  if (current == nullptr) return tell();
  auto& told = current->told_;
  if (std::ranges::none_of(told, [&](const auto& one) { return one.first == whom; })) told.emplace_back(whom, std::move(tell));
}

} // namespace core
