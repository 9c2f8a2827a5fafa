#include "storage/endings.h"

#include "storage/jobs.h"
#include "storage/statement.h"

namespace storage {

core::Result<void> insert_ending(Transaction& tx, const EndingRow& ending) { return insert<"application_endings">(tx, ending); }

core::Result<void> stop_work_for(Transaction& tx, const ApplicationId& application) {
  TRY(done(tx.exec("UPDATE domain_validations SET status = 'expired', next_try_at = NULL WHERE application_id = $1 AND status = 'pending'",
                   application)));
  return drop_job(tx, "issue_application", application.str());
}

core::Result<void> note_new_code(Transaction& tx, const ApplicationId& application) {
  return done(tx.exec("UPDATE application_endings SET new_code = TRUE WHERE application_id = $1", application));
}

core::Result<std::optional<EndingRow>> find_ending(Transaction& tx, const ApplicationId& application) {
  return find<EndingRow, "FROM application_endings WHERE application_id = $1">(tx, application);
}

} // namespace storage
