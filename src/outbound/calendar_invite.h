#pragma once

#include "core/clock.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace outbound {

/// An appointment as calendars exchange it (RFC 5545, RFC 5546): a request, or its cancellation.
struct CalendarInvite {
  bool cancelled = false;
  std::string uid;
  std::int64_t sequence = 0; ///< one more with each change of the same appointment
  core::Instant stamp{};
  core::Instant starts{};
  core::Instant ends{};
  std::string summary;
  std::string description;
  std::string organizer_name;
  std::string organizer_mail;
  std::string attendee_name;
  std::string attendee_mail;
  std::string language; ///< `ja` or `en`
};

/// The text of the invitation: CRLF line ends, lines of at most 75 octets folded between characters, times in UTC. Pure.
std::string compose_invite(const CalendarInvite& invite);
/// Its media type, with the method that RFC 6047 wants there too.
std::string_view invite_content_type(bool cancelled);

} // namespace outbound
