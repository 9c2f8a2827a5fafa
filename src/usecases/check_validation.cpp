#include "usecases/check_validation.h"

#include "core/errors.h"
#include "domain/validation.h"
#include "outbound/errors.h"
#include "outbound/validation_check.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "storage/jobs.h"
#include "usecases/application.h"
#include "usecases/audit.h"
#include "usecases/look_elsewhere.h"
#include "usecases/validation_job.h"

#include <boost/json.hpp>

#include <algorithm>

namespace usecases {
namespace {

domain::ValidationFacts facts_of(const storage::ValidationRow& row) {
  return {.method = domain::parse_dcv_method(row.method).value_or(domain::DcvMethod::dns_txt),
          .fqdn = domain::DomainName::stored(row.fqdn),
          .authorization_domain = domain::DomainName::stored(row.authorization_domain),
          .status = domain::parse_state<domain::ValidationStatus>(row.status).value_or(domain::ValidationStatus::failed),
          .value_expires_at = row.value_expires_at,
          .completed_at = row.completed_at,
          .attempts = static_cast<int>(row.attempts)};
}

outbound::ValidationOutcome look(World& world, const storage::ValidationRow& row) {
  if (row.method == "dns_txt") return outbound::check_dns_txt(world.resolver, row.authorization_domain, row.random_value);
  return outbound::check_web_file(world.web, {row.fqdn, std::string(validation_file), row.random_value});
}

domain::LookOutcome judge(const outbound::ValidationOutcome& outcome) {
  if (outcome.confirmed) return domain::LookOutcome::found;
  if (!outcome.error) return domain::LookOutcome::unreachable;
  const auto& code = outcome.error->code;
  if (code == outbound::errors::validation_txt_missing) return domain::LookOutcome::absent;
  const bool different = code == outbound::errors::validation_txt_different || code == outbound::errors::validation_file_different;
  return different ? domain::LookOutcome::wrong : domain::LookOutcome::unreachable;
}

/// Only the program's own look is evidence, whoever asked for it; so no person becomes a collector by pressing a button.
storage::RecordRow to_record(const storage::ValidationRow& row, const outbound::ValidationOutcome& outcome, const storage::CaseRow& opened,
                             const std::optional<storage::OrganizationId>& organization, core::Instant now) {
  const boost::json::object facts{
      {"fqdn", row.fqdn}, {"authorizationDomain", row.authorization_domain}, {"validation", row.id.str()}, {"attempts", row.attempts + 1}};
  return {.id = storage::RecordId::make(),
          .account_id = row.account_id,
          .organization_id = organization,
          .case_id = opened.id,
          .step = "domains",
          .kind = "domain",
          .subject = row.fqdn,
          .source = row.method == "dns_txt" ? "dns" : "web",
          .method = row.method,
          .outcome = "passed",
          .facts = boost::json::serialize(facts),
          .evidence = core::to_bytes(outcome.evidence),
          .evidence_sha256 = core::sha256_hex(core::as_bytes(outcome.evidence)),
          .collected_by = "system",
          .collected_at = now};
}

bool is_covered(const std::string& name, const std::vector<storage::ValidationRow>& rows) {
  return std::ranges::any_of(rows, [&](const storage::ValidationRow& row) {
    const auto method = domain::parse_dcv_method(row.method);
    return method && row.status == "valid" &&
           domain::proof_covers(*method, domain::DomainName::stored(row.fqdn), domain::DomainName::stored(row.authorization_domain),
                                domain::DomainName::stored(name));
  });
}

/// The case's step `domains`: in progress with the first proof, passed when every name is covered.
core::Result<void> move_step(storage::Transaction& tx, const storage::CaseId& id, const storage::ApplicationRow& application,
                             const storage::RecordId& record, core::Instant now) {
  const auto rows = TRY(storage::list_validations(tx, application.id));
  const bool all = std::ranges::all_of(application.names, [&](const std::string& name) { return is_covered(name, rows); });
  const auto steps = TRY(storage::list_steps(tx, id));
  const auto step = std::ranges::find(steps, "domains", &storage::StepRow::step);
  if (step == steps.end() || step->status == "passed" || step->status == "not_needed") return {};
  return storage::set_step(tx, {id, "domains", all ? "passed" : "in_progress", record, now});
}

core::Result<void> keep_evidence(storage::Transaction& tx, const storage::ValidationRow& row, const outbound::ValidationOutcome& outcome,
                                 core::Instant now) {
  if (!row.application_id) return {};
  const auto application = TRY(storage::load_application(tx, *row.application_id, storage::Tenant::any()));
  const auto opened = TRY(storage::find_case_of_application(tx, application.id));
  if (!opened) return {};
  const auto record = to_record(row, outcome, *opened, application.organization_id, now);
  TRY(storage::insert_record(tx, record));
  return move_step(tx, opened->id, application, record.id, now);
}

core::Result<storage::ValidationRow> load_own(storage::Transaction& tx, const Actor& actor, const storage::ValidationId& id) {
  auto row = TRY(storage::load_validation(tx, id, storage::Tenant::any()));
  if (actor.is_staff || (row.application_id && row.application_id->str() == actor.application_id)) return row;
  return core::fail(core::errors::not_found);
}

/// Everything that one look changes.
core::Result<void> save(storage::Transaction& tx, const Actor& actor, const storage::ValidationRow& row,
                        const outbound::ValidationOutcome& outcome, core::Instant now) {
  const auto after = domain::after_look(facts_of(row), judge(outcome), now);
  const auto error = outcome.confirmed || !outcome.error ? std::string() : to_stored_error(*outcome.error);
  const bool changed =
      TRY(storage::record_check(tx, row.id, {std::string(domain::to_string(after.status)), outcome.found, error, now, after.next_try_at}));
  if (!changed) return {}; // somebody else's look was first
  if (after.status == domain::ValidationStatus::valid) {
    TRY(keep_evidence(tx, row, outcome, now));
    audit(tx, actor,
          {"domain_validated",
           row.id.str(),
           row.account_id.str(),
           {{"fqdn", row.fqdn}, {"method", row.method}, {"evidence", outcome.evidence}}},
          now);
  }
  if (after.next_try_at) TRY(storage::upsert_job(tx, {std::string(validation_job), row.id.str(), "{}", *after.next_try_at}));
  return {};
}

} // namespace

core::Result<Validation> check_validation(World& world, const Actor& actor, const storage::ValidationId& id) {
  const auto row = TRY(world.database.read([&](storage::Transaction& tx) { return load_own(tx, actor, id); }));
  if (row.status != "pending") return to_validation(row, actor.language);
  const auto now = world.clock.now();
  // An expired value is not asked for any more; after_look says so.
  const bool lives = now <= row.value_expires_at;
  auto outcome = lives ? look(world, row) : outbound::ValidationOutcome{};
  const auto sightings = lives ? look_elsewhere(world, row, outcome) : Sightings{};
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    TRY(save(tx, actor, row, outcome, now));
    if (lives) TRY(keep_sightings(tx, actor, row, sightings, now));
    return to_validation(TRY(storage::load_validation(tx, id, storage::Tenant::any())), actor.language);
  });
}

} // namespace usecases
