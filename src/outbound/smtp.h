#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace outbound {

struct MailAddress {
  std::string name; ///< UTF-8, may be empty
  std::string address;
};

struct Attachment {
  std::string file_name; ///< UTF-8; written by RFC 2231
  std::string content_type;
  core::Bytes content;
};

/// A plain-text mail. `message_id` is chosen by the outbox, so that a retry is the same mail.
struct MailMessage {
  MailAddress from;
  std::vector<MailAddress> to;
  std::string reply_to;
  std::string subject;
  std::string body; ///< UTF-8 with LF line ends
  std::vector<Attachment> attachments;
  std::string message_id; ///< without angle brackets; made from random bits when empty
  std::string language;   ///< `ja` or `en` (Content-Language)
};

/// RFC 5322 text with CRLF line ends, ASCII only: encoded words of at most 75 characters (RFC 2047), parameters
/// by RFC 2231, body lines of at most 76 characters in base64 or quoted-printable. Pure.
std::string compose_mail(const MailMessage& message, core::Instant now);
/// A header value in which non-ASCII text is encoded words; CR, LF and controls are dropped.
/// `used` is what the header's name already takes of the first line.
std::string encode_header(std::string_view text, std::size_t used = 0);

/// Config section `[mail]`.
struct SmtpSettings {
  std::string url = "smtp://127.0.0.1:25"; ///< or `smtps://`
  std::string user{};                      ///< with one, TLS with a trusted certificate is required
  std::string password{};
  bool require_tls = false; ///< otherwise STARTTLS is used where offered, whatever the certificate
  std::string ca_file{};    ///< for private mail servers; empty means the system's
  std::string helo = "localhost";
  std::chrono::milliseconds timeout{30'000};
};

/// Hands mail to the configured server. Thread-safe; blocks.
class SmtpClient {
public:
  explicit SmtpClient(SmtpSettings settings) : settings_(std::move(settings)) {}
  /// Success once the server has taken the message. `mail_not_sent` (temporary: try again) or `mail_refused`
  /// (a 5xx answer: do not), the server's words in the `answer` parameter.
  core::Result<void> send(const MailMessage& message, core::Instant now) const;

private:
  SmtpSettings settings_;
};

} // namespace outbound
