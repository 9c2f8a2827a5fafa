#include "usecases/mail_domain_holder.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "domain/validation.h"
#include "storage/accounts.h"
#include "usecases/application.h"
#include "usecases/audit.h"
#include "usecases/contact_person.h"
#include "usecases/errors.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr std::chrono::minutes resend_pause{10};

/// Derived from the row's random id by the installation's key, so that the same mail can be sent again while only a hash is stored.
std::string value_of(const World& world, const storage::ValidationMailId& id) { return world.secrets.token("domain approval " + id.str()); }

/// The application's names that an approval of this validation would prove.
std::vector<std::string> names_proven(const storage::ApplicationRow& application, const storage::ValidationRow& row) {
  std::vector<std::string> names;
  const auto method = domain::parse_dcv_method(row.method).value_or(domain::DcvMethod::email);
  for (const auto& name : application.names)
    if (domain::proof_covers(method, domain::DomainName::stored(row.fqdn), domain::DomainName::stored(row.authorization_domain),
                             domain::DomainName::stored(name)))
      names.push_back(name);
  return names;
}

core::Result<void> send(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application,
                        const storage::ValidationRow& row, const storage::ValidationMailRow& mail, core::Instant now) {
  const auto language = core::parse_language(mail.language).value_or(core::Language::ja);
  const auto organization = application.organization_id
                                ? TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any())).name
                                : std::string();
  const auto technical = TRY(storage::find_contact(tx, application.id, "technical"));
  const auto deadline = world.calendar.zone().date_of(row.value_expires_at);
  return queue_mail(tx, world,
                    {.mail = outbound::MailTemplate::domain_approval,
                     .language = language,
                     .to = mail.address,
                     .recipient = {},
                     .params = {{"application_number", application.number},
                                {"domain", row.authorization_domain},
                                {"organization", organization},
                                {"names", list_names(mail.names, language)},
                                {"technical", technical ? full_name(*technical) : organization},
                                {"deadline", core::to_long_date(deadline, mail.language)},
                                {"url", links::approval_page(world.config, value_of(world, mail.id))}},
                     .object = row.id.str(),
                     .secret = true},
                    now);
}

storage::ValidationMailRow to_row(const World& world, const HolderMails& mails, const OfferedAddress& to, core::Instant now) {
  storage::ValidationMailRow row{.id = storage::ValidationMailId::make(),
                                 .account_id = mails.validation.account_id,
                                 .validation_id = mails.validation.id,
                                 .value_hash = {},
                                 .address = to.address,
                                 .source = to.source + " " + to.authorization_domain,
                                 .source_evidence = mails.evidence,
                                 .names = names_proven(mails.application, mails.validation),
                                 .language = mails.application.language,
                                 .created_at = now,
                                 .sent_at = now,
                                 .answer = {},
                                 .answered_at = std::nullopt,
                                 .answered_from = {}};
  row.value_hash = core::sha256_hex(core::as_bytes(value_of(world, row.id)));
  return row;
}

core::Result<void> check_resend(const storage::ValidationRow& row, const std::vector<storage::ValidationMailRow>& mails,
                                core::Instant now) {
  const auto method = domain::parse_dcv_method(row.method);
  if (!method || !domain::traits_of(*method).by_mail) return core::fail(errors::validation_not_by_mail);
  if (row.status != "pending" || now >= row.value_expires_at) return core::fail(errors::validation_not_pending, {{"name", row.fqdn}});
  for (const auto& mail : mails)
    if (now < mail.sent_at + resend_pause)
      return core::fail(errors::validation_mail_sent_recently, {{"minutes", std::to_string(resend_pause.count())}});
  return {};
}

} // namespace

core::Result<storage::ValidationRow> load_own_validation(storage::Transaction& tx, const Actor& actor, const storage::ValidationId& id) {
  auto row = TRY(storage::load_validation(tx, id, storage::Tenant::any()));
  if (actor.is_staff || actor.id == "system" || (row.application_id && row.application_id->str() == actor.application_id)) return row;
  if (!actor.user_id.empty() && row.account_id.str() == actor.account_id) return row;
  return core::fail(core::errors::not_found);
}

core::Result<void> mail_domain_holder(storage::Transaction& tx, const World& world, const Actor& actor, const HolderMails& mails) {
  const auto now = world.clock.now();
  const auto sent = TRY(storage::list_validation_mails(tx, mails.validation.id));
  for (const auto& address : mails.addresses) {
    if (std::ranges::find(sent, address.address, &storage::ValidationMailRow::address) != sent.end()) continue;
    const auto row = to_row(world, mails, address, now);
    TRY(storage::insert_validation_mail(tx, row));
    TRY(send(tx, world, mails.application, mails.validation, row, now));
    audit(tx, actor,
          {"domain_approval_asked",
           mails.validation.id.str(),
           row.account_id.str(),
           {{"mail", row.id.str()}, {"address", row.address}, {"source", row.source}}},
          now);
  }
  return {};
}

core::Result<Validation> resend_domain_mails(World& world, const Actor& actor, const storage::ValidationId& id) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    const auto row = TRY(load_own_validation(tx, actor, id));
    const auto mails = TRY(storage::list_validation_mails(tx, id));
    TRY(check_resend(row, mails, now));
    const auto application = TRY(storage::load_application(tx, row.application_id.value(), storage::Tenant::any()));
    for (const auto& mail : mails) {
      TRY(send(tx, world, application, row, mail, now));
      TRY(storage::set_validation_mail_sent(tx, mail.id, now));
      audit(tx, actor, {"domain_approval_asked", id.str(), row.account_id.str(), {{"mail", mail.id.str()}, {"again", true}}}, now);
    }
    return show_validation(tx, world, row, actor.language);
  });
}

} // namespace usecases
