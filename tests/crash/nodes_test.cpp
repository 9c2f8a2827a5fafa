#include "crash/machine.h"

#include <csignal>
#include <thread>

namespace crash_tests {
namespace {

std::string address() { return "127.0.0.1:" + std::to_string(outside::free_port()); }

/// A server of its own, on another one's database and signer.
struct OtherNode {
  explicit OtherNode(Machine& machine)
      : web(address()),
        process({SHOMEI_BINARY_DIR "/shomei", "serve", "--data", machine.data().string(), "--listen", web, "--desk-listen", address(),
                 "--test-clock", core::to_rfc3339(machine.now()), "--signer", (machine.data() / "signer" / "socket").string()},
                (machine.data() / "other.log").string()) {
    EXPECT_TRUE(wait_until([&] { return HttpClient(web).get("/healthz").status == 200; }));
  }
  std::string web;
  outside::ChildProcess process;
};

TEST(TwoNodes, LeaveEachOthersRequestsAlone) {
  RecordProperty("requirement", "G02 G03");
  auto& machine = Machine::on(storage::Engine::postgresql);
  machine.start_signer();
  ASSERT_TRUE(machine.start({.fault = {}, .separate_signer = true}));
  std::vector<Sent> sent;
  std::thread working([&] { sent = machine.issue(4, 30); });
  {
    const OtherNode starting(machine);
  }
  {
    const OtherNode starting(machine);
  }
  working.join();
  for (const auto& one : sent) EXPECT_EQ(one.status, 201) << one.code;
  expect_whole(machine, sent);
  machine.stop();
}

TEST(TwoNodes, FinishWhatAKilledOneLeft) {
  RecordProperty("requirement", "G02 G03");
  auto& machine = Machine::on(storage::Engine::postgresql);
  machine.start_signer();
  ASSERT_TRUE(machine.start({.fault = "issuance.signed:2", .separate_signer = true}));
  const OtherNode other(machine);
  const auto sent = machine.issue(4, 10);
  ASSERT_TRUE(wait_until([&] { return !machine.server_runs(); }));
  const auto open = [&] { return machine.count("issuance_intents WHERE status = 'reserved'"); };
  EXPECT_GT(open(), 0) << "its requests might still be waiting";
  const auto later = core::to_rfc3339(machine.now() + std::chrono::seconds{130});
  EXPECT_EQ(HttpClient(other.web).post("/test/clock", R"({"now":")" + later + "\"}").status, 200);
  EXPECT_TRUE(wait_until([&] { return open() == 0; }));
  machine.start_signer();
  machine.stop();
  machine.start();
  expect_whole(machine, sent);
  expect_once_each(machine, sent);
  machine.stop();
}

/// Nothing is there yet when the first CRLs are signed: a server that dies before it has stored them must start again.
TEST(FirstStart, IsDoneAgainWhereverItWasBrokenOff) {
  RecordProperty("requirement", "G02");
  const TemporaryDirectory folder;
  const auto web = address();
  run_or_throw({SHOMEI_BINARY_DIR "/shomei", "init", "--data", folder / "data", "--name", "Shomei Test", "--base-url", "http://" + web,
                "--root-key", "p384"});
  const auto serve = [&](const std::string& fault) {
    return outside::ChildProcess({"env", "SHOMEI_FAULT=" + fault, SHOMEI_BINARY_DIR "/shomei", "serve", "--data", folder / "data",
                                  "--listen", web, "--desk-listen", address()},
                                 folder / "log");
  };
  for (const std::string fault : {"crl.signed:1", "crl.signed:2", "crl.signed:2", "storage_before_commit:1", "storage_after_commit:1"}) {
    auto server = serve(fault);
    EXPECT_TRUE(wait_until([&] { return !server.running(); })) << fault << " was never reached";
  }
  auto server = serve("none");
  EXPECT_TRUE(wait_until([&] { return HttpClient(web).get("/readyz").status == 200; })) << read_file(folder / "log");
  for (const std::string issuer : {"ov-g1", "root-r1"})
    EXPECT_TRUE(wait_until([&] { return HttpClient(web).get("/crl/" + issuer + "/0.crl").status == 200; })) << read_file(folder / "log");
}

} // namespace
} // namespace crash_tests
