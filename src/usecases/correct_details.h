#pragma once

#include "usecases/consent_page.h"

namespace usecases {

struct DetailCorrection {
  std::optional<std::string> phone;
  std::optional<std::string> title;
  std::optional<std::string> message;
};
BOOST_DESCRIBE_STRUCT(DetailCorrection, (), (phone, title, message))

/// What the page's person says about the details on record: a note to the staff, who settle it; nothing is changed by it.
core::Result<ConsentPage> correct_details(World& world, const Actor& actor, const DetailCorrection& correction);

} // namespace usecases
