#include "storage/sqlite_writer.h"

#include "core/fault.h"
#include "core/gathering.h"
#include "core/log.h"
#include "core/semaphore.h"
#include "storage/audit.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace storage {
namespace {

constexpr std::size_t most_in_a_commit = 64;
/// After so many the next are waited for a moment: a commit that carries more costs each less.
constexpr std::size_t many_in_a_commit = 8;
constexpr std::chrono::microseconds gathering_time{1'500};
constexpr int frames_worth_a_checkpoint = 1'000; // 4 MB: more at once keeps commits waiting for the disk
/// A log this long (64 MB) is to begin anew, which needs a moment without a commit: the writer itself does the last bit. Meanwhile the
/// background keeps that bit small, so that nobody waits long; a log twice as long is cut whatever is left.
constexpr int most_frames = 16'000;
constexpr int last_bit = 400;
constexpr std::chrono::milliseconds checkpoint_pause{100};
constexpr std::chrono::milliseconds short_checkpoint_pause{2};

} // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection, std::unique_ptr<SqliteConnection> checkpointer)
    : connection_(std::move(connection)), checkpointer_(std::move(checkpointer)), thread_([this] { run(); }),
      checkpoints_([this] { run_checkpoints(); }) {}

SqliteWriter::~SqliteWriter() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  wake_checkpoints_.notify_all();
  thread_.join();
  checkpoints_.join();
}

core::Result<void> SqliteWriter::write(DatabaseEngine::Body body) {
  core::Result<void> outcome;
  std::exception_ptr thrown;
  core::Semaphore done;
  submit(body, [&](core::Result<void> kept, std::exception_ptr caught) {
    outcome = std::move(kept);
    thrown = std::move(caught);
    done.release();
  });
  done.acquire();
  if (thrown) std::rethrow_exception(thrown);
  return outcome;
}

void SqliteWriter::submit(std::move_only_function<bool(Transaction&)> body, DatabaseEngine::Done done) {
  {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back({std::move(body), std::move(done)});
  }
  core::Gathering::at_end(this, [this] { wake_.notify_one(); });
}

bool SqliteWriter::take(Batch& batch) {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  if (batch.size() >= many_in_a_commit && !stopping_) {
    lock.unlock();
    std::this_thread::sleep_for(gathering_time);
    lock.lock();
  }
  const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), most_in_a_commit));
  batch.clear();
  std::move(waiting_.begin(), waiting_.begin() + count, std::back_inserter(batch));
  waiting_.erase(waiting_.begin(), waiting_.begin() + count);
  return !batch.empty();
}

void SqliteWriter::run() {
  Batch batch;
  while (take(batch)) {
    commit(batch);
    tell(batch);
    cut_log();
  }
}

void SqliteWriter::cut_log() {
  const int frames = connection_->wal_frames();
  frames_ = frames;
  if (frames < most_frames) next_cut_ = 0;
  const bool nearly_done = frames - checkpointed_ <= last_bit || frames > 2 * most_frames;
  if (frames < most_frames || frames < next_cut_ || !nearly_done) return;
  (void)connection_->checkpoint();
  next_cut_ = frames + frames_worth_a_checkpoint; // where somebody still reads the old log
}

void SqliteWriter::tell(Batch& batch) {
  const core::Gathering gathering;
  for (auto& request : batch) request.done(std::move(request.outcome), std::move(request.thrown));
}

void SqliteWriter::commit(Batch& batch) {
  auto outcome = run_all(batch, Fence::none);
  if (outcome && spoilt_) {
    outcome = connection_->command("ROLLBACK");
    if (outcome && batch.size() > 1) outcome = run_all(batch, Fence::savepoints);
  }
  std::uint64_t kept = 0;
  for (const auto& request : batch) kept += request.kept ? 1 : 0;
  if (outcome && kept > 0) {
    Transaction tx(*connection_);
    outcome = write_audit(tx, events_);
    core::fault::point("storage_before_commit");
    if (outcome) outcome = connection_->command("COMMIT");
    core::fault::point("storage_after_commit");
  }
  if (connection_->in_transaction()) (void)connection_->command("ROLLBACK");
  if (!outcome) {
    core::log::error("commit_failed", outcome.error());
    for (auto& request : batch)
      if (request.kept) request.outcome = core::Failure(outcome.error());
    return;
  }
  if (kept == 0) return;
  ++commits_;
  writes_ += kept;
}

core::Result<void> SqliteWriter::run_all(Batch& batch, Fence fence) {
  // An error here is everyone's, those not yet run too.
  for (auto& request : batch) request.kept = true;
  spoilt_ = false;
  events_.clear();
  TRY(connection_->begin_writing());
  for (auto& request : batch) {
    TRY(run_one(request, fence));
    if (spoilt_) break;
  }
  return {};
}

core::Result<void> SqliteWriter::run_one(Request& request, Fence fence) {
  if (fence == Fence::savepoints) TRY(connection_->command("SAVEPOINT closure"));
  request.kept = false;
  request.outcome = {};
  request.thrown = nullptr;
  connection_->forget_changes();
  Transaction tx(*connection_);
  try {
    if (request.body(tx)) {
      auto events = tx.close();
      request.kept = events.has_value();
      if (events)
        std::ranges::move(*events, std::back_inserter(events_));
      else
        request.outcome = core::Failure(std::move(events).error());
    }
  } catch (...) {
    request.thrown = std::current_exception();
  }
  if (!connection_->in_transaction()) {
    request.kept = true;
    return core::fail(errors::database_unavailable, {}, "SQLite rolled the transaction back");
  }
  if (fence == Fence::none) {
    spoilt_ = !request.kept && connection_->changed();
    return {};
  }
  if (!request.kept) TRY(connection_->command("ROLLBACK TO closure"));
  return connection_->command("RELEASE closure");
}

void SqliteWriter::run_checkpoints() {
  std::unique_lock lock(mutex_);
  const auto pause = [this] { return frames_ < most_frames ? checkpoint_pause : short_checkpoint_pause; };
  while (!wake_checkpoints_.wait_for(lock, pause(), [this] { return stopping_; })) {
    const int frames = frames_;
    if (frames < checkpointed_) checkpointed_ = 0; // the log began anew
    if (frames - checkpointed_ < (frames < most_frames ? frames_worth_a_checkpoint : last_bit)) continue;
    lock.unlock();
    if (const auto done = checkpointer_->checkpoint(); !done) core::log::error("checkpoint_failed", done.error());
    checkpointed_ = frames;
    lock.lock();
  }
}

} // namespace storage
