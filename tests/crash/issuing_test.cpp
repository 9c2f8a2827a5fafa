#include "crash/cases.h"
#include "crash/machine.h"

#include <csignal>
#include <thread>

namespace crash_tests {
namespace {

constexpr int clients = 6;

class KilledServer : public testing::TestWithParam<Case> {};

TEST_P(KilledServer, LosesAndDoublesNothing) {
  RecordProperty("requirement", "G02");
  const auto& [engine, fault] = GetParam();
  auto& machine = Machine::on(engine);
  std::vector<Sent> sent;
  if (machine.start({.fault = fault})) sent = machine.issue(clients, 12);
  ASSERT_TRUE(wait_until([&] { return machine.died_at_fault() && !machine.server_runs(); })) << "the point was never reached";
  machine.start();
  expect_whole(machine, sent);
  expect_once_each(machine, sent);
  machine.stop();
}

INSTANTIATE_TEST_SUITE_P(OnSqlite, KilledServer,
                         on(Engine::sqlite, {"storage_before_commit:21", "storage_after_commit:9", "storage_after_commit:20",
                                             "issuance.reserved:5", "issuance.signed:4", "issuance.stored:3"}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(OnPostgresql, KilledServer,
                         on(Engine::postgresql, {"storage_before_commit:20", "storage_after_commit:20", "issuance.signed:3"}), name_of);

/// The signer is the server's child, which starts it again: nobody but the client notices.
class KilledSigner : public testing::TestWithParam<Case> {};

TEST_P(KilledSigner, IsStartedAgainAndLosesNothing) {
  RecordProperty("requirement", "G02");
  const auto& [engine, fault] = GetParam();
  auto& machine = Machine::on(engine);
  ASSERT_TRUE(machine.start({.fault = fault})) << machine.log();
  const auto sent = machine.issue(clients, 3);
  ASSERT_TRUE(machine.died_at_fault()) << "the point was never reached";
  for (const auto& one : sent) EXPECT_TRUE(one.status == 201 || one.status == 503) << one.status << " " << one.code;
  ASSERT_TRUE(wait_until([&] { return machine.visitor().get("/readyz").status == 200; })) << machine.log();
  machine.advance(std::chrono::seconds{61}); // what a slow restart of the signer left open, the job settles
  EXPECT_TRUE(wait_until([&] { return machine.count("issuance_intents WHERE status = 'reserved'") == 0; }));
  expect_whole(machine, sent);
  expect_once_each(machine, sent);
  EXPECT_TRUE(machine.server_runs());
  machine.stop();
}

INSTANTIATE_TEST_SUITE_P(OnSqlite, KilledSigner,
                         on(Engine::sqlite,
                            {"record.torn:2", "signer.recorded:2", "signer.signing:2", "signer.completed:2", "signer.replied:3"}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(OnPostgresql, KilledSigner, on(Engine::postgresql, {"signer.recorded:1"}), name_of);

class KilledMachine : public testing::TestWithParam<Engine> {};

TEST_P(KilledMachine, LosesAndDoublesNothing) {
  RecordProperty("requirement", "G02");
  auto& machine = Machine::on(GetParam());
  machine.start_signer();
  ASSERT_TRUE(machine.start({.fault = {}, .separate_signer = true}));
  std::vector<Sent> sent;
  std::thread working([&] { sent = machine.issue(clients, 200); });
  std::this_thread::sleep_for(std::chrono::milliseconds{60});
  machine.kill_signer(SIGKILL);
  machine.kill_server();
  working.join();
  machine.start();
  expect_whole(machine, sent);
  expect_once_each(machine, sent);
  machine.stop();
}

/// The server is killed while its requests wait in a signer that stands still; the next server asks about them first, or just
/// after: each is signed and known, or given up and never signed.
TEST_P(KilledMachine, IsNotOvertakenByRequestsThatWaitedInTheSigner) {
  RecordProperty("requirement", "G02");
  auto& machine = Machine::on(GetParam());
  machine.start_signer();
  ASSERT_TRUE(machine.start({.fault = {}, .separate_signer = true}));
  machine.kill_signer(SIGSTOP);
  std::vector<Sent> sent;
  std::thread working([&] { sent = machine.issue(clients, 1); });
  ASSERT_TRUE(wait_until([&] { return machine.count("issuance_intents WHERE status = 'reserved'") == clients; }));
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  machine.kill_server();
  working.join();
  std::thread waking([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{400});
    machine.kill_signer(SIGCONT);
  });
  const bool started = machine.start({.fault = {}, .separate_signer = true});
  waking.join();
  ASSERT_TRUE(started);
  expect_whole(machine, sent);
  expect_once_each(machine, sent);
  machine.stop();
}

INSTANTIATE_ON_BOTH_ENGINES(KilledMachine);

} // namespace
} // namespace crash_tests
