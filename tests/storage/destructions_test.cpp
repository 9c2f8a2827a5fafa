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
  const usecases::World world{usual.database, usual.clock,    usual.config,   usual.catalogue, rules,     usual.calendar,
                              usual.bad_keys, usual.secrets,  usual.issuers,  usual.resolver,  usual.caa, usual.web,
                              usual.signer,   usual.throttle, usual.mailings, usual.known_keys};
  const auto kept_until = [&] { return usecases::judge_retention(world, retained(row), usual.clock.now()).keep_until; };
  EXPECT_EQ(kept_until(), core::add_years(row.opened_at, 7));
  bare.clock().set(must(core::parse_rfc3339("2027-01-01T00:00:00Z")));
  EXPECT_EQ(kept_until(), core::add_years(row.opened_at, 2)) << "the configuration asks for two where the rules ask for one";
}

/// What names a person, an address or a number in the case below.
const std::vector<std::string> personal{"秘匿 花子",         "秘匿",         "ヒトク",       "hitoku@kokyaku.test",
                                        "owner@holder.test", "03-9876-5432", "+81398765432", "198.51.100.77"};

TEST_P(DestructionTest, AnExportAfterwardsNamesNobody) {
  RecordProperty("requirement", "F10");
  auto made = customer(db, "1");
  const auto row = ended_case(made);
  const auto issued = issue(made, made.organization.id, made.application.id);
  auto validation = proven_domain(made.account.id, "www.aozora.jp");
  validation.application_id = made.application.id;
  validation.last_found = "owner@holder.test";
  const storage::RecordRow record{storage::RecordId::make(),
                                  made.account.id,
                                  made.organization.id,
                                  row.id,
                                  "authorization_call",
                                  "call",
                                  "秘匿 花子",
                                  "test",
                                  "telephone",
                                  "passed",
                                  R"({"person":"秘匿 花子"})",
                                  {},
                                  "00",
                                  "usr_1",
                                  now};
  auto call_row = call(row.id, now);
  call_row.number = "+81398765432";
  call_row.number_shown = "03-9876-5432";
  call_row.reached_name = "秘匿 花子";
  const auto decider = officer("third@shomei.test").id;
  write([&](Transaction& tx) -> core::Result<void> {
    static_cast<void>(TRY(
        storage::put_contact(tx, {storage::ContactId::make(), made.account.id, made.application.id, "authorization", "秘匿", "花子",
                                  "ヒトク", "ハナコ", "株式会社青空商事", "総務部", "部長", "hitoku@kokyaku.test", "03-9876-5432", now})));
    TRY(storage::insert_validation(tx, validation));
    TRY(storage::insert_validation_mail(tx, {storage::ValidationMailId::make(),
                                             made.account.id,
                                             validation.id,
                                             "hash",
                                             "owner@holder.test",
                                             "caa aozora.jp",
                                             "CAA 0 contactemail owner@holder.test",
                                             {"www.aozora.jp"},
                                             "ja",
                                             now,
                                             now,
                                             "approved",
                                             now,
                                             "198.51.100.77"}));
    TRY(storage::insert_record(tx, record));
    TRY(storage::insert_call(tx, call_row));
    for (const auto* kind : {"denied_person", "denied_name"})
      static_cast<void>(TRY(storage::put_hit(tx, {storage::HitId::make(), row.id, row.account_id, kind,
                                                  kind == std::string_view("denied_person") ? "秘匿 花子" : "株式会社青空商事",
                                                  kind == std::string_view("denied_person") ? "秘匿 花子" : "青空", "den_1", "METI", 100,
                                                  now, "false_positive", "秘匿 花子 様に確認", decider, now})));
    for (const auto& object : {row.id.str(), made.application.id.str(), validation.id.str(), issued.id.str(), record.id.str()}) {
      const auto mail = TRY(storage::enqueue_mail(
          tx, {"hitoku@kokyaku.test", object, R"({"subject":"件名","body":"秘匿 花子 様 03-9876-5432","to_name":"秘匿 花子"})"}, now));
      TRY(storage::mark_delivered(tx, mail, now));
    }
    storage::append_audit(tx, {now, "usr_1", "test", "contact_replaced", made.application.id.str(), made.account.id.str(),
                               R"({"to":"hitoku@kokyaku.test"})"});
    return {};
  });
  const auto before = exported(row);
  for (const auto* told : {"hitoku@kokyaku.test", "秘匿 花子", "03-9876-5432"}) EXPECT_TRUE(before.contains(told)) << told;
  bare.advance(three_years + std::chrono::hours{24 * 400});
  destroy(row);
  const auto after = exported(row);
  for (const auto& gone : personal) EXPECT_FALSE(after.contains(gone)) << gone << "\n" << after;
  EXPECT_TRUE(after.contains("records_destroyed") && after.contains(record.id.str())) << "what went stays known";
  EXPECT_TRUE(after.contains("株式会社青空商事")) << "an organization is no person";
  const auto mails = read([&](Transaction& tx) { return storage::list_validation_mails(tx, validation.id); });
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].address + mails[0].source_evidence + mails[0].answered_from, "");
  EXPECT_EQ(mails[0].answer, "approved");
}

INSTANTIATE_ON_BOTH_ENGINES(DestructionTest);

} // namespace
