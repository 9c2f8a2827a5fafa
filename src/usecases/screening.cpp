#include "usecases/screening.h"

#include "core/crypto.h"
#include "domain/look_alike.h"
#include "pki/csr.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/evidence.h"
#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"

#include <array>
#include <set>

namespace usecases {
namespace {

constexpr std::array<std::string_view, 5> cause_names{"submission", "recommendation", "approval", "issue", "list_change"};
constexpr std::int64_t key_compromise = 1;

std::vector<domain::DomainName> stored_names(const storage::List& names) {
  std::vector<domain::DomainName> out;
  for (const auto& name : names) out.push_back(domain::DomainName::stored(name));
  return out;
}

std::string key_of(const storage::ApplicationRow& application) {
  if (!application.csr) return {};
  const auto csr = pki::Csr::parse(core::as_text(*application.csr));
  return csr ? core::sha256_hex(csr->public_key().spki()) : std::string();
}

void add_person(std::vector<std::string>& people, const std::string& family, const std::string& given) {
  if (!family.empty()) people.push_back(given.empty() ? family : family + " " + given);
}

core::Result<std::vector<domain::EarlierAbuse>> load_history(storage::Transaction& tx, const storage::CaseId& id) {
  std::vector<domain::EarlierAbuse> history;
  for (auto& row : TRY(storage::list_revoked_for_cause(tx)))
    history.push_back({.id = row.id,
                       .kind = domain::HitKind::revoked_certificate,
                       .organization = row.organization,
                       .corporate_number = row.corporate_number,
                       .names = stored_names(row.names),
                       .key_sha256 = core::to_hex(row.key_sha256),
                       .key_only = row.reason == key_compromise,
                       .source = row.reason == key_compromise ? "keyCompromise" : "privilegeWithdrawn"});
  for (auto& row : TRY(storage::list_rejected_for_risk(tx, id)))
    history.push_back({.id = row.id,
                       .kind = domain::HitKind::rejected_case,
                       .organization = row.organization,
                       .corporate_number = row.corporate_number,
                       .names = stored_names(row.names),
                       .key_sha256 = {},
                       .key_only = false,
                       .source = "rejected_case"});
  return history;
}

/// What other accounts have proven of the looks of these names.
core::Result<std::vector<domain::DomainName>> load_look_alikes(storage::Transaction& tx, const storage::AccountId& account,
                                                               const std::vector<domain::DomainName>& names) {
  std::set<std::string> looks;
  for (const auto& name : names) looks.insert(domain::look_key(name));
  std::vector<domain::DomainName> others;
  for (const auto& look : looks)
    for (auto& name : stored_names(TRY(storage::list_look_alikes(tx, account, look)))) others.push_back(std::move(name));
  return others;
}

struct Found {
  std::vector<domain::Hit> hits;
  std::size_t entries = 0;
};

core::Result<Found> find_hits(storage::Transaction& tx, const storage::CaseRow& row, core::Instant now) {
  const auto subject = TRY(screened_subject(tx, row.application_id));
  const auto entries = held_against(TRY(storage::list_active_denied(tx, now)));
  Found found{domain::match_denied(subject, entries), entries.size()};
  const auto others = TRY(load_look_alikes(tx, row.account_id, subject.names));
  for (auto& hit : domain::match_looks(subject, others)) found.hits.push_back(std::move(hit));
  for (auto& hit : domain::match_history(subject, TRY(load_history(tx, row.id)))) found.hits.push_back(std::move(hit));
  return found;
}

core::Result<std::int64_t> keep_hits(storage::Transaction& tx, const storage::CaseRow& row, const std::vector<domain::Hit>& hits,
                                     core::Instant now) {
  std::int64_t added = 0;
  for (const auto& hit : hits) {
    const storage::HitRow kept{storage::HitId::make(),
                               row.id,
                               row.account_id,
                               std::string(domain::to_string(hit.kind)),
                               hit.subject,
                               hit.matched,
                               hit.entry_id,
                               hit.source,
                               hit.score,
                               now,
                               {},
                               {},
                               {},
                               std::nullopt};
    if (TRY(storage::put_hit(tx, kept))) ++added;
  }
  return added;
}

} // namespace

std::string_view to_string(ScreeningCause cause) { return cause_names[static_cast<std::size_t>(cause)]; }

std::vector<domain::DeniedEntry> held_against(const std::vector<storage::DeniedRow>& entries) {
  std::vector<domain::DeniedEntry> held;
  for (const auto& row : entries)
    held.push_back({row.id.str(), domain::parse_denied_kind(row.kind).value(), row.value, row.key, row.source});
  return held;
}

core::Result<domain::ScreenedSubject> screened_subject(storage::Transaction& tx, const storage::ApplicationId& id) {
  const auto application = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  domain::ScreenedSubject subject;
  subject.names = stored_names(application.names);
  subject.key_sha256 = key_of(application);
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  const auto organization = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any()));
  for (const auto* name : {&organization.name, &organization.name_kana, &organization.name_latin, &organization.certificate_organization})
    if (!name->empty()) subject.organization_names.push_back(*name);
  for (const auto* number : {&organization.corporate_number, &organization.registration_number})
    if (!number->empty()) subject.numbers.insert(*number);
  for (const auto* country : {&organization.country, &organization.jurisdiction_country})
    if (!country->empty()) subject.countries.insert(*country);
  for (const auto& contact : TRY(storage::list_contacts(tx, id))) {
    add_person(subject.people, contact.family_name, contact.given_name);
    add_person(subject.people, contact.family_kana, contact.given_kana);
  }
  return subject;
}

core::Result<std::int64_t> screen_case(storage::Transaction& tx, const Actor& actor, const storage::CaseRow& row, ScreeningCause cause,
                                       core::Instant now) {
  const auto found = TRY(find_hits(tx, row, now));
  const auto added = TRY(keep_hits(tx, row, found.hits, now));
  if (cause == ScreeningCause::issue && added == 0) return added; // a job may try again and again
  const storage::ScreeningRow screening{storage::ScreeningId::make(),
                                        row.id,
                                        std::string(to_string(cause)),
                                        static_cast<std::int64_t>(found.entries),
                                        std::ssize(found.hits),
                                        added,
                                        "system",
                                        now};
  TRY(storage::insert_screening(tx, screening));
  audit(tx, system_actor(actor.origin),
        {"case_screened",
         row.id.str(),
         row.account_id.str(),
         {{"cause", screening.cause}, {"entries", screening.entries}, {"hits", screening.hits}, {"newHits", added}}},
        now);
  return added;
}

core::Result<void> screen_application(World& world, const Actor& actor, const storage::ApplicationId& id, ScreeningCause cause) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(storage::find_case_of_application(tx, id));
    if (row) static_cast<void>(TRY(screen_case(tx, actor, *row, cause, now)));
    return {};
  });
}

core::Result<std::vector<std::string>> hits_in_the_way(storage::Transaction& tx, const storage::CaseRow& row) {
  std::vector<std::string> out;
  const auto hits = TRY(storage::list_hits(tx, row.id));
  if (hits.empty()) return out;
  const auto people = TRY(load_four_eyes(tx, row));
  for (const auto& hit : hits)
    if (!domain::is_cleared(hit.decision, hit.decided_by, people)) out.push_back(hit.subject + " = " + hit.matched);
  return out;
}

core::Result<std::vector<std::string>> risks_of_account(storage::Transaction& tx, const storage::AccountId& account,
                                                        const std::vector<domain::DomainName>& names, core::Instant now) {
  std::vector<std::string> out;
  if (TRY(storage::has_open_hits(tx, account))) out.push_back(account.str());
  for (const auto& name : names) {
    std::vector<std::string> keys;
    for (const auto& candidate : name.authorization_candidates()) keys.push_back(candidate.str());
    const auto entry = TRY(storage::find_denied_domain(tx, keys, now));
    if (entry && !TRY(storage::has_cleared_hit(tx, account, entry->str(), ""))) out.push_back(name.str());
    const bool odd = name.str().contains("xn--") && domain::script_fault(name) != domain::ScriptFault::none;
    if (odd && !TRY(storage::has_cleared_hit(tx, account, "", domain::shown_name(name)))) out.push_back(name.str());
  }
  return out;
}

} // namespace usecases
