#include "core/bytes.h"
#include "outbound/caa.h"
#include "outbound/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace outbound {
namespace {

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80; }

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// RFC 8659 4.2: label *("." label), a label being alphanumeric with inner hyphens.
bool is_issuer_domain(std::string_view text) {
  char before = '.';
  for (const char c : text) {
    if (!is_alphanumeric(c) && c != '-' && c != '.') return false;
    if ((c == '.' || c == '-') && before == '.') return false;
    if (c == '.' && before == '-') return false;
    before = c;
  }
  return before != '.' && before != '-';
}

/// RFC 8659 4.2: tag "=" *(%x21-3A / %x3C-7E).
std::optional<std::pair<std::string, std::string>> parse_parameter(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  const auto tag = trim(text.substr(0, equals));
  const auto value = trim(text.substr(equals + 1));
  const bool tag_fits = !tag.empty() && std::ranges::all_of(tag, [](char c) { return is_alphanumeric(c) || c == '-'; });
  if (!tag_fits || !std::ranges::all_of(value, [](char c) { return c > 0x20 && c < 0x7F; })) return std::nullopt;
  return std::pair{lower(tag), std::string(value)};
}

bool lists_method(std::string_view list, std::string_view method) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (!method.empty() && list.substr(0, comma) == method) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

/// RFC 8657 3 and 4. Two of the same parameter make the property unsatisfiable; others are not ours to judge.
bool parameters_permit(const CaaIssueValue& value, const CaaQuestion& question) {
  int uris = 0;
  int lists = 0;
  for (const auto& [tag, content] : value.parameters) {
    if (tag == "accounturi" && (++uris > 1 || content.empty() || content != question.account_uri)) return false;
    if (tag == "validationmethods" && (++lists > 1 || !lists_method(content, question.method))) return false;
  }
  return true;
}

bool property_permits(const CaaRecord& record, const CaaQuestion& question, std::span<const std::string> issuer_domains) {
  const auto value = parse_issue_value(record.value);
  if (!value || value->domain.empty()) return false;
  return std::ranges::any_of(issuer_domains, [&](const auto& domain) { return lower(domain) == value->domain; }) &&
         parameters_permit(*value, question);
}

bool is_known_tag(std::string_view tag) {
  constexpr std::string_view known[] = {"issue", "issuewild", "iodef", "issuemail", "issuevmc", "contactemail", "contactphone"};
  return std::ranges::find(known, tag) != std::end(known);
}

std::string list_of(std::span<const CaaRecord> records, std::string_view tag) {
  std::string text;
  for (const auto& record : records)
    if (record.tag == tag) text += (text.empty() ? "" : ", ") + record.describe();
  return text;
}

} // namespace

std::string CaaRecord::describe() const {
  std::string shown;
  for (const char c : value) shown += c >= 0x20 && c < 0x7F ? std::string(1, c) : fmt::format("\\{:03}", static_cast<unsigned char>(c));
  return fmt::format("{} {} \"{}\"", flags, tag, shown);
}

core::Result<CaaRecord> parse_caa(core::ByteView rdata) {
  const std::size_t tag_size = rdata.size() < 2 ? 0 : rdata[1];
  if (tag_size == 0 || tag_size > rdata.size() - 2) return core::fail(errors::caa_malformed, {{"name", ""}});
  CaaRecord record{rdata[0], lower(core::as_text(rdata.subspan(2, tag_size))), std::string(core::as_text(rdata.subspan(2 + tag_size)))};
  if (!std::ranges::all_of(record.tag, is_alphanumeric)) return core::fail(errors::caa_malformed, {{"name", ""}});
  return record;
}

std::optional<CaaIssueValue> parse_issue_value(std::string_view value) {
  CaaIssueValue result;
  const auto semicolon = std::min(value.find(';'), value.size());
  const auto domain = trim(value.substr(0, semicolon));
  if (!domain.empty() && !is_issuer_domain(domain)) return std::nullopt;
  result.domain = lower(domain);
  value.remove_prefix(std::min(semicolon + 1, value.size()));
  if (trim(value).empty()) return result;
  for (;;) {
    const auto end = std::min(value.find(';'), value.size());
    auto parameter = parse_parameter(trim(value.substr(0, end)));
    if (!parameter) return std::nullopt;
    result.parameters.push_back(std::move(*parameter));
    if (end == value.size()) return result;
    value.remove_prefix(end + 1);
  }
}

CaaDecision evaluate_caa(std::span<const CaaRecord> records, const CaaQuestion& question, std::span<const std::string> issuer_domains) {
  CaaDecision decision;
  const auto refuse = [&](const core::ErrorCode& code, std::string found) {
    decision.error = core::Error{code, {{"name", question.name}, {"records", std::move(found)}}, {}, {}};
    return decision;
  };
  for (const auto& record : records) {
    if (record.tag == "iodef") decision.iodef.push_back(record.value);
    if (record.critical() && !is_known_tag(record.tag)) return refuse(errors::caa_critical_unknown, record.describe());
  }
  const auto has = [&](std::string_view tag) {
    return std::ranges::any_of(records, [&](const auto& record) { return record.tag == tag; });
  };
  // RFC 8659 4.3: issuewild wins for wildcards and says nothing about other names. RFC 9495 4: of mailboxes only issuemail speaks.
  const bool wild = question.name.starts_with("*.") && has("issuewild");
  const std::string_view tag = question.subject == CaaSubject::mailbox ? "issuemail" : wild ? "issuewild" : "issue";
  decision.permitted = !has(tag) || std::ranges::any_of(records, [&](const auto& record) {
    return record.tag == tag && property_permits(record, question, issuer_domains);
  });
  if (!decision.permitted) return refuse(errors::caa_forbids, list_of(records, tag));
  return decision;
}

} // namespace outbound
