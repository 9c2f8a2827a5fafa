#pragma once

#include "outbound/smtp.h"
#include "storage/jobs.h"
#include "storage/outbox.h"
#include "usecases/world.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace usecases {

/// A kind of work: what to do with a job of it. Work may be done twice (a crash between doing and noting), so it must be
/// harmless to repeat. One with `every` has a single job that is queued again after each run, on whichever node.
struct JobKind {
  std::string name;
  std::function<core::Result<void>(const storage::JobRow&)> run;
  std::chrono::seconds every{0};
};

/// The kinds that the program itself needs: validation checks, expiry of codes, quotes, sessions and saved answers, lapsing of
/// licences, reminders to applicants. The composition root adds those of its own (CRLs, recovery).
std::vector<JobKind> standard_jobs(World& world);

/// Does due jobs and sends queued mail on threads of its own, until stopped. Jobs and mails are leased: a node that dies loses
/// none, and two nodes do none twice at once. Failures are tried again, later and later.
class JobRunner {
public:
  JobRunner(World& world, outbound::SmtpClient smtp, std::vector<JobKind> kinds);
  ~JobRunner();
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  /// Jobs on so many threads, mail on one more: a mail server that is silent holds nothing else up.
  void start(unsigned workers = 1);
  /// Lets what is running end.
  void stop();
  /// Everything that is due now, once; how many jobs and mails that were. For tests and `--exit` runs.
  std::size_t run_due();
  /// When a round last ended well, by the world's clock; a gauge over it is the dead man's alarm.
  core::Instant last_round() const { return core::from_unix(last_round_.load()); }

private:
  using Round = core::Result<std::size_t> (JobRunner::*)();
  void loop(Round round);
  std::size_t run_round(std::initializer_list<Round> rounds);
  core::Result<void> queue_periodic();
  core::Result<std::size_t> run_jobs();
  core::Result<std::size_t> send_mails();
  void run_job(const storage::JobRow& job);
  core::Result<void> note_end(const storage::JobRow& job, const core::Result<void>& outcome, const JobKind* kind);
  void send_mail(const storage::OutboxRow& mail);
  const JobKind* find(const std::string& name) const;

  World& world_;
  outbound::SmtpClient smtp_;
  std::vector<JobKind> kinds_;
  std::atomic<std::int64_t> last_round_{0};
  std::atomic<bool> periodic_queued_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

} // namespace usecases
