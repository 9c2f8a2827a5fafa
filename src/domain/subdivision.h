#pragma once

#include <string_view>

namespace domain {

/// `US-DE` is `Delaware`: the states of the USA and the provinces of Canada, which register companies themselves (ISO 3166-2); empty for
/// other codes.
std::string_view subdivision_name(std::string_view iso_code);

} // namespace domain
