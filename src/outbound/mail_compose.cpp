#include "core/crypto.h"
#include "core/text.h"
#include "outbound/smtp.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace outbound {
namespace {

constexpr std::size_t line_size = 76;         // RFC 2045 6.7, 6.8
constexpr std::size_t encoded_word_size = 75; // RFC 2047 2
constexpr std::string_view word_start = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

/// One line without controls: nothing in a value can begin another header.
std::string one_line(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (!control)
      result += c;
    else if (c == '\n' || c == '\t')
      result += ' ';
  }
  return core::trim(result);
}

/// The bytes of the UTF-8 character at `at`.
std::size_t character_size(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80) ++size;
  return size;
}

std::size_t encoded_size(std::size_t bytes) { return word_start.size() + (bytes + 2) / 3 * 4 + word_end.size(); }

std::string encoded_words(std::string_view text, std::size_t used) {
  std::string result;
  std::string part;
  const auto flush = [&] {
    result += fmt::format("{}{}{}{}", result.empty() ? "" : "\r\n ", word_start, core::to_base64(core::as_bytes(part)), word_end);
    part.clear();
    used = 1;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto size = character_size(text, at);
    const auto room = std::min(encoded_word_size, line_size > used ? line_size - used : 0);
    if (encoded_size(part.size() + size) > room && !part.empty()) flush();
    part += text.substr(at, size);
    at += size;
  }
  flush();
  return result;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  return result + "\"";
}

/// An ASCII value folded at spaces; what has none stays whole.
std::string folded(std::string_view text, std::size_t used) {
  std::string result;
  for (const auto& word : core::split(text, ' ')) {
    if (word.empty()) continue;
    const bool fold = !result.empty() && used + 1 + word.size() > line_size;
    if (!result.empty()) result += fold ? "\r\n " : " ";
    used = fold ? 1 + word.size() : used + 1 + word.size();
    result += word;
  }
  return result;
}

std::string address_of(const MailAddress& address, std::size_t used) {
  const auto name = one_line(address.name);
  auto mailbox = one_line(address.address);
  if (name.empty()) return mailbox;
  if (is_ascii(name)) return fmt::format("{} <{}>", quoted(name), mailbox);
  // One word where it fits: some readers show the blank between two words of a name.
  const bool next_line = encoded_size(name.size()) <= encoded_word_size && used + encoded_size(name.size()) > line_size;
  return fmt::format("{}{}\r\n <{}>", next_line ? "\r\n " : "", encoded_words(name, next_line ? 1 : used), mailbox);
}

std::string recipients(const std::vector<MailAddress>& addresses) {
  std::string result;
  for (const auto& address : addresses) result += (result.empty() ? "" : ",\r\n ") + address_of(address, 4);
  return result;
}

/// RFC 5322 3.3, in UTC.
std::string date_of(core::Instant now) {
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{now - day};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", days[std::chrono::weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string message_id_of(const MailMessage& message) {
  if (!message.message_id.empty()) return one_line(message.message_id);
  const auto at = message.from.address.find('@');
  const auto domain = at == std::string::npos ? "localhost" : one_line(message.from.address.substr(at + 1));
  return core::random_token(128) + "@" + domain;
}

std::string base64_lines(core::ByteView bytes) {
  std::string result;
  const auto text = core::to_base64(bytes);
  for (std::size_t at = 0; at < text.size(); at += line_size) result += text.substr(at, line_size) + "\r\n";
  return result;
}

/// RFC 2045 6.7; LF in, CRLF out.
std::string quoted_printable(std::string_view text) {
  std::string result;
  std::size_t column = 0;
  const auto add = [&](std::string_view piece) {
    if (column + piece.size() > line_size - 1) {
      result += "=\r\n";
      column = 0;
    }
    result += piece;
    column += piece.size();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
    const bool plain = (c > 0x20 && c < 0x7F && c != '=') || (c == ' ' && !ends_line);
    if (c == '\n') {
      result += "\r\n";
      column = 0;
    } else if (plain) {
      add(std::string_view(&text[i], 1));
    } else {
      add(fmt::format("={:02X}", c));
    }
  }
  return result;
}

std::string crlf(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

std::string text_part(std::string_view body) {
  std::string text;
  std::ranges::copy_if(body, std::back_inserter(text), [](char c) { return c != '\r'; });
  if (!text.ends_with('\n')) text += '\n';
  const auto foreign = std::ranges::count_if(text, [](unsigned char c) { return c >= 0x80; });
  const bool mostly_ascii = static_cast<std::size_t>(foreign) * 6 < text.size();
  return fmt::format("Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: {}\r\n\r\n{}",
                     mostly_ascii ? "quoted-printable" : "base64",
                     mostly_ascii ? quoted_printable(text) : base64_lines(core::as_bytes(crlf(text))));
}

/// `filename*` of RFC 2231, continued (`filename*0*`) where it is long.
std::string file_name_parameter(std::string_view name) {
  std::vector<std::string> pieces{"UTF-8''"};
  for (std::size_t at = 0; at < name.size();) {
    const auto size = character_size(name, at);
    std::string character;
    for (const char c : name.substr(at, size)) {
      const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_';
      character +=
          plain && static_cast<unsigned char>(c) < 0x80 ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    if (pieces.back().size() + character.size() > 60) pieces.emplace_back();
    pieces.back() += character;
    at += size;
  }
  if (pieces.size() == 1) return ";\r\n filename*=" + pieces[0];
  std::string result;
  for (std::size_t i = 0; i < pieces.size(); ++i) result += fmt::format(";\r\n filename*{}*={}", i, pieces[i]);
  return result;
}

std::string attachment_part(const Attachment& attachment) {
  return fmt::format("Content-Type: {}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment{}\r\n\r\n{}",
                     one_line(attachment.content_type), file_name_parameter(one_line(attachment.file_name)),
                     base64_lines(attachment.content));
}

std::string multipart(const MailMessage& message) {
  const auto boundary = "=_" + core::sha256_hex(core::as_bytes(message.body + message.message_id)).substr(0, 32);
  auto result =
      fmt::format("Content-Type: multipart/mixed; boundary=\"{}\"\r\n\r\n--{}\r\n{}", boundary, boundary, text_part(message.body));
  for (const auto& attachment : message.attachments) result += fmt::format("\r\n--{}\r\n{}", boundary, attachment_part(attachment));
  return result + fmt::format("\r\n--{}--\r\n", boundary);
}

} // namespace

std::string encode_header(std::string_view text, std::size_t used) {
  const auto line = one_line(text);
  if (line.empty()) return {};
  const bool looks_encoded = line.contains("=?");
  const auto words = core::split(line, ' ');
  const bool foldable = std::ranges::all_of(words, [](const auto& word) { return word.size() < line_size; });
  return is_ascii(line) && !looks_encoded && foldable ? folded(line, used) : encoded_words(line, used);
}

std::string compose_mail(const MailMessage& message, core::Instant now) {
  std::string text;
  const auto header = [&text](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("{}: {}\r\n", name, value);
  };
  header("Date", date_of(now));
  header("From", address_of(message.from, 6));
  header("To", recipients(message.to));
  header("Reply-To", one_line(message.reply_to));
  header("Message-ID", fmt::format("<{}>", message_id_of(message)));
  header("Subject", encode_header(message.subject, 9));
  header("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office replies
  header("Content-Language", one_line(message.language));
  header("MIME-Version", "1.0");
  return text + (message.attachments.empty() ? text_part(message.body) : multipart(message));
}

} // namespace outbound
