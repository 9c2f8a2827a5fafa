#include "storage/postgres_engine.h"

#include "core/fault.h"
#include "storage/audit.h"

#include <chrono>
#include <random>
#include <thread>

namespace storage {
namespace {

constexpr int most_attempts = 6;

/// 2 ms doubled with each attempt, give or take, so that those who clashed do not clash again.
void back_off(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  const int most = 2'000 << attempt;
  std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(most / 4, most)(random)));
}

} // namespace

core::Result<std::unique_ptr<DatabaseEngine>> PostgresEngine::open(const std::string& url, const Options& options) {
  std::unique_ptr<PostgresEngine> engine(new PostgresEngine(url, options));
  engine->release(TRY(engine->acquire()));
  return std::unique_ptr<DatabaseEngine>(std::move(engine));
}

core::Result<PostgresEngine::Session> PostgresEngine::acquire() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [this] { return !idle_.empty() || opened_ < options_.connections; });
  if (!idle_.empty()) {
    auto session = std::move(idle_.back());
    idle_.pop_back();
    return session;
  }
  ++opened_;
  lock.unlock();
  auto session = PostgresConnection::open(url_, options_.durable);
  if (!session) release(nullptr);
  return session;
}

void PostgresEngine::release(Session session) {
  {
    const std::scoped_lock lock(mutex_);
    if (session && session->trouble() != PostgresConnection::Trouble::lost)
      idle_.push_back(std::move(session));
    else
      --opened_;
  }
  freed_.notify_one();
}

core::Result<void> PostgresEngine::read(Body body) { return repeat(body, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

core::Result<void> PostgresEngine::write(Body body) {
  TRY(repeat(body, "BEGIN"));
  ++writes_;
  return {};
}

void PostgresEngine::submit(std::move_only_function<bool(Transaction&)> body, Done done) {
  std::exception_ptr thrown;
  core::Result<void> kept;
  try {
    kept = write(body);
  } catch (...) {
    thrown = std::current_exception();
  }
  done(std::move(kept), thrown);
}

core::Result<void> PostgresEngine::repeat(Body body, std::string_view begin) {
  for (int attempt_number = 1;; ++attempt_number) {
    auto session = TRY(acquire());
    struct GiveBack {
      PostgresEngine& engine;
      Session& session;
      ~GiveBack() { engine.release(std::move(session)); }
    } const give_back{*this, session};
    session->forget_trouble();
    auto outcome = attempt(*session, body, begin);
    if (outcome || session->trouble() == PostgresConnection::Trouble::none || attempt_number == most_attempts ||
        outcome.error().code == errors::commit_unknown)
      return outcome;
    back_off(attempt_number);
  }
}

core::Result<void> PostgresEngine::attempt(PostgresConnection& session, Body body, std::string_view begin) {
  struct Rollback {
    PostgresConnection& session;
    bool needed = true;
    ~Rollback() {
      if (needed) (void)session.script("ROLLBACK");
    }
  } rollback{session};
  TRY(session.script(begin));
  Transaction tx(session);
  const bool keep = body(tx);
  // A conflict inside the body is the database's refusal, whatever the body made of it.
  if (!keep && session.trouble() == PostgresConnection::Trouble::none) return {};
  TRY(write_audit(tx, TRY(tx.close())));
  core::fault::point("storage_before_commit");
  rollback.needed = false;
  auto committed = session.script("COMMIT");
  core::fault::point("storage_after_commit");
  if (!committed && session.trouble() == PostgresConnection::Trouble::lost)
    return core::fail(errors::commit_unknown, {}, committed.error().cause);
  return committed;
}

} // namespace storage
