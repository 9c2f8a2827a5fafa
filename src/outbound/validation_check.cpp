#include "outbound/validation_check.h"

#include "outbound/cname.h"
#include "outbound/errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace outbound {
namespace {

/// BR 1.6.1 wants 112 bits: 19 characters of base64url carry 114.
constexpr std::size_t least_value_size = 19;
constexpr std::size_t shown_size = 200;

std::string_view trim(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // what some editors put in front
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Foreign text as it may be shown and stored: one line, printable ASCII, short.
std::string shown(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, shown_size)) result += c >= 0x20 && c < 0x7F ? c : '?';
  return text.size() > shown_size ? result + "..." : result;
}

ValidationOutcome refuse(ValidationOutcome outcome, core::Error error) {
  outcome.evidence += fmt::format("result: {}\n", error.code.name);
  if (!error.cause.empty()) outcome.evidence += error.cause + "\n";
  outcome.error = std::move(error);
  return outcome;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const auto& text : texts) result += (result.empty() ? "\"" : ", \"") + shown(text) + "\"";
  return shown(result);
}

} // namespace

std::string validation_record_name(std::string_view authorization_domain) {
  return fmt::format("{}.{}", validation_label, authorization_domain);
}

std::string validation_file_url(std::string_view fqdn, std::string_view file) {
  return fmt::format("http://{}{}{}", fqdn, validation_path, file);
}

ValidationOutcome check_dns_txt(Resolver& resolver, const DnsTxtCheck& check) {
  ValidationOutcome outcome;
  outcome.expected = check.value;
  const auto name = validation_record_name(check.authorization_domain);
  outcome.evidence = fmt::format("method: BR 3.2.2.4.7 DNS change\nauthorization domain: {}\n", check.authorization_domain);
  if (check.value.size() < least_value_size) return refuse(std::move(outcome), {errors::validation_value_weak, {}, {}, {}});
  if (auto placed = check_proof_place(resolver, check.fqdn, check.authorization_domain, outcome.evidence); !placed)
    return refuse(std::move(outcome), std::move(placed).error());
  const auto answer = resolver.query(name, DnsType::txt);
  if (!answer) return refuse(std::move(outcome), answer.error());
  outcome.evidence += answer->describe() + "\n";
  if (auto usable = require_answer(*answer); !usable) return refuse(std::move(outcome), std::move(usable).error());
  std::vector<std::string> texts;
  for (const auto& record : answer->records) texts.push_back(txt_text(record));
  outcome.found = joined(texts);
  if (texts.empty())
    return refuse(std::move(outcome), {errors::validation_txt_missing, {{"name", name}, {"expected", check.value}}, {}, {}});
  outcome.evidence += "found: " + outcome.found + "\n";
  outcome.confirmed = std::ranges::any_of(texts, [&](const auto& text) { return trim(text) == check.value; });
  if (outcome.confirmed) return outcome;
  const core::Params params{{"name", name}, {"expected", outcome.expected}, {"found", outcome.found}};
  return refuse(std::move(outcome), {errors::validation_txt_different, params, {}, {}});
}

ValidationOutcome check_web_file(WebFetch& fetch, const WebFileCheck& check) {
  ValidationOutcome outcome;
  outcome.expected = check.value;
  const auto url = validation_file_url(check.fqdn, check.file);
  outcome.evidence = fmt::format("method: BR 3.2.2.4.18 agreed change to website v2\nname: {}\n", check.fqdn);
  if (check.fqdn.starts_with("*.")) // not for wildcards since 2021-12-01
    return refuse(std::move(outcome), {errors::validation_wildcard_by_file, {{"name", check.fqdn}}, {}, {}});
  if (check.value.size() < least_value_size || url.contains(check.value))
    return refuse(std::move(outcome), {errors::validation_value_weak, {}, {}, {}});
  const auto page = fetch.fetch_validation_file(check.fqdn, check.file);
  if (!page) return refuse(std::move(outcome), page.error());
  for (const auto& hop : page->hops) outcome.evidence += hop + "\n";
  // A server that is asked for the value could show it without anybody having put it there.
  if (std::ranges::any_of(page->hops, [&](const auto& hop) { return hop.contains(check.value); }))
    return refuse(std::move(outcome), {errors::validation_value_in_request, {{"url", url}}, {}, {}});
  outcome.found = shown(trim(page->body));
  outcome.evidence += "found: " + outcome.found + "\n";
  outcome.confirmed = trim(page->body) == check.value;
  if (outcome.confirmed) return outcome;
  const core::Params params{{"url", url}, {"expected", outcome.expected}, {"found", outcome.found}};
  return refuse(std::move(outcome), {errors::validation_file_different, params, {}, {}});
}

} // namespace outbound
