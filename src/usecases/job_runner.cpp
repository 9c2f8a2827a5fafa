#include "usecases/job_runner.h"

#include "core/errors.h"
#include "core/log.h"
#include "outbound/errors.h"
#include "storage/outbox.h"
#include "usecases/mail_queue.h"

#include <algorithm>

namespace usecases {
namespace {

using namespace std::chrono_literals;
constexpr auto lease = 120s; // longer than any job and any SMTP conversation may take
constexpr auto pause = 500ms;
constexpr std::int64_t batch = 16;
constexpr std::int64_t most_attempts = 30;

std::chrono::seconds back_off(std::int64_t attempts) {
  return std::min<std::chrono::seconds>(30s * (1LL << std::clamp<std::int64_t>(attempts, 0, 7)), 1h);
}

std::string words(const core::Error& error) {
  const auto answer = std::ranges::find(error.params, "answer", &std::pair<std::string, std::string>::first);
  std::string text(error.code.name);
  if (answer != error.params.end()) text += ": " + answer->second;
  return error.cause.empty() ? text : text + " (" + error.cause + ")";
}

} // namespace

JobRunner::JobRunner(World& world, outbound::SmtpClient smtp, std::vector<JobKind> kinds)
    : world_(world), smtp_(std::move(smtp)), kinds_(std::move(kinds)) {}

JobRunner::~JobRunner() { stop(); }

void JobRunner::start(unsigned workers) {
  for (unsigned i = 0; i < workers; ++i) threads_.emplace_back([this] { loop(&JobRunner::run_jobs); });
  threads_.emplace_back([this] { loop(&JobRunner::send_mails); });
}

void JobRunner::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void JobRunner::loop(Round round) {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const auto done = run_round({round});
    lock.lock();
    if (done == 0) wake_.wait_for(lock, pause, [this] { return stopping_; });
  }
}

std::size_t JobRunner::run_due() { return run_round({&JobRunner::run_jobs, &JobRunner::send_mails}); }

std::size_t JobRunner::run_round(std::initializer_list<Round> rounds) {
  std::size_t done = 0;
  bool well = true;
  if (const auto queued = queue_periodic(); !queued) core::log::error("periodic_jobs_not_queued", queued.error());
  for (const auto round : rounds) {
    const auto count = (this->*round)();
    if (count)
      done += *count;
    else
      core::log::error("job_round_failed", count.error());
    well = well && count.has_value();
  }
  if (well) last_round_.store(core::to_unix(world_.clock.now()));
  return done;
}

core::Result<void> JobRunner::queue_periodic() {
  if (periodic_queued_) return {};
  const auto now = world_.clock.now();
  for (const auto& kind : kinds_) {
    if (kind.every == 0s) continue;
    const auto job = TRY(world_.database.read([&](storage::Transaction& tx) { return storage::find_job(tx, kind.name, "all"); }));
    if (job) continue;
    TRY(world_.database.write([&](storage::Transaction& tx) { return storage::upsert_job(tx, {kind.name, "all", "{}", now}); }));
  }
  periodic_queued_ = true;
  return {};
}

core::Result<std::size_t> JobRunner::run_jobs() {
  const auto now = world_.clock.now();
  const auto due = TRY(world_.database.read([&](storage::Transaction& tx) { return storage::next_job_due(tx); }));
  if (!due || *due > now) return std::size_t{0};
  const auto jobs = TRY(world_.database.write([&](storage::Transaction& tx) { return storage::lease_jobs(tx, now, lease, batch); }));
  for (const auto& job : jobs) run_job(job);
  return jobs.size();
}

const JobKind* JobRunner::find(const std::string& name) const {
  const auto found = std::ranges::find(kinds_, name, &JobKind::name);
  return found == kinds_.end() ? nullptr : &*found;
}

void JobRunner::run_job(const storage::JobRow& job) {
  const auto* kind = find(job.kind);
  core::Result<void> outcome = core::fail(core::errors::internal_error, {}, "no such kind of job");
  try {
    if (kind != nullptr) outcome = kind->run(job);
  } catch (const std::exception& bug) {
    outcome = core::fail(core::errors::internal_error, {}, bug.what());
  }
  if (!outcome) core::log::warn("job_failed", {{"kind", job.kind}, {"subject", job.subject}, {"error", words(outcome.error())}});
  if (const auto noted = note_end(job, outcome, kind); !noted) core::log::error("job_end_not_noted", noted.error());
}

core::Result<void> JobRunner::note_end(const storage::JobRow& job, const core::Result<void>& outcome, const JobKind* kind) {
  const auto now = world_.clock.now();
  return world_.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const bool periodic = kind != nullptr && kind->every > 0s;
    const auto again = periodic ? std::min(kind->every, back_off(job.attempts)) : back_off(job.attempts);
    const auto kept = [&]() -> core::Result<bool> { // false: it was queued again meanwhile, which stands
      if (outcome && !periodic) return storage::finish_job(tx, job);
      if (outcome) return storage::retry_job(tx, job, now + kind->every, "");
      if (!periodic && (kind == nullptr || job.attempts >= most_attempts)) return storage::fail_job(tx, job, words(outcome.error()));
      return storage::retry_job(tx, job, now + again, words(outcome.error()));
    }();
    if (!kept) return core::fail(kept.error());
    return {};
  });
}

core::Result<std::size_t> JobRunner::send_mails() {
  const auto now = world_.clock.now();
  const auto due = TRY(world_.database.read([&](storage::Transaction& tx) { return storage::next_outbox_due(tx); }));
  if (!due || *due > now) return std::size_t{0};
  const auto mails = TRY(world_.database.write([&](storage::Transaction& tx) { return storage::claim_outbox(tx, now, lease, batch); }));
  for (const auto& mail : mails) send_mail(mail);
  return mails.size();
}

void JobRunner::send_mail(const storage::OutboxRow& mail) {
  core::Result<void> sent = core::fail(core::errors::internal_error);
  try {
    sent = deliver_mail(world_, smtp_, mail);
  } catch (const std::exception& bug) {
    sent = core::fail(core::errors::internal_error, {}, bug.what());
  }
  const auto now = world_.clock.now();
  const auto noted = world_.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    if (sent) return storage::mark_delivered(tx, mail.id, now);
    if (sent.error().code == outbound::errors::mail_refused) return storage::give_up(tx, mail.id, words(sent.error()), now);
    static_cast<void>(TRY(storage::mark_undelivered(tx, mail, words(sent.error()), now)));
    return {};
  });
  if (!sent) core::log::warn("mail_not_delivered", {{"id", mail.id.str()}, {"object", mail.object}, {"error", words(sent.error())}});
  if (!noted) core::log::error("mail_end_not_noted", noted.error());
}

} // namespace usecases
