#include "crash/cases.h"
#include "crash/machine.h"

namespace crash_tests {
namespace {

/// The second specialist approves, and the server dies on the way from there to the certificate.
class KilledApproval : public testing::TestWithParam<Case> {};

TEST_P(KilledApproval, IssuesTheOrderedCertificateOnce) {
  RecordProperty("requirement", "G02");
  const auto& [engine, fault] = GetParam();
  auto& machine = Machine::on(engine);
  const auto filed = machine.take_recommended();
  ASSERT_TRUE(machine.start({.fault = fault})) << machine.log();
  auto desk = machine.desk("approving_specialist");
  const auto answer = decide(desk, filed, "approvals");
  ASSERT_TRUE(machine.died_at_fault()) << "the point was never reached";
  if (!fault.starts_with("signer.")) {
    EXPECT_EQ(answer.status, 0);
    ASSERT_TRUE(wait_until([&] { return !machine.server_runs(); }));
    machine.start();
  }
  ASSERT_TRUE(wait_until([&] { return machine.visitor().get("/readyz").status == 200; })) << machine.log();
  expect_whole(machine, {});
  machine.advance(std::chrono::seconds{31}); // when the job of an approval looks whether it was issued
  const auto status = [&] { return machine.one<std::string>("SELECT status FROM applications WHERE id = $1", filed.application_id); };
  EXPECT_TRUE(wait_until([&] { return status() == "issued"; })) << status();
  EXPECT_EQ(machine.one<std::int64_t>("SELECT count(*) FROM certificates WHERE application_id = $1", filed.application_id), 1);
  EXPECT_EQ(machine.one<std::string>("SELECT o.status FROM orders o JOIN applications a ON a.order_id = o.id WHERE a.id = $1",
                                     filed.application_id),
            "fulfilled");
  EXPECT_EQ(machine.one<std::int64_t>("SELECT count(*) FROM outbox WHERE object = (SELECT certificate_id FROM applications WHERE id = $1)",
                                      filed.application_id),
            machine.one<std::int64_t>(
                "SELECT count(DISTINCT destination) FROM outbox WHERE object = (SELECT certificate_id FROM applications WHERE id = $1)",
                filed.application_id))
      << "nobody is told twice";
  expect_whole(machine, {});
  machine.stop();
}

INSTANTIATE_TEST_SUITE_P(OnSqlite, KilledApproval, on(Engine::sqlite, {"issuance.reserved:1", "issuance.stored:1", "signer.completed:1"}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(OnPostgresql, KilledApproval, on(Engine::postgresql, {"issuance.signed:1"}), name_of);

} // namespace
} // namespace crash_tests
