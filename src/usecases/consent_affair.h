#pragma once

#include "domain/catalogue.h"
#include "domain/contacts.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/consents.h"
#include "storage/orders.h"
#include "usecases/application.h"
#include "usecases/contact_person.h"
#include "usecases/mail_queue.h"
#include "usecases/world.h"

#include <string>
#include <string_view>
#include <vector>

/// What the use cases about consents by mailed link share (B01, B03, B04).
namespace usecases {

/// All that a person who is asked for consent is told about.
struct ConsentAffair {
  storage::ApplicationRow application;
  storage::OrderRow order;
  storage::OrganizationRow organization;
  const domain::Product* product = nullptr;
  std::vector<storage::ContactRow> contacts;

  core::Language language() const { return language_of(application); }
  const storage::ContactRow* contact(std::string_view role) const;
  /// `青空 太郎`, or empty where nobody holds the role.
  std::string name_of(std::string_view role) const;
};
core::Result<ConsentAffair> load_affair(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application);

domain::ContactRole role_of(const storage::ConsentRow& consent);
/// `承認担当者`, as the language has it.
std::string role_word(std::string_view role, core::Language language);
/// What the person states by consenting, exactly as the page shows it; it becomes the evidence.
std::string consent_statement(const ConsentAffair& affair, std::string_view role, core::Language language);
/// The product, organization, names and people of the affair, as mails name them.
core::Params affair_params(const ConsentAffair& affair, core::Language language);
/// A mail about the affair to one of its contacts, in the application's language.
MailOrder mail_to(const ConsentAffair& affair, const storage::ContactRow& contact, outbound::MailTemplate mail, core::Params params);
/// The same in the language of the contact's own.
MailOrder mail_to(const ConsentAffair& affair, const storage::ContactRow& contact, outbound::MailTemplate mail, core::Params params,
                  core::Language language);
/// SHA-256 of an agreement's words.
std::string agreement_hash(const Agreement& agreement);
/// Whether the case of the application still takes consents: between submission and decision.
bool is_undecided(const storage::ApplicationRow& application);

} // namespace usecases
