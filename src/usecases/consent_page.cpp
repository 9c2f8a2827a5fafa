#include "usecases/consent_page.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/consent.h"
#include "domain/errors.h"
#include "storage/sessions.h"
#include "usecases/consent_steps.h"
#include "usecases/errors.h"
#include "usecases/mail_queue.h"

#include <algorithm>

namespace usecases {
namespace {

ConsentPerson person_of(const storage::ContactRow* contact) {
  if (contact == nullptr) return {};
  return {to_person(*contact).full_name(), contact->employer, contact->department, contact->title};
}

/// `y••••@aozora.example`.
std::string masked(const std::string& email) {
  const auto at = email.rfind('@');
  return email.substr(0, 1) + "••••" + email.substr(std::min(at, email.size()));
}

/// `〒100-0005 東京都千代田区…`.
std::string address_of(const storage::OrganizationRow& o) {
  auto postal = o.postal_code;
  if (postal.size() == 7) postal.insert(3, "-");
  return "〒" + postal + " " + o.state + o.locality + o.street;
}

domain::ConsentLink state_of(const storage::ConsentLinkRow& link) {
  const auto status = link.status == "used"      ? domain::LinkStatus::used
                      : link.status == "revoked" ? domain::LinkStatus::revoked
                                                 : domain::LinkStatus::sent;
  return {status, link.expires_at};
}

/// What was done by a used link: `承認`, `辞退` or `回答`.
std::string done_word(const std::vector<storage::ConsentRow>& consents, core::Language language) {
  const auto all = [&](std::string_view status) {
    return std::ranges::all_of(consents, [&](const auto& consent) { return consent.status == status; });
  };
  const auto* key = consents.empty() ? "mixed" : all("consented") ? "consented" : all("declined") ? "declined" : "mixed";
  return core::message(language, "consents", std::string("done.") + key);
}

ConsentCodeState code_of(const storage::ConsentLinkRow& link) {
  return {link.code_hash.empty() ? std::nullopt : link.code_sent_at, link.code_hash.empty() ? std::nullopt : link.code_expires_at,
          link.locked_until, std::max<std::int64_t>(0, domain::consent_code_tries - link.wrong_codes)};
}

void add_contract(const std::vector<storage::ConsentRow>& consents, core::Language language, ConsentPage& page) {
  if (std::ranges::find(consents, "contract_signer", &storage::ConsentRow::role) == consents.end()) return;
  page.agreement = current_agreement(language);
  page.agreement_sha256 = agreement_hash(*page.agreement);
}

std::vector<ConsentAsked> asked(const ConsentAffair& affair, const std::vector<storage::ConsentRow>& consents, core::Language reader) {
  std::vector<ConsentAsked> out;
  for (const auto& consent : consents)
    out.push_back({consent.id.str(), consent.role, consent_statement(affair, consent.role, reader), consent.status, consent.decided_at,
                   consent.reason});
  return out;
}

core::Result<storage::ConsentLinkRow> own_link(storage::Transaction& tx, const Actor& actor) {
  if (actor.consent_link_id.empty()) return core::fail(errors::session_unknown);
  return storage::load_consent_link(tx, storage::ConsentLinkId::stored(actor.consent_link_id));
}

core::Result<OpenLink> load_whatever_state(storage::Transaction& tx, const World& world, const storage::ConsentLinkRow& link) {
  const auto application = TRY(storage::load_application(tx, link.application_id, storage::Tenant::any()));
  return OpenLink{link, TRY(load_affair(tx, world, application)), TRY(storage::list_consents_of_link(tx, link.id))};
}

} // namespace

core::Result<OpenLink> load_open_link(storage::Transaction& tx, const World& world, const storage::ConsentLinkRow& link,
                                      core::Language reader) {
  auto consents = TRY(storage::list_consents_of_link(tx, link.id));
  const auto usable = domain::check_link(state_of(link), world.clock.now());
  if (!usable && usable.error().code == domain::errors::consent_link_used)
    return core::fail(domain::errors::consent_link_used,
                      {{"at", core::to_time_param(link.used_at.value_or(link.created_at), world.calendar.zone())},
                       {"done", done_word(consents, reader)}});
  const auto application = TRY(storage::load_application(tx, link.application_id, storage::Tenant::any()));
  if (!is_undecided(application)) return core::fail(errors::consent_application_ended, {{"number", application.number}});
  TRY(usable);
  return OpenLink{link, TRY(load_affair(tx, world, application)), std::move(consents)};
}

core::Result<OpenLink> load_own_link(storage::Transaction& tx, const World& world, const Actor& actor) {
  return load_open_link(tx, world, TRY(own_link(tx, actor)), actor.language);
}

core::Result<OpenLink> load_link_with_call(storage::Transaction& tx, const World& world, const storage::ConsentLinkRow& link,
                                           core::Language reader) {
  auto open = load_open_link(tx, world, link, reader);
  if (open || open.error().code != domain::errors::consent_link_used) return open;
  auto answered = TRY(load_whatever_state(tx, world, link));
  if (!is_undecided(answered.affair.application) || !TRY(awaits_call(tx, answered))) return open;
  return answered;
}

core::Result<OpenLink> load_own_link_with_call(storage::Transaction& tx, const World& world, const Actor& actor) {
  return load_link_with_call(tx, world, TRY(own_link(tx, actor)), actor.language);
}

core::Result<OpenLink> load_answered_link(storage::Transaction& tx, const World& world, const Actor& actor) {
  auto open = load_own_link_with_call(tx, world, actor);
  if (open || open.error().code != domain::errors::consent_link_used || !TRY(has_shown_code(tx, world, actor))) return open;
  return load_whatever_state(tx, world, TRY(own_link(tx, actor)));
}

core::Result<bool> has_shown_code(storage::Transaction& tx, const World& world, const Actor& actor) {
  const auto session = TRY(storage::find_session(tx, actor.session_hash, world.clock.now()));
  return session && session->verified_at > core::Instant{};
}

core::Result<ConsentPage> compose_consent_page(storage::Transaction& tx, const World& world, const storage::ConsentLinkId& id,
                                               bool verified, core::Language reader) {
  const auto link = TRY(storage::load_consent_link(tx, id));
  const auto consents = TRY(storage::list_consents_of_link(tx, id));
  const auto affair = TRY(load_affair(tx, world, TRY(storage::load_application(tx, link.application_id, storage::Tenant::any()))));
  const auto signature = mail_signature(world.config);
  const auto own_role = consents.empty() ? std::string() : consents.front().role;
  const bool confirms = std::ranges::find(consents, "higher_authority", &storage::ConsentRow::role) != consents.end();
  ConsentPage page{.person = person_of(affair.contact(own_role)),
                   .masked_email = masked(link.email),
                   .verified = verified,
                   .code = code_of(link),
                   .application_number = affair.application.number,
                   .language = affair.application.language,
                   .product_name = affair.product->name.in(reader),
                   .level = std::string(domain::to_string(affair.product->level)),
                   .names = affair.application.names,
                   .organization_name = affair.organization.name,
                   .organization_address = address_of(affair.organization),
                   .applicant_name = affair.order.orderer_name,
                   .technical = person_of(affair.contact("technical")),
                   .authorization = confirms ? std::optional(person_of(affair.contact("authorization"))) : std::nullopt,
                   .consents = asked(affair, consents, reader),
                   .agreement = std::nullopt,
                   .agreement_sha256 = {},
                   .expires_at = link.expires_at,
                   .done = link.status == "used",
                   .desk_phone = signature.phone,
                   .desk_hours = signature.hours};
  add_contract(consents, reader, page);
  return page;
}

core::Result<ConsentPage> view_consent_page(World& world, const Actor& actor) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<ConsentPage> {
    const auto open = TRY(load_answered_link(tx, world, actor));
    return compose_consent_page(tx, world, open.link.id, TRY(has_shown_code(tx, world, actor)), actor.language);
  });
}

} // namespace usecases
