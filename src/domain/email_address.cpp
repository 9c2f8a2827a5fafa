#include "domain/email_address.h"

#include "core/text.h"
#include "domain/domain_name.h"
#include "domain/errors.h"
#include "domain/role_mailbox.h"

#include <algorithm>

namespace domain {
namespace {

/// RFC 5322 3.2.3 atext, as dot-atoms.
bool is_local_part(std::string_view local) {
  constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
  if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos)
    return false;
  return std::ranges::all_of(local, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || signs.find(c) != std::string_view::npos;
  });
}

} // namespace

core::Result<EmailAddress> EmailAddress::parse(std::string_view typed) {
  const auto refuse = core::fail(errors::email_invalid, {{"value", core::is_utf8(typed) ? std::string(typed.substr(0, 254)) : "?"}});
  if (has_several_addresses(typed)) return core::fail(errors::email_several, {{"value", core::trim(core::fold_width(typed))}});
  if (typed.size() > 1024 || !core::is_utf8(typed) || core::has_control_characters(typed)) return refuse;
  const auto text = core::trim(core::fold_width(typed));
  const auto at = text.rfind('@');
  if (at == std::string::npos || !is_local_part(std::string_view(text).substr(0, at))) return refuse;
  const auto domain = DomainName::parse(text.substr(at + 1));
  if (!domain || domain->is_wildcard()) return refuse;
  auto address = text.substr(0, at + 1) + domain->str();
  if (address.size() > 254) return refuse; // RFC 5321 4.5.3.1.3, less the angle brackets
  return EmailAddress(std::move(address));
}

std::string EmailAddress::key() const { return core::to_lower_ascii(text_); }

std::string masked(const EmailAddress& address) {
  const auto& text = address.str();
  const auto at = text.rfind('@');
  return text.substr(0, 1) + "***" + (at == std::string::npos ? "" : text.substr(at));
}

} // namespace domain
