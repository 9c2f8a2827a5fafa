#pragma once

#include "storage/database.h"
#include "storage/ids.h"

#include <chrono>

namespace storage {

/// Long work, one row for each kind and subject.
struct JobRow {
  JobId id;
  std::string kind;
  std::string subject;
  std::string payload; ///< JSON
  std::string status;  ///< queued | leased | done | failed
  core::Instant run_at;
  core::Instant leased_until;
  std::int64_t attempts;
  std::string last_error;
};
BOOST_DESCRIBE_STRUCT(JobRow, (), (id, kind, subject, payload, status, run_at, leased_until, attempts, last_error))

struct JobRequest {
  std::string kind;
  std::string subject;
  std::string payload = "{}";
  core::Instant run_at;
};
/// Queues a job, or queues the one of this kind and subject again with a new payload and time, even while it runs.
core::Result<void> upsert_job(Transaction& tx, const JobRequest& request);
/// Takes due jobs for `lease`, and those whose worker let its lease run out; each goes to one worker.
core::Result<std::vector<JobRow>> lease_jobs(Transaction& tx, core::Instant now, std::chrono::seconds lease, std::int64_t limit);
/// The three ends of a lease. They do nothing (false) where the job was leased to another or queued again meanwhile.
core::Result<bool> finish_job(Transaction& tx, const JobRow& job);
core::Result<bool> retry_job(Transaction& tx, const JobRow& job, core::Instant run_at, std::string_view error);
core::Result<bool> fail_job(Transaction& tx, const JobRow& job, std::string_view error);
/// The job of this kind and subject is no longer wanted; nothing where there is none.
core::Result<void> drop_job(Transaction& tx, std::string_view kind, std::string_view subject);
core::Result<std::optional<JobRow>> find_job(Transaction& tx, std::string_view kind, std::string_view subject);
/// When the next job is due, if there is one.
core::Result<std::optional<core::Instant>> next_job_due(Transaction& tx);

} // namespace storage
