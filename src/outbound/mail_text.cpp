#include "outbound/mail_text.h"

#include "core/text.h"
#include "outbound/errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace outbound {
namespace {

constexpr std::size_t body_columns = 70; // 35 full-width characters (portal 3.9)

constexpr std::array mails{
    MailTemplate::quote_sent,           MailTemplate::order_received,
    MailTemplate::payment_received,     MailTemplate::access_link,
    MailTemplate::access_code,          MailTemplate::application_received,
    MailTemplate::access_resume,        MailTemplate::access_again,
    MailTemplate::recipient_change,     MailTemplate::recipient_changed,
    MailTemplate::draft_lapsing,        MailTemplate::draft_lapsed,
    MailTemplate::applicant_reminder,   MailTemplate::withdrawal_done,
    MailTemplate::application_lapsed,   MailTemplate::validation_request,
    MailTemplate::call_notice,          MailTemplate::call_moved,
    MailTemplate::call_cancelled,       MailTemplate::call_reminder,
    MailTemplate::message_to_applicant, MailTemplate::application_rejected,
    MailTemplate::certificate_issued,   MailTemplate::certificate_revoked,
    MailTemplate::consent_request,      MailTemplate::consent_reminder,
    MailTemplate::consent_code,         MailTemplate::consent_declined,
    MailTemplate::consent_done,         MailTemplate::staff_invitation,
    MailTemplate::password_changed,     MailTemplate::domain_approval,
    MailTemplate::validation_ended,     MailTemplate::domain_ends,
    MailTemplate::organization_ends,    MailTemplate::issuance_prevented,
    MailTemplate::order_lapsing,        MailTemplate::due_date_moved,
    MailTemplate::case_returned,        MailTemplate::second_factor_changed,
};

std::string words(core::Language language, std::string_view key) { return core::message(language, "mails", key); }

/// A value of several lines keeps the blanks before its place on each of them.
std::string indented(std::string_view value, std::string_view before) {
  const auto line = before.substr(before.rfind('\n') + 1); // npos + 1 = 0
  std::string result;
  for (const char c : core::trim(value)) {
    result += c;
    if (c == '\n' && core::trim(line).empty()) result += line;
  }
  return result;
}

/// Replaces each `{name}`; the first one without a value is the error. Values are not looked into again.
core::Result<std::string> fill(std::string_view text, const core::Params& params, std::string_view mail) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = std::min(text.find('{', at), text.size());
    result += text.substr(at, open - at);
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) return result + std::string(text.substr(open));
    const auto name = text.substr(open + 1, close - open - 1);
    const auto value = std::ranges::find(params, name, [](const auto& param) { return std::string_view(param.first); });
    if (value == params.end())
      return core::fail(errors::mail_template_incomplete, {{"mail", std::string(mail)}, {"param", std::string(name)}});
    result += indented(value->second, result);
    at = close + 1;
  }
  return result;
}

/// 会社名・部署 氏名 様 / Dear name,
std::string salutation(const MailRequest& request) {
  const auto& recipient = request.recipient;
  const auto name =
      recipient.name.empty() ? words(request.language, "frame.unknown_name") : recipient.name + words(request.language, "frame.honorific");
  if (request.language == core::Language::en) return "Dear " + name + ",\n";
  std::string text;
  if (!recipient.organization.empty()) text += recipient.organization + "\n";
  if (!recipient.department.empty()) text += recipient.department + " ";
  return text + name + "\n";
}

std::string signature_block(const MailSignature& signature, core::Language language) {
  const auto rule = words(language, "frame.rule") + "\n";
  std::string text = rule + signature.service;
  if (!signature.desk.empty()) text += " " + signature.desk;
  text += "\n";
  const auto hours = signature.hours.empty() ? std::string{} : fmt::format(fmt::runtime(words(language, "frame.hours")), signature.hours);
  if (!signature.phone.empty()) text += words(language, "frame.phone") + signature.phone + hours + "\n";
  if (!signature.email.empty()) text += words(language, "frame.email") + signature.email + "\n";
  if (!signature.url.empty()) text += signature.url + "\n";
  return text + rule;
}

bool is_wide(char32_t c) {
  if (c < 0x1100) return false;
  if (c >= 0xFF61 && c <= 0xFFDC) return false;                       // half-width forms
  if (c < 0x2E80) return (c >= 0x2010 && c <= 0x27FF) || c <= 0x115F; // ambiguous: wide among Japanese text
  return c <= 0xFFE6 || c >= 0x1F000;
}

// 禁則 (JIS X 4051): closing marks, full stops and small kana, in full and half width.
bool may_not_start_line(char32_t c) {
  return std::u32string_view(U"\u3001\u3002\uFF0C\uFF0E\uFF09\u300D\u300F\u3011\u3009\u300B\u3015\uFF3D\uFF5D\uFF01\uFF1F\uFF1A\uFF1B\u30FC"
                             U"\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5"
                             U"\u30E7\u30FB,.)!?:;%")
      .contains(c);
}

bool may_not_end_line(char32_t c) { return std::u32string_view(U"\uFF08\u300C\u300E\u3010\u3008\u300A\u3014\uFF3B\uFF5B(").contains(c); }

bool is_word(char32_t c) { return c > 0x20 && c < 0x1100; }

/// Whether a line may be broken between two characters.
bool may_break(char32_t before, char32_t after) {
  if (before == U' ') return true;
  if (is_word(before) && is_word(after)) return false;
  return !may_not_start_line(after) && !may_not_end_line(before) && after != U' ';
}

std::size_t columns_of(std::u32string_view text) {
  std::size_t columns = 0;
  for (const auto c : text) columns += is_wide(c) ? 2 : 1;
  return columns;
}

/// Where to cut a line that is too long: the last allowed place that fits, or the first one at all.
std::size_t break_of(std::u32string_view line, std::size_t columns) {
  std::size_t width = 0;
  std::size_t best = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0 && may_break(line[i - 1], line[i])) {
      if (width <= columns)
        best = i;
      else
        return best != 0 ? best : i;
    }
    width += is_wide(line[i]) ? 2 : 1;
  }
  return width > columns && best != 0 ? best : line.size();
}

/// The blanks that continued lines repeat: those of the line, and the mark of a list.
std::u32string indent_of(std::u32string_view line) {
  const auto first = std::min(line.find_first_not_of(U" \u3000"), line.size());
  std::u32string indent(line.substr(0, first));
  if (first < line.size() && (line[first] == U'■' || line[first] == U'・' || line[first] == U'※')) indent += U"  ";
  return indent;
}

} // namespace

std::string_view to_string(MailTemplate mail) {
  switch (mail) {
  case MailTemplate::quote_sent:
    return "quote_sent";
  case MailTemplate::order_received:
    return "order_received";
  case MailTemplate::payment_received:
    return "payment_received";
  case MailTemplate::access_link:
    return "access_link";
  case MailTemplate::access_code:
    return "access_code";
  case MailTemplate::access_resume:
    return "access_resume";
  case MailTemplate::access_again:
    return "access_again";
  case MailTemplate::recipient_change:
    return "recipient_change";
  case MailTemplate::recipient_changed:
    return "recipient_changed";
  case MailTemplate::draft_lapsing:
    return "draft_lapsing";
  case MailTemplate::order_lapsing:
    return "order_lapsing";
  case MailTemplate::due_date_moved:
    return "due_date_moved";
  case MailTemplate::draft_lapsed:
    return "draft_lapsed";
  case MailTemplate::applicant_reminder:
    return "applicant_reminder";
  case MailTemplate::withdrawal_done:
    return "withdrawal_done";
  case MailTemplate::application_lapsed:
    return "application_lapsed";
  case MailTemplate::application_received:
    return "application_received";
  case MailTemplate::validation_request:
    return "validation_request";
  case MailTemplate::call_notice:
    return "call_notice";
  case MailTemplate::call_moved:
    return "call_moved";
  case MailTemplate::call_cancelled:
    return "call_cancelled";
  case MailTemplate::call_reminder:
    return "call_reminder";
  case MailTemplate::message_to_applicant:
    return "message_to_applicant";
  case MailTemplate::application_rejected:
    return "application_rejected";
  case MailTemplate::certificate_issued:
    return "certificate_issued";
  case MailTemplate::certificate_revoked:
    return "certificate_revoked";
  case MailTemplate::staff_invitation:
    return "staff_invitation";
  case MailTemplate::consent_request:
    return "consent_request";
  case MailTemplate::consent_reminder:
    return "consent_reminder";
  case MailTemplate::consent_code:
    return "consent_code";
  case MailTemplate::consent_declined:
    return "consent_declined";
  case MailTemplate::consent_done:
    return "consent_done";
  case MailTemplate::password_changed:
    return "password_changed";
  case MailTemplate::second_factor_changed:
    return "second_factor_changed";
  case MailTemplate::case_returned:
    return "case_returned";
  case MailTemplate::domain_approval:
    return "domain_approval";
  case MailTemplate::validation_ended:
    return "validation_ended";
  case MailTemplate::domain_ends:
    return "domain_ends";
  case MailTemplate::organization_ends:
    return "organization_ends";
  case MailTemplate::issuance_prevented:
    return "issuance_prevented";
  }
  return "?";
}

std::optional<MailTemplate> parse_mail_template(std::string_view name) {
  const auto found = std::ranges::find(mails, name, [](MailTemplate mail) { return to_string(mail); });
  return found == mails.end() ? std::nullopt : std::optional(*found);
}

std::span<const MailTemplate> all_mail_templates() { return mails; }

core::Result<MailText> render_mail(const MailRequest& request, const MailSignature& signature) {
  const auto name = to_string(request.mail);
  const auto key = std::string(name);
  auto params = request.params;
  params.emplace_back("service", signature.service);
  auto subject = TRY(fill(words(request.language, key + ".subject"), params, name));
  const auto body = TRY(fill(words(request.language, key + ".body"), params, name));
  const auto text = salutation(request) + "\n" + core::trim(body) + "\n\n" + signature_block(signature, request.language);
  return MailText{std::move(subject), wrap_text(text, body_columns)};
}

std::size_t text_columns(std::string_view text) { return columns_of(core::to_utf32(text)); }

std::string wrap_text(std::string_view text, std::size_t columns) {
  std::u32string result;
  for (const auto& line : core::split(text, '\n')) {
    auto rest = core::to_utf32(line);
    const auto indent = indent_of(rest);
    while (columns_of(rest) > columns) {
      const auto at = break_of(rest, columns);
      if (at >= rest.size()) break;
      auto head = rest.substr(0, at);
      while (!head.empty() && head.back() == U' ') head.pop_back();
      if (head.size() <= indent.size()) break;
      head += U'\n';
      result += head;
      rest.erase(0, at);
      rest.insert(0, indent);
    }
    rest += U'\n';
    result += rest;
  }
  result.pop_back(); // split counts what follows the last line end as a line
  return core::to_utf8(result);
}

} // namespace outbound
