#include "usecases/answer_domain_mail.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "outbound/cname.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "usecases/audit.h"
#include "usecases/complete_validation.h"
#include "usecases/contact_person.h"
#include "usecases/corroboration.h"
#include "usecases/errors.h"
#include "usecases/validation.h"

#include <fmt/format.h>

namespace usecases {
namespace {

struct Loaded {
  storage::ValidationMailRow mail;
  storage::ValidationRow validation;
};

core::Result<Loaded> load(storage::Transaction& tx, std::string_view value) {
  auto mail = TRY(core::require(TRY(storage::find_validation_mail(tx, core::sha256_hex(core::as_bytes(value)))), core::errors::not_found));
  auto validation = TRY(storage::load_validation(tx, mail.validation_id, storage::Tenant::of(mail.account_id)));
  return Loaded{std::move(mail), std::move(validation)};
}

std::string status_of(const Loaded& loaded, core::Instant now) {
  if (!loaded.mail.answer.empty()) return loaded.mail.answer;
  if (loaded.validation.status == "expired" || now > loaded.validation.value_expires_at) return "expired";
  return loaded.validation.status == "pending" ? "open" : "closed";
}

core::Result<DomainApproval> compose(storage::Transaction& tx, const Loaded& loaded, core::Instant now) {
  const auto& [mail, validation] = loaded;
  DomainApproval out{.status = status_of(loaded, now),
                     .domain = validation.authorization_domain,
                     .names = mail.names,
                     .organization = {},
                     .application_number = {},
                     .technical_contact = {},
                     .address = mail.address,
                     .expires_at = validation.value_expires_at,
                     .answered_at = mail.answered_at};
  if (!validation.application_id) return out;
  const auto application = TRY(storage::load_application(tx, *validation.application_id, storage::Tenant::of(mail.account_id)));
  out.application_number = application.number;
  if (application.organization_id)
    out.organization = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::of(mail.account_id))).name;
  if (const auto technical = TRY(storage::find_contact(tx, application.id, "technical"))) out.technical_contact = full_name(*technical);
  return out;
}

/// An answer counts while the value lives, the validation waits, and the rules of the day allow the method.
core::Result<void> check_open(const World& world, const Loaded& loaded, core::Instant now) {
  const auto status = status_of(loaded, now);
  if (status == "expired") return core::fail(errors::validation_expired, {{"name", loaded.validation.fqdn}});
  if (status == "closed") return core::fail(errors::domain_approval_closed);
  if (status != "open") {
    const auto at = core::to_time_param(loaded.mail.answered_at.value_or(now), world.calendar.zone());
    return core::fail(errors::domain_approval_answered, {{"at", at}});
  }
  const auto method = facts_of(loaded.validation).method;
  const auto permission = world.rules.dcv_method(loaded.validation.profile, domain::policy_method(method), now);
  if (permission.verdict == policy::Verdict::refused) return core::fail(forbidden_method(method, permission));
  return {};
}

/// A proof that followed a CNAME stands only while the CNAME points there (BR 3.2.2.4), here and for the perspectives. Gives the look-ups.
core::Result<std::string> check_place(World& world, const storage::ValidationRow& row) {
  std::string evidence;
  TRY(outbound::check_proof_place(world.resolver, row.fqdn, row.authorization_domain, evidence));
  if (!domain::follows_cname(facts_of(row).fqdn, facts_of(row).authorization_domain)) return evidence;
  const auto said = corroborate(world, outbound::CnameLook{row.fqdn, row.authorization_domain}, row.profile);
  if (said.error) return core::fail(*said.error);
  return evidence + said.evidence;
}

/// Before the answer's transaction: asks the DNS, and only about an answer that would count.
core::Result<std::string> look_before(World& world, std::string_view value, core::Instant now) {
  const auto loaded = TRY(world.database.read([&](storage::Transaction& tx) { return load(tx, value); }));
  TRY(check_open(world, loaded, now));
  return check_place(world, loaded.validation);
}

ProofEvidence evidence_of(const World& world, const Loaded& loaded, const Actor& actor, const std::string& looked, core::Instant now) {
  const auto& [mail, validation] = loaded;
  const auto& traits = domain::traits_of(facts_of(validation).method);
  auto text = fmt::format("method: BR {} {} (BR {}, rules {} {})\n", traits.section, traits.name, domain::br_version, world.rules.name(),
                          world.rules.sha256());
  text += fmt::format("name: {}\nauthorization domain: {}\naddress: {}\nsource of the address: {}\n", validation.fqdn,
                      validation.authorization_domain, mail.address, mail.source);
  text += mail.source_evidence + looked;
  text += fmt::format("value: sha256 {}, mailed {}\napproved {} from {}\n", mail.value_hash, core::to_rfc3339(mail.created_at),
                      core::to_rfc3339(now), actor.origin);
  return {.source = "mail",
          .text = std::move(text),
          .facts = {{"address", mail.address},
                    {"addressSource", mail.source},
                    {"mail", mail.id.str()},
                    {"answeredAt", core::to_rfc3339(now)},
                    {"answeredFrom", actor.origin}},
          .found = {}};
}

/// Approves with what was looked up before, declines without.
core::Result<bool> act(storage::Transaction& tx, const World& world, const Actor& actor, const Loaded& loaded,
                       const std::optional<std::string>& looked, core::Instant now) {
  if (looked) return complete_validation(tx, world, actor, loaded.validation, evidence_of(world, loaded, actor, *looked, now), now);
  const core::Error reason{errors::domain_approval_declined, {{"address", loaded.mail.address}}, {}, {}};
  return end_validation(tx, world, actor, loaded.validation, domain::ValidationStatus::failed, reason, now);
}

} // namespace

core::Result<DomainApproval> view_domain_approval(World& world, std::string_view value) {
  return world.database.read(
      [&](storage::Transaction& tx) -> core::Result<DomainApproval> { return compose(tx, TRY(load(tx, value)), world.clock.now()); });
}

core::Result<DomainApproval> answer_domain_approval(World& world, const Actor& actor, std::string_view value, bool approves) {
  const auto now = world.clock.now();
  const auto looked = approves ? std::optional(TRY(look_before(world, value, now))) : std::nullopt;
  return world.database.write([&](storage::Transaction& tx) -> core::Result<DomainApproval> {
    auto loaded = TRY(load(tx, value));
    TRY(check_open(world, loaded, now));
    auto answered = loaded.mail;
    answered.answer = approves ? "approved" : "declined";
    answered.answered_at = now;
    answered.answered_from = actor.origin;
    if (!TRY(storage::answer_validation_mail(tx, answered))) return core::fail(errors::domain_approval_closed);
    if (!TRY(act(tx, world, actor, loaded, looked, now))) return core::fail(errors::domain_approval_closed);
    audit(tx, actor,
          {"domain_approval_answered",
           loaded.validation.id.str(),
           loaded.mail.account_id.str(),
           {{"mail", loaded.mail.id.str()}, {"address", loaded.mail.address}, {"answer", answered.answer}}},
          now);
    return compose(tx, TRY(load(tx, value)), now);
  });
}

} // namespace usecases
