#include "domain/audit_sample.h"

#include "core/crypto.h"

#include <algorithm>
#include <span>

namespace domain {

std::size_t sample_size(std::size_t population, int percent) { return (population * static_cast<std::size_t>(percent) + 99) / 100; }

std::vector<std::string> draw_sample(std::vector<std::string> ids, std::string_view seed, int percent) {
  std::vector<std::pair<core::Sha256, std::string>> places;
  places.reserve(ids.size());
  for (auto& id : ids) {
    const auto place = core::sha256(core::as_bytes(std::string(seed) + id));
    places.emplace_back(place, std::move(id));
  }
  const auto size = static_cast<std::ptrdiff_t>(sample_size(places.size(), percent));
  std::ranges::partial_sort(places, places.begin() + size);
  std::vector<std::string> drawn;
  for (auto& [place, id] : std::span(places).first(static_cast<std::size_t>(size))) drawn.push_back(std::move(id));
  return drawn;
}

} // namespace domain
