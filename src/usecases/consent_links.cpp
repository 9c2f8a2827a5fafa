#include "usecases/consent_links.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "core/text.h"
#include "core/time.h"
#include "domain/consent.h"
#include "usecases/errors.h"
#include "usecases/links.h"

namespace usecases {
namespace {

/// The contacts who are asked, each person's roles together.
std::vector<std::vector<storage::ContactRow>> people_to_ask(const ConsentAffair& affair) {
  std::vector<std::vector<storage::ContactRow>> people;
  for (const auto role : domain::consent_roles(affair.product->level)) {
    const auto* contact = affair.contact(domain::to_string(role));
    if (contact == nullptr) continue;
    const auto same = std::ranges::find_if(
        people, [&](const auto& person) { return domain::is_same_addressee(to_person(person.front()), to_person(*contact)); });
    if (same == people.end())
      people.push_back({*contact});
    else
      same->push_back(*contact);
  }
  return people;
}

std::string asks(const std::vector<storage::ConsentRow>& consents, core::Language language) {
  std::vector<std::string> lines;
  for (const auto& consent : consents) lines.push_back(core::message(language, "consents", "ask." + consent.role));
  return core::join(lines, "\n");
}

storage::ConsentRow new_consent(const storage::ContactRow& contact, const storage::ConsentLinkId& link, core::Instant now) {
  return {.id = storage::ConsentId::make(),
          .account_id = contact.account_id,
          .application_id = contact.application_id,
          .role = contact.role,
          .link_id = link,
          .person = to_person(contact).full_name(),
          .email = contact.email,
          .status = "pending",
          .decided_at = std::nullopt,
          .reason = {},
          .agreement_sha256 = {},
          .record_id = std::nullopt,
          .created_at = now};
}

core::Result<storage::ConsentLinkRow> open_link(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                                const std::string& email, core::Instant now) {
  const auto id = storage::ConsentLinkId::make();
  storage::ConsentLinkRow link{.id = id,
                               .account_id = affair.application.account_id,
                               .application_id = affair.application.id,
                               .email = email,
                               .token_hash = core::sha256_hex(core::as_bytes(consent_token(world, id))),
                               .status = "sent",
                               .created_at = now,
                               .expires_at = now + domain::consent_link_life,
                               .opened_at = std::nullopt,
                               .reminded_at = std::nullopt,
                               .used_at = std::nullopt,
                               .code_hash = {},
                               .code_sent_at = std::nullopt,
                               .code_expires_at = std::nullopt,
                               .wrong_codes = 0,
                               .locked_until = std::nullopt};
  TRY(storage::insert_consent_link(tx, link));
  return link;
}

} // namespace

std::string consent_token(const World& world, const storage::ConsentLinkId& id) { return world.secrets.token("consent " + id.str()); }

core::Result<void> mail_consent_link(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                     const storage::ConsentLinkRow& link, outbound::MailTemplate mail) {
  const auto consents = TRY(storage::list_consents_of_link(tx, link.id));
  if (consents.empty()) return {};
  const auto* contact = affair.contact(consents.front().role);
  if (contact == nullptr) return core::fail(core::errors::not_found);
  const auto language = affair.language();
  auto order = mail_to(affair, *contact, mail,
                       {{"asks", asks(consents, language)},
                        {"deadline", core::to_long_date(world.calendar.zone().date_of(link.expires_at), core::to_string(language))},
                        {"url", links::consent_page(world.config, consent_token(world, link.id))}});
  order.secret = true;
  return queue_mail(tx, world, order, world.clock.now());
}

core::Result<void> check_asked_rarely(storage::Transaction& tx, const World& world, const storage::ApplicationId& application,
                                      core::Instant now) {
  constexpr std::chrono::hours day{24};
  const auto asked = TRY(storage::list_times_asked(tx, application, now - day));
  if (asked.size() < domain::consent_asks_a_day) return {};
  const auto next = asked[domain::consent_asks_a_day - 1] + day;
  return core::fail(errors::consent_asked_too_often,
                    {{"count", std::to_string(domain::consent_asks_a_day)},
                     {"seconds", std::to_string((next - now).count())},
                     {"until", core::to_time_param(next + std::chrono::seconds{59}, world.calendar.zone())}});
}

core::Result<void> ask_person(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                              const std::vector<storage::ContactRow>& roles, core::Instant now) {
  const auto link = TRY(open_link(tx, world, affair, roles.front().email, now));
  for (const auto& contact : roles) TRY(storage::insert_consent(tx, new_consent(contact, link.id, now)));
  return mail_consent_link(tx, world, affair, link, outbound::MailTemplate::consent_request);
}

core::Result<void> ask_again(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                             const std::vector<storage::ConsentRow>& consents, core::Instant now) {
  const auto link = TRY(open_link(tx, world, affair, consents.front().email, now));
  for (const auto& consent : consents) {
    TRY(storage::revoke_consent_link(tx, consent.link_id));
    TRY(storage::move_consent(tx, consent.id, link.id));
  }
  return mail_consent_link(tx, world, affair, link, outbound::MailTemplate::consent_request);
}

core::Result<void> ask_for_consents(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application,
                                    core::Instant now) {
  const auto affair = TRY(load_affair(tx, world, application));
  for (const auto& person : people_to_ask(affair)) TRY(ask_person(tx, world, affair, person, now));
  return {};
}

} // namespace usecases
