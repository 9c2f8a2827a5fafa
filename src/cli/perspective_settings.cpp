#include "cli/perspective_settings.h"

#include "cli/errors.h"
#include "cli/installation.h"
#include "core/time.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace cli {
namespace {

constexpr auto look_ahead = std::chrono::days{180};
constexpr std::string_view profile = "tls.ov"; // every TLS profile asks for the same
constexpr double least_distance = 500;

struct Place {
  std::string name;
  std::string location;
};

std::vector<Place> places_of(const core::Config& config) {
  std::vector<Place> places;
  if (!config.perspectives.empty()) places.push_back({"dns.location", config.dns.location});
  for (const auto& perspective : config.perspectives) places.push_back({perspective.name, perspective.location});
  return places;
}

std::optional<core::Error> too_near(const Place& first, const Place& second) {
  const auto from = core::parse_location(first.location);
  const auto to = core::parse_location(second.location);
  if (!from || !to) return std::nullopt;
  const auto distance = core::kilometres_between(*from, *to);
  if (distance >= least_distance) return std::nullopt;
  const core::Params params{{"first", first.name}, {"second", second.name}, {"km", std::to_string(std::lround(std::floor(distance)))}};
  return core::Error{errors::config_perspectives_near, params, {}, {}};
}

void add_distances(const core::Config& config, std::vector<core::Error>& out) {
  const auto places = places_of(config);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].location.empty()) out.push_back({errors::config_perspective_location_absent, {{"name", places[i].name}}, {}, {}});
    for (std::size_t k = i + 1; k < places.size(); ++k)
      if (auto near = too_near(places[i], places[k])) out.push_back(std::move(*near));
  }
}

/// The first instant, from now on, at which more are asked for than there are.
void add_count(const core::Config& config, const policy::RuleSet& rules, core::Instant now, std::vector<core::Error>& out) {
  auto instants = rules.boundaries();
  std::erase_if(instants, [&](core::Instant at) { return at <= now || at > now + look_ahead; });
  instants.insert(instants.begin(), now);
  for (const auto at : instants) {
    const auto asked = rules.mpic(profile, at);
    if (!asked.blocking || config.perspectives.size() >= static_cast<std::size_t>(asked.remotes)) continue;
    out.push_back({errors::config_perspectives_few,
                   {{"configured", std::to_string(config.perspectives.size())},
                    {"needed", std::to_string(asked.remotes)},
                    {"date", core::to_rfc3339(at).substr(0, 10)}},
                   {},
                   {}});
    return;
  }
}

void add_regions(const core::Config& config, const policy::RuleSet& rules, core::Instant now, std::vector<core::Error>& out) {
  std::set<std::string_view> regions;
  for (const auto& perspective : config.perspectives) regions.insert(perspective.region);
  const auto needed = rules.mpic(profile, now).rir_regions;
  if (config.perspectives.empty() || regions.size() >= static_cast<std::size_t>(needed)) return;
  out.push_back(
      {errors::config_perspective_regions, {{"regions", std::to_string(regions.size())}, {"needed", std::to_string(needed)}}, {}, {}});
}

} // namespace

core::Result<std::vector<outbound::PerspectiveAddress>> perspective_addresses(const core::Config& config) {
  std::vector<outbound::PerspectiveAddress> out;
  for (const auto& one : config.perspectives) {
    const auto file = config.directory / one.key_file;
    auto key = TRY(outbound::parse_perspective_key(core::as_text(TRY(read_file(file))), file.string()));
    out.push_back({one.name, one.region, one.url, one.pin, std::move(key)});
  }
  return out;
}

std::vector<core::Error> perspective_warnings(const core::Config& config, const policy::RuleSet& rules, core::Instant now) {
  std::vector<core::Error> out;
  add_count(config, rules, now, out);
  add_regions(config, rules, now, out);
  add_distances(config, out);
  return out;
}

} // namespace cli
