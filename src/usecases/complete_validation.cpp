#include "usecases/complete_validation.h"

#include "core/crypto.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "usecases/application.h"
#include "usecases/audit.h"
#include "usecases/domain_step.h"
#include "usecases/errors.h"
#include "usecases/links.h"
#include "usecases/mail_about_case.h"

namespace usecases {
namespace {

constexpr std::int64_t most_at_once = 300;

/// Only the program's own look, or the answer to its own mail, is evidence, whoever asked for it; so no person becomes a collector by
/// pressing a button.
storage::RecordRow to_record(const storage::ValidationRow& row, const ProofEvidence& evidence, const std::optional<storage::CaseId>& opened,
                             const std::optional<storage::OrganizationId>& organization, core::Instant now) {
  const auto method = domain::parse_dcv_method(row.method).value_or(domain::DcvMethod::dns_txt);
  auto facts = evidence.facts;
  facts["fqdn"] = row.fqdn;
  facts["authorizationDomain"] = row.authorization_domain;
  facts["validation"] = row.id.str();
  facts["attempts"] = row.attempts + 1;
  facts["methodNumber"] = domain::traits_of(method).section;
  facts["requirements"] = std::string("BR ") + std::string(domain::br_version);
  return {.id = storage::RecordId::make(),
          .account_id = row.account_id,
          .organization_id = organization,
          .case_id = opened,
          .step = "domains",
          .kind = "domain",
          .subject = row.fqdn,
          .source = evidence.source,
          .method = row.method,
          .outcome = "passed",
          .facts = boost::json::serialize(facts),
          .evidence = core::to_bytes(evidence.text),
          .evidence_sha256 = core::sha256_hex(core::as_bytes(evidence.text)),
          .collected_by = "system",
          .collected_at = now};
}

core::Result<storage::RecordId> keep_evidence(storage::Transaction& tx, const World& world, const storage::ValidationRow& row,
                                              const ProofEvidence& evidence, core::Instant now) {
  std::optional<storage::CaseRow> opened;
  std::optional<storage::ApplicationRow> application;
  if (row.application_id) {
    application = TRY(storage::load_application(tx, *row.application_id, storage::Tenant::any()));
    opened = TRY(storage::find_case_of_application(tx, application->id));
  }
  const auto record = to_record(row, evidence, opened ? std::optional(opened->id) : std::nullopt,
                                application ? application->organization_id : std::nullopt, now);
  TRY(storage::insert_record(tx, record));
  TRY(storage::set_validation_record(tx, row.id, record.id));
  TRY(settle_domain_steps(tx, world, row, record.id, now));
  return record.id;
}

core::Result<void> tell_applicant(storage::Transaction& tx, const World& world, const storage::ValidationRow& row,
                                  const core::Error& reason, core::Instant now) {
  if (!row.application_id || !TRY(storage::find_contact(tx, *row.application_id, "technical"))) return {};
  const auto contact = TRY(technical_contact(tx, *row.application_id));
  return queue_mail(tx, world,
                    {.mail = outbound::MailTemplate::validation_ended,
                     .language = contact.language,
                     .to = contact.email,
                     .recipient = contact.recipient,
                     .params = {{"application_number", contact.application.number},
                                {"domain", row.fqdn},
                                {"reason", core::describe(reason, contact.language)},
                                {"url", links::application_page(world.config, row.application_id->str())}},
                     .object = row.application_id->str()},
                    now);
}

} // namespace

domain::ValidationFacts facts_of(const storage::ValidationRow& row) {
  return {.method = domain::parse_dcv_method(row.method).value_or(domain::DcvMethod::dns_txt),
          .fqdn = domain::DomainName::stored(row.fqdn),
          .authorization_domain = domain::DomainName::stored(row.authorization_domain),
          .status = domain::parse_state<domain::ValidationStatus>(row.status).value_or(domain::ValidationStatus::failed),
          .value_expires_at = row.value_expires_at,
          .completed_at = row.completed_at,
          .attempts = static_cast<int>(row.attempts)};
}

core::Result<bool> complete_validation(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ValidationRow& row,
                                       const ProofEvidence& evidence, core::Instant now) {
  if (!TRY(storage::record_check(tx, row.id, {"valid", evidence.found, "", now, std::nullopt}))) return false;
  const auto record = TRY(keep_evidence(tx, world, row, evidence, now));
  audit(tx, actor,
        {"domain_validated",
         row.id.str(),
         row.account_id.str(),
         {{"fqdn", row.fqdn},
          {"authorizationDomain", row.authorization_domain},
          {"method", row.method},
          {"record", record.str()},
          {"evidence", evidence.text}}},
        now);
  return true;
}

core::Result<bool> end_validation(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ValidationRow& row,
                                  domain::ValidationStatus status, const core::Error& reason, core::Instant now) {
  const std::string ended(domain::to_string(status));
  if (!TRY(storage::record_check(tx, row.id, {ended, row.last_found, to_stored_error(reason), now, std::nullopt}))) return false;
  TRY(tell_applicant(tx, world, row, reason, now));
  audit(tx, actor,
        {"validation_ended",
         row.id.str(),
         row.account_id.str(),
         {{"fqdn", row.fqdn}, {"method", row.method}, {"status", ended}, {"reason", reason.code.name}}},
        now);
  return true;
}

core::Result<void> expire_validations(World& world, const Actor& actor) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    for (const auto& row : TRY(storage::list_overdue_validations(tx, now, most_at_once))) {
      const core::Error reason{errors::validation_expired, {{"name", row.fqdn}}, {}, {}};
      static_cast<void>(TRY(end_validation(tx, world, actor, row, domain::ValidationStatus::expired, reason, now)));
    }
    return {};
  });
}

} // namespace usecases
