#include "storage/destructions.h"

#include "builders.h"
#include "core/time.h"
#include "storage/audit.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "storage/hits.h"
#include "storage/outbox.h"
#include "storage/samples.h"
#include "storage/validation_mails.h"
#include "support/bare_world.h"
#include "usecases/case_file.h"
#include "usecases/destroy_records.h"

using namespace builders;
using support::must;

namespace {

constexpr std::chrono::hours three_years{24 * 3 * 366};

/// How long records are kept, and what goes with them (F10).
class DestructionTest : public support::DatabaseTest {
protected:
  storage::CaseRow ended_case(Customer& of) {
    of.application.organization_id = of.organization.id;
    storage::CaseRow row{storage::CaseId::make(), of.application.id, of.account.id, "approved", {}, {}, {}, {}, {}, {}, 0, 1, now};
    write([&](Transaction& tx) -> core::Result<void> {
      TRY(storage::update_application(tx, of.application));
      return storage::insert_case(tx, row, {});
    });
    return row;
  }
  storage::CertificateRow issue(const Customer& of, const storage::OrganizationId& organization,
                                const std::optional<storage::ApplicationId>& application = {}) {
    const auto by = issuer("ov-" + std::to_string(++issued_));
    auto row = certificate(of.account.id, by.id, issued_);
    row.fingerprint_sha256 = core::Bytes(32, static_cast<std::uint8_t>(issued_));
    row.organization_id = organization;
    row.application_id = application;
    write([&](Transaction& tx) -> core::Result<void> {
      TRY(storage::insert_issuer(tx, by));
      return storage::insert_certificate(tx, row);
    });
    return row;
  }
  storage::RetainedRow retained(const storage::CaseRow& of) {
    return read([&](Transaction& tx) { return storage::load_retained(tx, of.id); });
  }
  usecases::Actor officer(const std::string& email) {
    const auto row = user(email);
    write([&](Transaction& tx) { return storage::insert_user(tx, row); });
    return {.id = row.id.str(), .origin = "test", .is_staff = true};
  }
  void destroy(const storage::CaseRow& row) {
    const auto asked = must(usecases::ask_destruction(bare.world(), officer("first@shomei.test"), row.id, "保存期限の満了"));
    must(usecases::approve_destruction(bare.world(), officer("second@shomei.test"), asked.id));
  }
  /// Everything that an auditor gets to read, as one text.
  std::string exported(const storage::CaseRow& row) {
    const auto file = must(usecases::export_case(bare.world(), usecases::system_actor("test"), row.id, core::Language::ja));
    const outside::TemporaryDirectory folder;
    outside::write_file(folder / "case.zip", std::string(core::as_text(file.content)));
    return outside::run_or_throw({"sh", "-c",
                                  "cd '" + folder.path().string() + "' && unzip -q case.zip && rm case.zip && " +
                                      "sha256sum -c --quiet SHA256SUMS && pdftotext -layout case.pdf - && rm case.pdf && " +
                                      "find . -type f | sort | xargs cat"});
  }

  support::BareWorld bare{db};
  std::uint32_t issued_ = 0;
};

TEST_P(DestructionTest, ACertificateOfAnotherOrganizationOfTheAccountKeepsTheRecords) {
  RecordProperty("requirement", "F10");
  auto made = customer(db, "1");
  const auto other_account = customer(db, "2");
  const auto row = ended_case(made);
  const auto sister = organization(made.account.id, made.client.id);
  write([&](Transaction& tx) { return storage::insert_organization(tx, sister); });
  issue(other_account, other_account.organization.id);
  EXPECT_FALSE(retained(row).last_expiry) << "another account's certificates rest on its own proofs";
  const auto issued = issue(made, sister.id);
  EXPECT_EQ(retained(row).last_expiry, issued.not_after) << "it may rest on the domain proofs of the case";
  EXPECT_EQ(retained(row).last_reliance, issued.issued_at);
}

TEST_P(DestructionTest, TheRulesOfTheDaySayHowLongAndConfigurationOnlyLonger) {
  RecordProperty("requirement", "F10 A12");
  auto made = customer(db, "1");
  const auto row = ended_case(made);
  const std::string rule = "log.retention\t*\tMUST\tmin\t";
  const auto rules = must(policy::RuleSet::from_tsv("test",
                                                    "id\tscope\tlevel\top\tvalue\tunit\tclock\tfrom\tuntil\tauth\tsection\tconf\tnote\n" +
                                                        rule + "7\tyear\top\t2020-01-01\t2027-01-01\tBR\t5.5.2\t1\t\n" + rule +
                                                        "1\tyear\top\t2027-01-01\t\tBR\t5.5.2\t1\t\n",
                                                    "t"));
  auto& usual = bare.world();
  const usecases::World world{usual.database, usual.clock,    usual.config,  usual.catalogue, rules,
                              usual.calendar, usual.bad_keys, usual.secrets, usual.issuers,   usual.resolver,
                              usual.caa,      usual.web,      usual.signer,  usual.throttle,  usual.known_keys};
  const auto kept_until = [&] { return usecases::judge_retention(world, retained(row), usual.clock.now()).keep_until; };
  EXPECT_EQ(kept_until(), core::add_years(row.opened_at, 7));
  bare.clock().set(must(core::parse_rfc3339("2027-01-01T00:00:00Z")));
  EXPECT_EQ(kept_until(), core::add_years(row.opened_at, 2)) << "the configuration asks for two where the rules ask for one";
}

INSTANTIATE_ON_BOTH_ENGINES(DestructionTest);

} // namespace
