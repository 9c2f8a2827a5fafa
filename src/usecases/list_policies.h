#pragma once

#include "usecases/world.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace usecases {

/// A dated industry rule with where it comes from.
struct Policy {
  std::string id;
  std::string scope;
  std::string level;
  std::string operator_;
  std::string value;
  std::string unit;
  std::optional<core::Instant> from;
  std::optional<core::Instant> until;
  std::string authority;
  std::string section;
  std::string source; ///< the authority's full name and section
  std::string note;
};
BOOST_DESCRIBE_STRUCT(Policy, (), (id, scope, level, operator_, value, unit, from, until, authority, section, source, note))

/// Every rule that this installation is bound to at an instant.
std::vector<Policy> list_policies(const World& world, core::Instant at);

} // namespace usecases
