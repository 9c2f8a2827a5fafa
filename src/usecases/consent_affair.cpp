#include "usecases/consent_affair.h"

#include "core/crypto.h"
#include "core/text.h"
#include "usecases/errors.h"

#include <algorithm>

namespace usecases {
namespace {

/// `www.example.jp ほか2件`.
std::string first_name(const std::vector<std::string>& names, core::Language language) {
  if (names.size() < 2) return names.empty() ? std::string() : names.front();
  return core::message(language, "consents", "mail.others", {{"first", names.front()}, {"count", std::to_string(names.size() - 1)}});
}

} // namespace

const storage::ContactRow* ConsentAffair::contact(std::string_view role) const {
  const auto found = std::ranges::find(contacts, role, &storage::ContactRow::role);
  return found == contacts.end() ? nullptr : &*found;
}

std::string ConsentAffair::name_of(std::string_view role) const {
  const auto* found = contact(role);
  return found == nullptr ? std::string() : full_name(*found);
}

core::Result<ConsentAffair> load_affair(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application) {
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  return ConsentAffair{application, TRY(storage::load_order(tx, application.order_id, storage::Tenant::any())),
                       TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any())),
                       TRY(world.catalogue.product(application.product)), TRY(storage::list_contacts(tx, application.id))};
}

domain::ContactRole role_of(const storage::ConsentRow& consent) {
  return domain::parse_contact_role(consent.role).value_or(domain::ContactRole::authorization);
}

std::string role_word(std::string_view role, core::Language language) {
  return core::message(language, "codes", "role." + std::string(role));
}

core::Params affair_params(const ConsentAffair& affair, core::Language language) {
  return {{"application_number", affair.application.number},
          {"first_name", first_name(affair.application.names, language)},
          {"product", affair.product->name.in(language)},
          {"organization", affair.organization.name},
          {"names", list_names(affair.application.names, language)},
          {"applicant", affair.order.orderer_name},
          {"technical", affair.name_of("technical")},
          {"authorization", affair.name_of("authorization")},
          {"version", current_agreement(language).version}};
}

std::string consent_statement(const ConsentAffair& affair, std::string_view role, core::Language language) {
  return core::message(language, "consents", "statement." + std::string(role), affair_params(affair, language));
}

MailOrder mail_to(const ConsentAffair& affair, const storage::ContactRow& contact, outbound::MailTemplate mail, core::Params params) {
  return mail_to(affair, contact, mail, std::move(params), affair.language());
}

MailOrder mail_to(const ConsentAffair& affair, const storage::ContactRow& contact, outbound::MailTemplate mail, core::Params params,
                  core::Language language) {
  auto all = affair_params(affair, language);
  std::ranges::move(params, std::back_inserter(all));
  return {.mail = mail,
          .language = language,
          .to = contact.email,
          .recipient = {contact.employer, contact.department, full_name(contact)},
          .params = std::move(all),
          .object = affair.application.id.str()};
}

std::string agreement_hash(const Agreement& agreement) { return core::sha256_hex(core::as_bytes(agreement.text)); }

bool is_undecided(const storage::ApplicationRow& application) { return check_validations_open(application).has_value(); }

} // namespace usecases
