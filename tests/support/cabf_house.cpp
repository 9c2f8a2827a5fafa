#include "support/cabf_house.h"

#include "support/perspectives.h"

namespace support {

constexpr int honest = 4;

struct CabfHouse::Elsewhere {
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

CabfHouse::CabfHouse() : elsewhere_(std::make_unique<Elsewhere>()) {
  house_ = std::make_unique<House>(HouseOptions{.configure = [this](core::Config& config) {
    config.ca.rules = "cabf";
    elsewhere_->start(config);
  }});
  house_->import_register("nta/extract_utf8.csv");
}
CabfHouse::~CabfHouse() = default;

House& cabf_house() {
  static CabfHouse shared;
  return *shared;
}

} // namespace support
