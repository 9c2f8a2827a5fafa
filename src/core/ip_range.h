#pragma once

#include "core/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace core {

/// A block of IPv4 or IPv6 addresses as CIDR writes it (RFC 4632 3.1, RFC 4291 2.3); one address is a block of its own.
class IpRange {
public:
  /// `ip_range_invalid` for what is no address, a prefix that is too long, and bits that are set behind the prefix.
  static Result<IpRange> parse(std::string_view text);
  /// An IPv4 address mapped into IPv6 (`::ffff:192.0.2.1`) counts as the IPv4 address; text that is no address is in no range.
  bool contains(std::string_view address) const;
  /// `192.0.2.0/24`, `2001:db8::/32`, and without the prefix for one address.
  std::string str() const;

private:
  std::array<std::uint8_t, 16> first_{}; ///< IPv4 as mapped into IPv6
  unsigned bits_ = 128;
};

} // namespace core
