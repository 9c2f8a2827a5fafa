#include "support/cabf_house.h"

#include "support/perspectives.h"

namespace support {
namespace {

constexpr int honest = 4;

/// What the perspectives need; lives as long as the house.
struct Elsewhere {
  RemotePerspectives remote;
  Knot empty;

  void start(core::Config& config) {
    for (int i = 0; i < honest; ++i) remote.start({config.dns.stubs, config.dns.trust_anchor});
    empty.start();
    remote.start({empty.stubs(), empty.trust_anchor_file()});
    config.perspectives = remote.config();
    config.dns.location = "-36.85, 174.76";
  }
};

} // namespace

House& cabf_house() {
  static Elsewhere elsewhere;
  static House house({.configure = [](core::Config& config) {
    config.ca.rules = "cabf";
    elsewhere.start(config);
  }});
  static const bool filled = (house.import_register("nta/extract_utf8.csv"), true);
  static_cast<void>(filled);
  return house;
}

} // namespace support
