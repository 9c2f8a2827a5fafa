#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "outbound/caa.h"
#include "outbound/contact_lookup.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace outbound {

/// The TXT record of BR 3.2.2.4.7. Where the proof of `fqdn` stands at the target of its CNAME, the CNAME is looked at, too.
struct TxtLook {
  std::string fqdn;
  std::string authorization_domain;
  std::string value;
  friend bool operator==(const TxtLook&, const TxtLook&) = default;
};

/// The file of BR 3.2.2.4.18.
struct WebLook {
  std::string fqdn;
  std::string file;
  std::string value;
  friend bool operator==(const WebLook&, const WebLook&) = default;
};

/// CAA for each name of a certificate.
struct CaaLook {
  std::vector<CaaQuestion> questions;
  std::vector<std::string> issuer_domains;
};

/// The mail addresses that a domain's own records name as its contacts (BR App. A); the CNAME of `fqdn` as in a TxtLook.
struct ContactLook {
  std::string fqdn;
  std::string domain;
  ContactSource source{};
};

/// Whether the proof of a name may stand at a domain: at or above it, or where its CNAME leads (BR 3.2.2.4).
struct CnameLook {
  std::string fqdn;
  std::string domain;
};

/// What a network perspective is asked to look at (BR 3.2.2.9).
using Look = std::variant<TxtLook, WebLook, CaaLook, ContactLook, CnameLook>;

/// What it saw of one thing: of a CAA look there is one for each question, of any other exactly one.
struct Sighting {
  bool agrees = false;            ///< the value was there; CAA permits; a contact was found
  bool restricted = false;        ///< CAA permits by account or method (RFC 8657): for no other question
  std::uint32_t fresh_for = 0;    ///< seconds that a CAA answer may be relied on (BR 4.2.2.1)
  std::string result;             ///< `agrees`, or an error's code
  std::vector<std::string> found; ///< contacts
  std::string evidence;           ///< the queries made and their answers, one a line
};

/// A question on its way; docs/formats/perspective.md.
struct LookRequest {
  std::string perspective; ///< the name of who is asked
  std::string nonce;       ///< 32 hexadecimal digits, never used twice
  std::int64_t at = 0;     ///< seconds of UTC
  Look look;
};
struct LookReply {
  std::string perspective;
  std::string nonce;
  std::vector<Sighting> sightings;
};

/// The messages as JSON. Parsing takes nothing but what encoding makes: `perspective_message_invalid`.
std::string encode(const LookRequest& request);
std::string encode(const LookReply& reply);
core::Result<LookRequest> parse_look_request(std::string_view json);
core::Result<LookReply> parse_look_reply(std::string_view json);

/// HMAC-SHA-256 in hexadecimal over a request, and over the reply to the request with that nonce.
std::string request_mac(core::ByteView key, std::string_view body);
std::string reply_mac(core::ByteView key, std::string_view nonce, std::string_view body);
/// Compared in constant time.
bool mac_matches(std::string_view expected, std::string_view shown);

/// The key in a file's text: 32 or more visible characters; `perspective_key_invalid` otherwise.
core::Result<core::Bytes> parse_perspective_key(std::string_view text, const std::string& path);

inline constexpr std::string_view perspective_path = "/perspective/v1/looks";
inline constexpr std::string_view perspective_mac_header = "Shomei-Mac";
inline constexpr std::size_t most_questions = 250;

} // namespace outbound
