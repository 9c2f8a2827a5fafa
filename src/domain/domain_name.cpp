#include "domain/domain_name.h"

#include "core/errors.h"
#include "core/text.h"
#include "core/unicode.h"
#include "domain/errors.h"

#include <idn2.h>
#include <libpsl.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <mutex>

namespace domain {
namespace {

using core::fail;
using core::Result;

constexpr std::size_t max_name = 253;
constexpr std::size_t max_label = 63;

struct FreeList {
  void operator()(psl_ctx_t* list) const { psl_free(list); }
};
using SuffixList = std::shared_ptr<const psl_ctx_t>; // swapped while readers still hold the old one

std::mutex& list_mutex() {
  static std::mutex mutex;
  return mutex;
}

SuffixList& list_slot() {
  static SuffixList list{psl_latest(nullptr), FreeList{}};
  return list;
}

SuffixList suffix_list() {
  const std::lock_guard lock(list_mutex());
  return list_slot();
}

/// PSL_TYPE_ICANN alone: names that companies hand out privately are not registries (BR 3.2.2.6).
bool is_suffix(const psl_ctx_t* list, const char* name) { return psl_is_public_suffix2(list, name, PSL_TYPE_ICANN) == 1; }

core::Failure refuse(core::ErrorCode code, std::string_view name) { return fail(code, {{"name", std::string(name.substr(0, 260))}}); }

/// Letters, digits, hyphens and dots without an A-label: UTS 46 changes nothing in such a name, and its checks are made here too.
bool is_plain(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  return std::ranges::all_of(name, plain) && name.find("xn--") == std::string_view::npos;
}

/// UTS 46 by libidn2. IDN2_USE_STD3_ASCII_RULES is never set: it drops forbidden characters silently, so labels are
/// checked here, on the output.
Result<std::string> to_ascii(const std::string& text) {
  auto lower = core::to_lower_ascii(text);
  if (is_plain(lower)) return lower;
  char* output = nullptr;
  const int result = idn2_to_ascii_8z(text.c_str(), &output, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
  const std::unique_ptr<char, decltype(&std::free)> owned{output, &std::free};
  if (result == IDN2_TOO_BIG_DOMAIN || result == IDN2_TOO_BIG_LABEL) return refuse(errors::domain_name_too_long, text);
  if (result != IDN2_OK) return refuse(errors::domain_name_invalid, text);
  return core::to_lower_ascii(output);
}

bool is_ldh(std::string_view label) {
  return std::ranges::all_of(label, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// BR 7.1.2.7.12: a P-label, or an LDH label without hyphens in third and fourth place.
bool is_label(std::string_view label) {
  if (label.empty() || !is_ldh(label) || label.front() == '-' || label.back() == '-') return false;
  return label.size() < 4 || label.substr(2, 2) != "--" || label.starts_with("xn--");
}

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

Result<void> check_labels(std::string_view name) {
  if (name.size() > max_name) return refuse(errors::domain_name_too_long, name);
  const auto labels = core::split(name, '.');
  for (const auto& label : labels) {
    if (label.size() > max_label) return refuse(errors::domain_name_too_long, name);
    if (!is_label(label)) return refuse(errors::domain_name_invalid, name);
  }
  if (is_digits(labels.back())) return refuse(errors::domain_name_is_ip_address, name);
  if (labels.size() == 1) return refuse(errors::domain_name_internal, name);
  return {};
}

/// Names of private networks (RFC 6761, RFC 6762, RFC 9476) and Tor; whether a top level domain must be a registered
/// one is a rule of the rule set (`name.internal`).
bool is_internal(std::string_view name) {
  constexpr std::array<std::string_view, 12> special{"local", "localhost", "localdomain", "internal", "intranet", "lan",
                                                     "home",  "corp",      "private",     "invalid",  "onion",    "alt"};
  const auto top = name.substr(name.rfind('.') + 1);
  return std::ranges::find(special, top) != special.end();
}

bool ends_with_label(std::string_view name, std::string_view ending) {
  return name == ending || (name.ends_with(ending) && name[name.size() - ending.size() - 1] == '.');
}

Result<void> check_place(std::string_view name, bool wildcard) {
  if (ends_with_label(name, "in-addr.arpa") || ends_with_label(name, "ip6.arpa")) return refuse(errors::domain_name_reverse_zone, name);
  if (is_internal(name)) return refuse(errors::domain_name_internal, name);
  if (is_public_suffix(name)) return refuse(wildcard ? errors::wildcard_public_suffix : errors::domain_name_public_suffix, name);
  return {};
}

/// `*.` is split off first: libidn2 must not see it. Full-width stars and dots count as theirs.
Result<bool> take_wildcard(std::string& text) {
  const auto star = text.find('*');
  if (star == std::string::npos) return false;
  const auto first_dot = text.find('.');
  if (star > 0 && first_dot != std::string::npos && star > first_dot) return refuse(errors::wildcard_position, text);
  if (!text.starts_with("*.")) return refuse(errors::wildcard_partial, text);
  if (text.find('*', 1) != std::string::npos) return refuse(errors::wildcard_position, text);
  text.erase(0, 2);
  return true;
}

/// Width is folded and the ideographic full stops become dots, as UTS 46 does, which also judges what nobody sees (a joiner may belong to
/// the name).
std::string prepare(std::string_view typed) {
  auto out = core::trim(typed);
  if (!std::ranges::all_of(out, [](char c) { return static_cast<unsigned char>(c) < 0x80; }) && !core::find_invisible(out)) {
    auto text = core::to_utf32(core::fold_width(out));
    std::ranges::replace(text, U'。', U'.');
    out = core::to_utf8(text);
  }
  if (out.ends_with('.') && !out.ends_with("..")) out.pop_back();
  return out;
}

} // namespace

Result<DomainName> DomainName::parse(std::string_view typed) {
  if (typed.size() > 1024) return refuse(errors::domain_name_too_long, typed);
  if (!core::is_utf8(typed) || core::has_control_characters(typed)) return refuse(errors::domain_name_invalid, "?");
  auto text = prepare(typed);
  const bool wildcard = TRY(take_wildcard(text));
  if (text.empty()) return refuse(errors::domain_name_invalid, typed);
  if (text.find(':') != std::string::npos && text.find_first_not_of("0123456789abcdefABCDEF:.[]%") == std::string::npos)
    return refuse(errors::domain_name_is_ip_address, typed);
  const auto ascii = TRY(to_ascii(text));
  TRY(check_labels(ascii));
  TRY(check_place(ascii, wildcard));
  if (wildcard && ascii.size() + 2 > max_name) return refuse(errors::domain_name_too_long, ascii);
  return DomainName(wildcard ? "*." + ascii : ascii);
}

std::string DomainName::unicode() const {
  char* output = nullptr;
  const auto plain = without_wildcard().str();
  const int result = idn2_to_unicode_8z8z(plain.c_str(), &output, 0);
  const std::unique_ptr<char, decltype(&std::free)> owned{output, &std::free};
  return (is_wildcard() ? "*." : "") + std::string(result == IDN2_OK ? output : plain);
}

DomainName DomainName::base_domain() const {
  const auto plain = without_wildcard();
  const auto suffixes = suffix_list();
  std::size_t best = 0;
  for (std::size_t at = 0; !is_suffix(suffixes.get(), plain.text_.c_str() + at); ++at) {
    best = at;
    at = plain.text_.find('.', at);
    if (at == std::string::npos) break;
  }
  return DomainName(plain.text_.substr(best));
}

bool DomainName::covers(const DomainName& other) const {
  if (text_ == other.text_) return true;
  if (!is_wildcard() || other.is_wildcard()) return false;
  const auto dot = other.text_.find('.');
  return dot != std::string::npos && other.text_.substr(dot + 1) == text_.substr(2);
}

bool DomainName::is_at_or_below(const DomainName& ancestor) const {
  return ends_with_label(without_wildcard().text_, ancestor.without_wildcard().text_);
}

std::vector<DomainName> DomainName::authorization_candidates() const {
  const auto base = base_domain();
  std::vector<DomainName> out{without_wildcard()};
  while (out.back() != base) out.push_back(DomainName(out.back().text_.substr(out.back().text_.find('.') + 1)));
  return out;
}

Result<void> load_public_suffix_list(const std::string& path) {
  SuffixList loaded{psl_load_file(path.c_str()), FreeList{}};
  if (!loaded || psl_suffix_count(loaded.get()) < 1) return fail(core::errors::file_unreadable, {{"path", path}});
  const std::lock_guard lock(list_mutex());
  list_slot() = std::move(loaded);
  return {};
}

bool is_public_suffix(std::string_view ascii_name) { return is_suffix(suffix_list().get(), std::string(ascii_name).c_str()); }

bool is_registered_top_level(std::string_view ascii_name) {
  const auto top = ascii_name.substr(ascii_name.rfind('.') + 1);
  return psl_is_public_suffix2(suffix_list().get(), std::string(top).c_str(), PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1;
}

} // namespace domain
