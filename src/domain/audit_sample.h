#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// Per cent of a population, rounded up; at least one where there is any (BR 8.7, EVG 8.1.1).
std::size_t sample_size(std::size_t population, int percent);
/// The ids of a sample in its order: by SHA-256 over the seed and the id, so that whoever has both draws the same
/// (docs/formats/audit-sample.md).
std::vector<std::string> draw_sample(std::vector<std::string> ids, std::string_view seed, int percent);

} // namespace domain
