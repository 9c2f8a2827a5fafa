#pragma once

#include "core/result.h"
#include "outbound/resolver.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace outbound {

/// Which records of a domain name its contacts (BR App. A.1.1, A.2.1).
enum class ContactSource : std::uint8_t { txt_email, caa_email };

/// A mail address that a domain's own DNS names as its contact.
struct DnsContact {
  std::string address; ///< as the record writes it; whether it is an address is the caller's to judge
  std::string domain;  ///< whose record it is
};
/// What the look-ups found. One that failed or is bogus leaves no contact at all (BR 4.2.2.2).
struct ContactLookup {
  std::vector<DnsContact> contacts;
  std::optional<core::Error> error;
  std::string evidence; ///< the queries made and their answers, one a line
};

/// By `caa_email`, the `contactemail` properties of the first of `domains`, nearest first, that has CAA records (BR 3.2.2.4.13, RFC 8659
/// 3). By `txt_email`, the TXT records of `_validation-contactemail` below each of them; the whole record is the address (BR 3.2.2.4.14).
ContactLookup look_up_contacts(Resolver& resolver, ContactSource source, std::span<const std::string> domains);

} // namespace outbound
