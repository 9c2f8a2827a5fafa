#pragma once

#include "core/error.h"
#include "core/i18n.h"
#include "core/result.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace outbound {

/// Every mail that Shomei writes. Words: `i18n/{ja,en}/mails.d/*.toml`, `[<name>] subject, body`.
/// A body's `{parameters}` are named beside each; all of one mail must be given.
enum class MailTemplate : std::uint8_t {
  quote_sent,           ///< quote_number product names total valid_until url (+ PDF quote)
  order_received,       ///< order_number product names total due_on invoice_number bank_account url (+ PDF invoice)
  payment_received,     ///< order_number amount received_on next (+ PDF receipt once paid)
  access_link,          ///< order_number product url expires_on apply_by
  access_code,          ///< order_number code expires_on
  access_resume,        ///< order_number product url expires_on apply_by
  access_again,         ///< order_number product url expires_on apply_by
  recipient_change,     ///< order_number recipient code expires_at url
  recipient_changed,    ///< order_number recipient
  draft_lapsing,        ///< order_number product apply_by url
  order_lapsing,        ///< order_number product recipient apply_by url
  draft_lapsed,         ///< order_number product apply_by
  applicant_reminder,   ///< application_number product names since lapses_on url
  withdrawal_done,      ///< application_number product names reason next
  application_lapsed,   ///< application_number product names since next
  application_received, ///< application_number product names tasks due_on url
  validation_request,   ///< application_number domain instructions deadline url
  call_notice,          ///< application_number organization contact call_time topics caller caller_phone change (+ invitation)
  call_moved,           ///< the same
  call_cancelled,       ///< the same, next in place of change
  call_reminder,        ///< the same, without an invitation
  due_date_moved,       ///< application_number due_on due_on_latest url
  message_to_applicant, ///< application_number message url
  application_rejected, ///< application_number product names reason next
  certificate_issued,   ///< order_number common_name names serial_number not_before not_after url url_expires_on
  certificate_revoked,  ///< common_name serial_number revoked_at reason
  consent_request,      ///< application_number first_name asks product organization names applicant technical deadline url
  consent_reminder,     ///< the same
  consent_code,         ///< application_number code minutes
  consent_declined,     ///< application_number role person reason url
  consent_done,         ///< application_number organization names answered_at answers next agreement (+ PDF agreement where one was signed)
  staff_invitation,     ///< role login password url
  password_changed,     ///< login changed_at
  second_factor_changed, ///< the same
  case_returned,         ///< application_number organization product names returned_by returned_at reason url
  domain_approval,       ///< application_number domain organization names technical deadline url
  validation_ended,      ///< application_number domain reason url
  domain_ends,           ///< domain levels usable_until name value deadline way url
  organization_ends,     ///< organization usable_until url
  issuance_prevented,    ///< name owner records at ca
};
std::string_view to_string(MailTemplate mail);
std::optional<MailTemplate> parse_mail_template(std::string_view name);
std::span<const MailTemplate> all_mail_templates();

/// To whom: the salutation lines.
struct MailRecipient {
  std::string organization; ///< empty for staff and persons
  std::string department;
  std::string name; ///< empty: ご担当者様 / Sir or Madam
};

/// Who writes: the signature block, from config `[mail]`.
struct MailSignature {
  std::string service; ///< the service's name
  std::string desk;    ///< 認証センター
  std::string phone;
  std::string hours; ///< 平日10:00〜17:00
  std::string email;
  std::string url;
};

struct MailText {
  std::string subject;
  std::string body;
};

/// A mail in Japanese business style or English (portal 3.9): salutation, body, signature; lines of at most
/// 35 full-width characters (70 columns), links unbroken. `mail_template_incomplete` names a missing parameter.
struct MailRequest {
  MailTemplate mail;
  core::Language language = core::Language::ja;
  MailRecipient recipient;
  core::Params params;
};
core::Result<MailText> render_mail(const MailRequest& request, const MailSignature& signature);

/// Columns a text takes where East Asian wide characters take two.
std::size_t text_columns(std::string_view text);
/// Breaks lines longer than `columns`, keeping words, links and 禁則 (no 、。」 at a line's start).
std::string wrap_text(std::string_view text, std::size_t columns);

} // namespace outbound
