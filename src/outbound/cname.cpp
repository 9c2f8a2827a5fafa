#include "outbound/cname.h"

#include "outbound/errors.h"

#include <algorithm>
#include <cctype>

namespace outbound {
namespace {

/// A name in wire format, as the RDATA of a CNAME holds it.
std::optional<std::string> read_name(core::ByteView rdata) {
  std::string name;
  for (std::size_t at = 0; at < rdata.size() && rdata[at] != 0; at += rdata[at] + 1U) {
    const std::size_t size = rdata[at];
    if (size > 63 || at + size >= rdata.size()) return std::nullopt;
    name += (name.empty() ? "" : ".") + std::string(core::as_text(rdata.subspan(at + 1, size)));
  }
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : '?'; });
  return name.empty() ? std::nullopt : std::optional(name);
}

bool is_at_or_below(std::string_view name, const std::string& domain) {
  if (name.starts_with("*.")) name.remove_prefix(2);
  return name == domain || name.ends_with("." + domain);
}

} // namespace

core::Result<std::optional<std::string>> look_up_cname(Resolver& resolver, std::string_view name) {
  const auto answer = TRY(resolver.query(name, DnsType::cname));
  TRY(require_answer(answer));
  if (answer.records.empty()) return std::optional<std::string>{};
  return read_name(answer.records.front());
}

core::Result<void> check_proof_place(Resolver& resolver, const std::string& name, const std::string& domain, std::string& evidence) {
  if (is_at_or_below(name, domain)) return {};
  const auto target = TRY(look_up_cname(resolver, name));
  evidence += name + " CNAME " + target.value_or("-") + "\n";
  if (target && is_at_or_below(*target, domain)) return {};
  return core::fail(errors::validation_cname_changed, {{"name", name}, {"domain", domain}});
}

} // namespace outbound
