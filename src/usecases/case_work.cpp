#include "usecases/case_work.h"

#include "core/crypto.h"
#include "storage/applications.h"
#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"

namespace usecases {
namespace {

/// Jobs and commands act for the staff, too.
bool is_person(const Actor& actor) { return actor.is_staff && actor.id != system_actor({}).id; }

} // namespace

bool is_over(const storage::CaseRow& row) { return row.status == "rejected" || row.status == "withdrawn" || row.status == "lapsed"; }

core::Result<storage::CaseRow> load_case_for(storage::Transaction& tx, const storage::CaseId& id, const Actor& actor) {
  auto row = TRY(storage::load_case(tx, id));
  if (is_person(actor)) TRY(check_not_own_application(tx, row, actor.id));
  return row;
}

core::Result<storage::CaseRow> load_open_case_for(storage::Transaction& tx, const storage::CaseId& id, const Actor& actor) {
  auto row = TRY(load_case_for(tx, id, actor));
  if (row.status != "open" && row.status != "waiting_for_applicant") return domain::refuse_move("case", row.status, "open");
  return row;
}

core::Result<void> check_case_version(const storage::CaseRow& row, std::optional<std::int64_t> seen) {
  if (seen && *seen != row.version) return core::fail(core::errors::version_stale);
  return {};
}

core::Result<storage::RecordId> add_record(storage::Transaction& tx, const storage::CaseRow& row, const Actor& actor,
                                           const NewRecord& record, core::Instant now) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  const auto facts = boost::json::serialize(record.facts);
  const storage::RecordRow stored{.id = storage::RecordId::make(),
                                  .account_id = row.account_id,
                                  .organization_id = application.organization_id,
                                  .case_id = row.id,
                                  .step = std::string(domain::to_string(record.step)),
                                  .kind = record.kind,
                                  .subject = record.subject,
                                  .source = record.source,
                                  .method = record.method,
                                  .outcome = record.outcome,
                                  .facts = facts,
                                  .evidence = std::nullopt,
                                  .evidence_sha256 = core::sha256_hex(core::as_bytes(facts)),
                                  .collected_by = actor.id,
                                  .collected_at = now};
  TRY(storage::insert_record(tx, stored));
  return stored.id;
}

void audit_case(storage::Transaction& tx, const Actor& actor, const storage::CaseRow& row, std::string_view action,
                boost::json::object details, core::Instant now) {
  audit(tx, actor, {action, row.id.str(), row.account_id.str(), std::move(details)}, now);
}

} // namespace usecases
