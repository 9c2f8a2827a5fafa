#include "storage/jobs.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> upsert_job(Transaction& tx, const JobRequest& request) {
  return done(
      tx.exec("INSERT INTO jobs (id, kind, subject, payload, status, run_at, leased_until, attempts, last_error) "
              "VALUES ($1, $2, $3, $4, 'queued', $5, 0, 0, '') ON CONFLICT (kind, subject) DO UPDATE SET "
              "payload = excluded.payload, status = 'queued', run_at = excluded.run_at, leased_until = 0, attempts = 0, last_error = ''",
              JobId::make(), request.kind, request.subject, request.payload, request.run_at));
}

core::Result<std::vector<JobRow>> lease_jobs(Transaction& tx, core::Instant now, std::chrono::seconds lease, std::int64_t limit) {
  static const auto sql = [](std::string_view lock) {
    return "WITH due AS MATERIALIZED (SELECT id FROM jobs WHERE status IN ('queued', 'leased') AND run_at <= $1 AND "
           "(status = 'queued' OR leased_until <= $1) ORDER BY run_at, id LIMIT $2" +
           std::string(lock) +
           ") UPDATE jobs SET status = 'leased', leased_until = $3, attempts = attempts + 1 WHERE id IN (SELECT id FROM due) RETURNING " +
           columns<JobRow>();
  };
  static const std::string plain = sql("");
  static const std::string locking = sql(" FOR UPDATE SKIP LOCKED");
  return tx.query<JobRow>(tx.locks_rows() ? locking : plain, now, limit, now + lease);
}

core::Result<bool> finish_job(Transaction& tx, const JobRow& job) {
  return happened(tx.exec("UPDATE jobs SET status = 'done', last_error = '' WHERE id = $1 AND status = 'leased' AND attempts = $2", job.id,
                          job.attempts));
}

core::Result<bool> retry_job(Transaction& tx, const JobRow& job, core::Instant run_at, std::string_view error) {
  return happened(tx.exec("UPDATE jobs SET status = 'queued', run_at = $3, last_error = $4 WHERE id = $1 AND status = 'leased' AND "
                          "attempts = $2",
                          job.id, job.attempts, run_at, error));
}

core::Result<bool> fail_job(Transaction& tx, const JobRow& job, std::string_view error) {
  return happened(tx.exec("UPDATE jobs SET status = 'failed', last_error = $3 WHERE id = $1 AND status = 'leased' AND attempts = $2",
                          job.id, job.attempts, error));
}

core::Result<void> drop_job(Transaction& tx, std::string_view kind, std::string_view subject) {
  return done(tx.exec("DELETE FROM jobs WHERE kind = $1 AND subject = $2", kind, subject));
}

core::Result<std::optional<JobRow>> find_job(Transaction& tx, std::string_view kind, std::string_view subject) {
  return find<JobRow, "FROM jobs WHERE kind = $1 AND subject = $2">(tx, kind, subject);
}

core::Result<std::optional<core::Instant>> next_job_due(Transaction& tx) {
  return tx.one<core::Instant>("SELECT CASE WHEN status = 'leased' AND leased_until > run_at THEN leased_until ELSE run_at END AS due "
                               "FROM jobs WHERE status IN ('queued', 'leased') ORDER BY due LIMIT 1");
}

} // namespace storage
