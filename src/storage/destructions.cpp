#include "storage/destructions.h"

#include "storage/outbox.h"
#include "storage/statement.h"

namespace storage {

core::Result<void> insert_destruction(Transaction& tx, const DestructionRow& row) { return insert<"record_destructions">(tx, row); }

core::Result<DestructionRow> load_destruction(Transaction& tx, const DestructionId& id) {
  return load<DestructionRow, "FROM record_destructions WHERE id = $1">(tx, id);
}

core::Result<void> approve_destruction(Transaction& tx, const DestructionRow& row) {
  return expect_current(tx.exec("UPDATE record_destructions SET approved_by = $2, approved_at = $3, records = $4 "
                                "WHERE id = $1 AND approved_at IS NULL",
                                row.id, row.approved_by, row.approved_at, row.records));
}

core::Result<std::int64_t> blank_case(Transaction& tx, const CaseId& id, const ApplicationId& application) {
  for (const auto& object : TRY(list_mailed_objects(tx, id, application))) TRY(blank_outbox_of(tx, object));
  TRY(done(tx.exec(
      "UPDATE calls SET number = '', number_shown = '', extension = '', reached_name = '', reached_department = '', answers = '[]', "
      "note = '', stated_title = '' WHERE case_id = $1",
      id)));
  TRY(done(tx.exec("UPDATE call_additions SET text = '' WHERE call_id IN (SELECT id FROM calls WHERE case_id = $1)", id)));
  TRY(done(tx.exec("UPDATE case_notes SET text = '' WHERE case_id = $1", id)));
  TRY(done(tx.exec("UPDATE case_questions SET text = '', answer = '' WHERE case_id = $1", id)));
  TRY(done(tx.exec("DELETE FROM evidence_contents WHERE file_id IN (SELECT id FROM evidence_files WHERE case_id = $1)", id)));
  TRY(done(tx.exec("UPDATE evidence_files SET file_name = '', note = '', decision_reason = '' WHERE case_id = $1", id)));
  TRY(done(tx.exec("UPDATE case_decisions SET note = '', facts = '{}' WHERE case_id = $1", id)));
  TRY(done(tx.exec("UPDATE difference_decisions SET reason = '' WHERE case_id = $1", id)));
  TRY(done(tx.exec("UPDATE case_hits SET reason = '' WHERE case_id = $1", id)));
  TRY(done(tx.exec("UPDATE case_hits SET subject = id, matched = '' WHERE case_id = $1 AND kind = 'denied_person'", id)));
  TRY(done(tx.exec("UPDATE contacts SET family_name = '', given_name = '', family_kana = '', given_kana = '', employer = '', "
                   "department = '', title = '', email = '', phone = '' WHERE application_id = $1",
                   application)));
  TRY(done(tx.exec("DELETE FROM claimed_numbers WHERE application_id = $1", application)));
  TRY(done(tx.exec("UPDATE consents SET person = '', email = '', reason = '' WHERE application_id = $1", application)));
  TRY(done(tx.exec("UPDATE consent_links SET email = '' WHERE application_id = $1", application)));
  TRY(done(tx.exec("UPDATE validation_mails SET address = '', source_evidence = '', answered_from = '' WHERE validation_id IN "
                   "(SELECT id FROM domain_validations WHERE application_id = $1)",
                   application)));
  TRY(done(tx.exec("UPDATE domain_validations SET last_found = '', last_error = '' WHERE application_id = $1", application)));
  TRY(done(tx.exec("UPDATE application_endings SET reason = '' WHERE application_id = $1", application)));
  TRY(done(tx.exec("UPDATE applications SET draft = '{}', decision_reason = '' WHERE id = $1", application)));
  return tx.exec("UPDATE vetting_records SET evidence = NULL, facts = '{}', subject = '' WHERE case_id = $1", id);
}

} // namespace storage
