#include "usecases/reader_views.h"

#include "core/i18n.h"
#include "domain/email_address.h"

namespace usecases {
namespace {

std::string masked(const std::string& email) { return domain::masked(domain::EmailAddress::stored(email)); }

/// Which name, how, and how far.
Validation progress_of(const Validation& validation) {
  Validation shown;
  shown.id = validation.id;
  shown.fqdn = validation.fqdn;
  shown.authorization_domain = validation.authorization_domain;
  shown.method = validation.method;
  shown.status = validation.status;
  shown.attempts = validation.attempts;
  shown.next_try_at = validation.next_try_at;
  shown.value_expires_at = validation.value_expires_at;
  shown.completed_at = validation.completed_at;
  shown.usable = validation.usable;
  shown.usable_until = validation.usable_until;
  return shown;
}

} // namespace

void keep_state_only(Order& order) {
  order.customer = {.organization_name = std::move(order.customer.organization_name),
                    .organization_kana = {},
                    .corporate_number = {},
                    .postal_code = {},
                    .state = {},
                    .locality = {},
                    .street = {},
                    .department = {},
                    .contact_name = {},
                    .email = {},
                    .phone = {}};
  order.recipient = {"", masked(order.recipient.email)};
  if (order.access_code) order.access_code->recipient_email = masked(order.access_code->recipient_email);
  if (order.invoice) order.invoice->pdf_url.clear();
  if (order.receipt) order.receipt->pdf_url.clear();
  std::erase_if(order.actions, [](const Action& action) { return action.name == "revokeAccessCode"; });
}

void keep_progress_only(Application& application) {
  application.draft = {};
  application.download_url.reset();
  application.actions.clear();
}

void keep_state_only(Application& application, core::Language language) {
  keep_progress_only(application);
  application.csr.reset();
  for (auto& validation : application.validations) validation = progress_of(validation);
  application.messages.clear();
  application.questions.clear();
  application.history.clear();
  application.decision_reason.clear();
  application.certificate_id.reset();
  if (!application.ending) return;
  application.ending->reason_code.clear();
  application.ending->what = core::message(language, "reasons", "ending.told_by_mail");
}

} // namespace usecases
