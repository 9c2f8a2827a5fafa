#include "crash/cases.h"
#include "crash/machine.h"
#include "outside/process.h"

#include <algorithm>
#include <map>

namespace crash_tests {
namespace {

std::string crl_text(Machine& machine) {
  const TemporaryDirectory folder;
  write_file(folder / "crl", machine.visitor().get("/crl/ov-g1/0.crl").body);
  return run({"openssl", "crl", "-inform", "DER", "-in", folder / "crl", "-noout", "-text"}).out;
}

std::int64_t revocations_in_audit(Machine& machine, const std::string& id) {
  return machine.one<std::int64_t>("SELECT count(*) FROM audit_events WHERE action = 'certificate_revoked' AND object = $1", id);
}

HttpReply revoke(Machine& machine, const Sent& certificate) {
  auto desk = machine.desk("officer");
  return desk.post("/api/v1/certificates/" + certificate.id + "/revocations", R"({"reason":"superseded","comment":"依頼による"})");
}

class KilledRevocation : public testing::TestWithParam<Case> {};

TEST_P(KilledRevocation, IsWholeOrWasNot) {
  RecordProperty("requirement", "G02");
  const auto& [engine, fault] = GetParam();
  auto& machine = Machine::on(engine);
  machine.start();
  const auto issued = machine.issue(1, 4);
  machine.stop();
  std::map<std::string, int> answers;
  if (machine.start({.fault = fault}))
    for (const auto& one : issued) answers[one.id] = revoke(machine, one).status;
  ASSERT_TRUE(wait_until([&] { return machine.died_at_fault(); })) << "the point was never reached";
  if (!fault.starts_with("signer.")) {
    ASSERT_TRUE(wait_until([&] { return !machine.server_runs(); }));
    machine.start();
  }
  ASSERT_TRUE(wait_until([&] { return machine.visitor().get("/readyz").status == 200; })) << "the signer is started again";
  machine.advance(std::chrono::seconds{150}); // a CRL that was being made belongs to its maker so long
  for (const auto& one : issued) {
    const auto pem = machine.customer().get("/api/v1/certificates/" + one.id).at("/pem");
    const bool revoked = machine.one<std::string>("SELECT status FROM certificates WHERE id = $1", one.id) == "revoked";
    if (answers[one.id] == 201) EXPECT_TRUE(revoked) << "an answer was given and forgotten";
    EXPECT_EQ(revocations_in_audit(machine, one.id), revoked ? 1 : 0);
    EXPECT_EQ(status_of(machine, pem), revoked ? "revoked" : "good");
    auto serial = one.serial;
    std::ranges::transform(serial, serial.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    EXPECT_TRUE(wait_until([&] { return crl_text(machine).contains(serial) == revoked; }))
        << serial << (revoked ? " is missing in " : " is in ") << crl_text(machine);
    if (!revoked) EXPECT_EQ(revoke(machine, one).status, 201) << "it can still be done";
  }
  EXPECT_TRUE(wait_until([&] { return machine.count("jobs WHERE kind = 'refresh_crl' AND status <> 'done'") == 0; }));
  expect_whole(machine, {});
  machine.stop();
}

INSTANTIATE_TEST_SUITE_P(OnSqlite, KilledRevocation,
                         on(Engine::sqlite, {"storage_before_commit:4", "storage_after_commit:5", "crl.signed:1", "signer.crl.recorded:1"}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(OnPostgresql, KilledRevocation, on(Engine::postgresql, {"storage_before_commit:5"}), name_of);

} // namespace
} // namespace crash_tests
