#pragma once

#include "core/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace domain {

/// A mailbox `local@domain` (RFC 5321 4.1.2 dot-string; a domain, not an address literal). The domain is kept in
/// lower-case ASCII.
class EmailAddress {
public:
  /// Accepts full-width characters and an internationalized domain; refuses quoted locals, spaces and anything CR/LF.
  static core::Result<EmailAddress> parse(std::string_view text);
  static EmailAddress stored(std::string text) { return EmailAddress(std::move(text)); }

  const std::string& str() const { return text_; }
  std::string local() const { return text_.substr(0, text_.rfind('@')); }
  std::string domain() const { return text_.substr(text_.rfind('@') + 1); }
  /// Lower case throughout: two spellings of one person's mailbox.
  std::string key() const;
  friend auto operator<=>(const EmailAddress&, const EmailAddress&) = default;

private:
  explicit EmailAddress(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// An address as a stranger who may know it recognizes it: `s***@aozora.test`.
std::string masked(const EmailAddress& address);

} // namespace domain
