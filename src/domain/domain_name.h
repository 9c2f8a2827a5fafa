#pragma once

#include "core/result.h"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// A fully qualified name fit for a certificate (A05, BR 7.1.2.7.12): lower-case LDH labels or P-labels, no trailing
/// dot, not an address, not a public suffix, not internal; perhaps a wildcard in the whole left-most label.
class DomainName {
public:
  /// Accepts Unicode and any case, full-width forms and the ideographic full stop; one trailing dot is dropped.
  static core::Result<DomainName> parse(std::string_view text);
  /// For values this program stored itself.
  static DomainName stored(std::string text) { return DomainName(std::move(text)); }

  /// As it stands in a certificate: ASCII, lower case, with `*.` where it is a wildcard.
  const std::string& str() const { return text_; }
  /// As people read it.
  std::string unicode() const;
  bool is_wildcard() const { return text_.starts_with("*."); }
  /// `example.co.jp` of `*.example.co.jp`.
  DomainName without_wildcard() const { return DomainName(is_wildcard() ? text_.substr(2) : text_); }
  /// One label below the public suffix (ICANN section): `example.co.jp` of `www.example.co.jp`.
  DomainName base_domain() const;
  /// Whether a certificate for this name serves `other`: the same name, or a wildcard one label above.
  bool covers(const DomainName& other) const;
  /// The same name or one below `ancestor`, label-wise; wildcards count as the name they stand on.
  bool is_at_or_below(const DomainName& ancestor) const;
  /// The name and its parents down to the base domain, nearest first: where a validation may stand (BR 3.2.2.4).
  std::vector<DomainName> authorization_candidates() const;

  friend auto operator<=>(const DomainName&, const DomainName&) = default;

private:
  explicit DomainName(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// Loads an operator's newer public suffix list; without it the system's is used.
core::Result<void> load_public_suffix_list(const std::string& path);
/// Whether an ASCII name is a public suffix of the ICANN section.
bool is_public_suffix(std::string_view ascii_name);
/// Whether the name's top level domain stands in the list's ICANN section, as those of the IANA root zone do
/// (BR 4.2.2).
bool is_registered_top_level(std::string_view ascii_name);

} // namespace domain
