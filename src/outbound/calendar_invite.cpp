#include "outbound/calendar_invite.h"

#include <fmt/format.h>

namespace outbound {
namespace {

constexpr std::size_t line_octets = 75; // RFC 5545 3.1

/// RFC 5545 3.1: a long line goes on after CRLF and a blank; never inside a character.
std::string folded(std::string_view line) {
  std::string result;
  std::size_t room = line_octets;
  while (line.size() > room) {
    auto cut = room;
    while ((static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    result += std::string(line.substr(0, cut)) + "\r\n ";
    line.remove_prefix(cut);
    room = line_octets - 1;
  }
  return result + std::string(line) + "\r\n";
}

/// RFC 5545 3.3.11.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n')
      result += "\\n";
    else if (c == '\\' || c == ';' || c == ',')
      result += std::string{'\\', c};
    else if (static_cast<unsigned char>(c) >= 0x20)
      result += c;
  }
  return result;
}

/// A quoted parameter value; RFC 5545 3.2 has no way to write a quote in it, so it becomes an apostrophe.
std::string parameter(std::string_view text) {
  std::string result = "\"";
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) result += c == '"' ? '\'' : c;
  return result + "\"";
}

std::string utc(core::Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string mailbox(std::string_view address) {
  std::string result = "mailto:";
  for (const char c : address)
    if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) result += c;
  return result;
}

std::string event_lines(const CalendarInvite& invite) {
  std::string text;
  const auto line = [&text](std::string_view content) { text += folded(content); };
  line("BEGIN:VEVENT");
  line("UID:" + escaped(invite.uid));
  line(fmt::format("SEQUENCE:{}", invite.sequence));
  line("DTSTAMP:" + utc(invite.stamp));
  line("DTSTART:" + utc(invite.starts));
  line("DTEND:" + utc(invite.ends));
  line(fmt::format("SUMMARY;LANGUAGE={}:{}", invite.language, escaped(invite.summary)));
  line(fmt::format("DESCRIPTION;LANGUAGE={}:{}", invite.language, escaped(invite.description)));
  line(fmt::format("ORGANIZER;CN={}:{}", parameter(invite.organizer_name), mailbox(invite.organizer_mail)));
  line(fmt::format("ATTENDEE;CN={};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:{}", parameter(invite.attendee_name),
                   mailbox(invite.attendee_mail)));
  line(invite.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  line("TRANSP:OPAQUE");
  line("END:VEVENT");
  return text;
}

} // namespace

std::string compose_invite(const CalendarInvite& invite) {
  const std::string method = invite.cancelled ? "CANCEL" : "REQUEST";
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Shomei//Vetting desk//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:" + method + "\r\n" +
         event_lines(invite) + "END:VCALENDAR\r\n";
}

std::string_view invite_content_type(bool cancelled) {
  return cancelled ? "text/calendar; charset=UTF-8; method=CANCEL" : "text/calendar; charset=UTF-8; method=REQUEST";
}

} // namespace outbound
