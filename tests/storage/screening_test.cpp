#include "builders.h"
#include "domain/errors.h"
#include "domain/look_alike.h"
#include "storage/audit.h"
#include "storage/cases.h"
#include "storage/endings.h"
#include "storage/evidence.h"
#include "storage/hits.h"
#include "storage/validations.h"
#include "support/bare_world.h"
#include "usecases/case_file.h"
#include "usecases/decide_case.h"
#include "usecases/denied_entries.h"
#include "usecases/destroy_records.h"
#include "usecases/high_risk.h"
#include "usecases/import_denied.h"
#include "usecases/issue_approved_application.h"
#include "usecases/job_runner.h"
#include "usecases/retention_report.h"
#include "usecases/screening.h"

using namespace builders;
using support::must;

namespace {

/// A case of an organization as the applicant wrote it, without the portal.
class ScreeningTest : public support::DatabaseTest {
protected:
  storage::CaseRow open_case(const std::string& number, const std::vector<std::string>& names) {
    auto made = customer(db, number);
    made.application.organization_id = made.organization.id;
    made.application.names.clear();
    for (const auto& name : names) made.application.names.push_back(name);
    storage::CaseRow row{storage::CaseId::make(), made.application.id, made.account.id, "open", {}, {}, {}, {}, {}, {}, 0, 1, at()};
    write([&](Transaction& tx) -> core::Result<void> {
      TRY(storage::update_application(tx, made.application));
      return storage::insert_case(tx, row, {});
    });
    return row;
  }
  /// The same with everything that a decision asks for.
  storage::CaseRow evident_case(const std::string& number, const std::string& name) {
    const auto row = open_case(number, {name});
    write([&](Transaction& tx) -> core::Result<void> {
      auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
      application.csr =
          core::to_bytes(core::as_bytes(outside::read_file(std::string(SHOMEI_SOURCE_DIR) + "/tests/vectors/csr/good_p256.pem")));
      application.status = "vetting";
      TRY(storage::update_application(tx, application));
      for (const auto* step : {"organization", "domains", "authorization_call"}) {
        const auto record = passed(row, application, step);
        TRY(storage::insert_record(tx, record));
        static_cast<void>(
            TRY(tx.exec("INSERT INTO case_steps (case_id, step, status, record_id, changed_at) VALUES ($1, $2, 'passed', $3, $4)", row.id,
                        std::string(step), record.id, at())));
      }
      return storage::insert_validation(tx, {.id = storage::ValidationId::make(),
                                             .account_id = row.account_id,
                                             .application_id = row.application_id,
                                             .fqdn = name,
                                             .authorization_domain = name,
                                             .method = "dns_txt",
                                             .random_value = "r",
                                             .status = "valid",
                                             .created_at = at(),
                                             .value_expires_at = at(),
                                             .completed_at = at(),
                                             .next_try_at = std::nullopt,
                                             .attempts = 1,
                                             .last_found = "",
                                             .last_error = "",
                                             .look = domain::look_key(domain::DomainName::stored(name)),
                                             .proven_domain = name});
    });
    return row;
  }
  storage::RecordRow passed(const storage::CaseRow& row, const storage::ApplicationRow& application, const std::string& step) {
    return {.id = storage::RecordId::make(),
            .account_id = row.account_id,
            .organization_id = application.organization_id,
            .case_id = row.id,
            .step = step,
            .kind = "decision",
            .subject = "株式会社青空商事",
            .source = "test",
            .method = "test",
            .outcome = "passed",
            .facts = R"({"active":true,"undecidedDifferences":[]})",
            .evidence = std::nullopt,
            .evidence_sha256 = "",
            .collected_by = "usr_collector",
            .collected_at = at()};
  }
  std::int64_t screen(const storage::CaseRow& row, usecases::ScreeningCause cause) {
    return write([&](Transaction& tx) { return usecases::screen_case(tx, usecases::system_actor("test"), row, cause, at()); });
  }
  std::string kinds(const storage::CaseRow& row) {
    std::string out;
    for (const auto& hit : read([&](Transaction& tx) { return storage::list_hits(tx, row.id); })) out += hit.kind + " ";
    return out;
  }
  std::size_t in_the_way(const storage::CaseRow& row) {
    return read([&](Transaction& tx) { return usecases::hits_in_the_way(tx, row); }).size();
  }
  usecases::Actor specialist(const std::string& email) {
    const auto row = user(email);
    write([&](Transaction& tx) { return storage::insert_user(tx, row); });
    return {.id = row.id.str(), .origin = "test", .is_staff = true};
  }
  core::Result<storage::DeniedRow> deny(const std::string& kind, const std::string& value) {
    return usecases::add_denied(bare.world(), usecases::system_actor("test"), {kind, value, "METI", "試験", {}, {}});
  }
  core::Instant at() { return bare.world().clock.now(); }

  support::BareWorld bare{db};
};

TEST_P(ScreeningTest, MeetsTheListAndOddScripts) {
  RecordProperty("requirement", "C09");
  must(deny("domain", "kuroi.jp"));
  must(deny("number", "9990001000017"));
  must(deny("country", "KP"));
  const auto row = open_case("1", {"www.kuroi.jp", "xn--ozora-3ve.jp"});
  EXPECT_GE(screen(row, usecases::ScreeningCause::submission), 2);
  EXPECT_TRUE(kinds(row).contains("denied_domain")) << kinds(row);
  EXPECT_TRUE(kinds(row).contains("mixed_script")) << kinds(row);
  EXPECT_FALSE(kinds(row).contains("denied_country")) << kinds(row);
  EXPECT_EQ(screen(row, usecases::ScreeningCause::recommendation), 0) << "nothing new";
  EXPECT_EQ(screen(row, usecases::ScreeningCause::issue), 0);
  const auto risk = must(usecases::view_high_risk(bare.world(), row.id));
  ASSERT_EQ(risk.screenings.size(), 2U) << "a job that tries again leaves no record where it finds nothing new";
  EXPECT_EQ(risk.screenings[0].entries, 3);
}

TEST_P(ScreeningTest, ANewEntryMeetsCasesThatGoOn) {
  RecordProperty("requirement", "C09");
  const auto met = open_case("1", {"www.kuroi.jp"});
  const auto other = open_case("2", {"www.aozora.jp"});
  const auto entry = must(deny("domain", "kuroi.jp"));
  EXPECT_EQ(kinds(met), "denied_domain ");
  EXPECT_EQ(kinds(other), "");
  EXPECT_EQ(deny("domain", "KUROI.jp").error().code.name, "denied_entry_exists");
  must(usecases::retire_denied(bare.world(), usecases::system_actor("test"), entry.id, "誤登録"));
  EXPECT_EQ(usecases::retire_denied(bare.world(), usecases::system_actor("test"), entry.id, "x").error().code.name, "denied_entry_retired");
  EXPECT_EQ(kinds(met), "denied_domain ") << "what was met stays to be decided on";
}

TEST_P(ScreeningTest, AFileMeetsCasesThatGoOn) {
  RecordProperty("requirement", "C09");
  const auto met = open_case("1", {"www.kuroi.jp"});
  const outside::TemporaryDirectory folder;
  outside::write_file(folder / "list.csv", "kind,value\ndomain,kuroi.jp\ndomain,no domain\n");
  const auto report = must(usecases::import_denied(db, usecases::system_actor("test"), folder / "list.csv", "METI", at()));
  EXPECT_EQ(report.rows, 1U);
  EXPECT_EQ(report.refused, 1U);
  EXPECT_EQ(report.cases, 1U);
  EXPECT_EQ(kinds(met), "denied_domain ");
  EXPECT_EQ(must(usecases::import_denied(db, usecases::system_actor("test"), folder / "list.csv", "METI", at())).changed, 0U);
  EXPECT_EQ(usecases::import_denied(db, usecases::system_actor("test"), folder / "none.csv", "METI", at()).error().code.name,
            "file_unreadable");
}

TEST_P(ScreeningTest, AnEntryThatBeginsLaterMeetsCasesThen) {
  RecordProperty("requirement", "C09");
  const auto row = open_case("1", {"www.kuroi.jp"});
  const outside::TemporaryDirectory folder;
  const auto import = [&](const std::string& from) {
    outside::write_file(folder / "list.csv", "kind,value,from\ndomain,kuroi.jp," + from + "\n");
    must(usecases::import_denied(db, usecases::system_actor("test"), folder / "list.csv", "METI", at()));
  };
  const auto day_after = [&](int days) { return core::TimeZone::tokyo().date_of(at() + std::chrono::hours{24 * days}); };
  const auto run_job = [&] {
    auto jobs = usecases::standard_jobs(bare.world());
    std::erase_if(jobs, [](const usecases::JobKind& job) { return job.name != "apply_denied_entries"; });
    usecases::JobRunner(bare.world(), bare.smtp(9), std::move(jobs)).run_due();
  };
  must(usecases::add_denied(bare.world(), usecases::system_actor("test"), {"domain", "www.kuroi.jp", "MoF", "試験", day_after(2), {}}));
  import(core::to_string(day_after(4)));
  run_job();
  EXPECT_EQ(kinds(row), "");
  bare.advance(std::chrono::hours{24 * 2});
  run_job();
  EXPECT_EQ(kinds(row), "denied_domain ") << "the desk's";
  bare.advance(std::chrono::hours{24 * 2});
  run_job();
  EXPECT_EQ(kinds(row), "denied_domain denied_domain ") << "and the file's";
  const auto screenings = [&] { return must(usecases::view_high_risk(bare.world(), row.id)).screenings.size(); };
  EXPECT_EQ(screenings(), 2U);
  bare.advance(std::chrono::hours{1});
  run_job();
  EXPECT_EQ(screenings(), 2U) << "once";
}

TEST_P(ScreeningTest, WhatWasRetiredComesBackWithTheFile) {
  RecordProperty("requirement", "C09");
  const outside::TemporaryDirectory folder;
  const auto import = [&](const std::string& lines) {
    outside::write_file(folder / "list.csv", "kind,value,reason,from\n" + lines);
    return must(usecases::import_denied(db, usecases::system_actor("test"), folder / "list.csv", "METI", at())).changed;
  };
  const auto listed = [&](bool retired) { return must(usecases::list_denied(bare.world(), {.q = "kuroi", .retired = retired})).items; };
  EXPECT_EQ(import("domain,kuroi.jp,,2020-01-01\n"), 1U);
  const auto first = listed(false).at(0);
  must(usecases::retire_denied(bare.world(), usecases::system_actor("test"), first.id, "誤登録"));
  EXPECT_EQ(import("domain,kuroi.jp,,2020-01-01\n"), 1U);
  EXPECT_EQ(import("domain,kuroi.jp,,2020-01-01\n"), 0U);
  EXPECT_EQ(listed(true).at(0).id, first.id);
  ASSERT_EQ(listed(false).size(), 1U);
  EXPECT_EQ(import("domain,kuroi.jp,,2020-02-01\n"), 1U);
  EXPECT_NE(listed(false).at(0).valid_from, first.valid_from) << "a changed line changes the entry";
  EXPECT_EQ(import("domain,kuroi.jp,,\n"), 0U);
}

TEST_P(ScreeningTest, ARejectionForHighRiskIsRememberedWithoutAHit) {
  RecordProperty("requirement", "C09 C10");
  auto rejected = evident_case("1", "www.kuroi.jp");
  const auto reject = [&](const std::string& code) {
    rejected.status = "rejected";
    write([&](Transaction& tx) -> core::Result<void> {
      TRY(storage::update_case(tx, rejected));
      return storage::insert_ending(tx, {rejected.application_id, "rejected", code, "", "usr_1", at(), false});
    });
  };
  reject("high_risk");
  rejected = evident_case("2", "www.aozora.jp");
  reject("key_unfit");
  const auto again = open_case("3", {"mail.kuroi.jp"});
  EXPECT_EQ(screen(again, usecases::ScreeningCause::submission), 1);
  EXPECT_EQ(kinds(again), "rejected_case ");
}

TEST_P(ScreeningTest, OnlyAnotherPairOfEyesClearsAHit) {
  RecordProperty("requirement", "C09");
  auto row = open_case("1", {"www.kuroi.jp"});
  must(deny("domain", "kuroi.jp"));
  const auto recommender = specialist("recommender@shomei.test");
  const auto second = specialist("second@shomei.test");
  row.recommended_by = storage::UserId::stored(recommender.id);
  row.recommended_at = at();
  row.status = "in_review";
  write([&](Transaction& tx) { return storage::update_case(tx, row); });
  const auto hit = must(usecases::view_high_risk(bare.world(), row.id)).hits.at(0).id;
  const auto decide = [&](const usecases::Actor& actor, domain::HitDecision decision) {
    const auto seen = must(usecases::view_high_risk(bare.world(), row.id)).hits.at(0).decided_at;
    return usecases::decide_hit(bare.world(), actor, {hit, decision, "所在地が異なる", seen});
  };
  EXPECT_EQ(decide(recommender, domain::HitDecision::accepted).error().code, domain::errors::four_eyes);
  EXPECT_EQ(in_the_way(row), 1U);
  must(decide(second, domain::HitDecision::confirmed));
  EXPECT_EQ(in_the_way(row), 1U);
  EXPECT_EQ(decide(second, domain::HitDecision::false_positive).error().code, domain::errors::own_confirmed_hit);
  const auto third = specialist("third@shomei.test");
  EXPECT_EQ(decide(third, domain::HitDecision::confirmed).error().code, domain::errors::hit_confirmed_already) << "it stays the second's";
  EXPECT_EQ(decide(second, domain::HitDecision::false_positive).error().code, domain::errors::own_confirmed_hit);
  must(decide(third, domain::HitDecision::false_positive));
  EXPECT_EQ(in_the_way(row), 0U);
  const auto names = std::vector{domain::DomainName::stored("www.kuroi.jp")};
  const auto risks = [&] {
    return read([&](Transaction& tx) { return usecases::risks_of_account(tx, row.account_id, names, at()); }).size();
  };
  EXPECT_EQ(risks(), 0U);
  EXPECT_EQ(must(usecases::view_high_risk(bare.world(), row.id)).people.at(third.id), "青井 葵");
}

TEST_P(ScreeningTest, OpenHitsStopApprovalAndIssuing) {
  RecordProperty("requirement", "C09");
  const auto row = evident_case("1", "www.kuroi.jp");
  const auto recommender = specialist("recommender@shomei.test");
  const auto second = specialist("second@shomei.test");
  must(deny("domain", "kuroi.jp"));
  must(usecases::recommend_case(bare.world(), recommender, {row.id, std::nullopt, {}}));
  const auto approve = [&] { return usecases::approve_case(bare.world(), second, {row.id, std::nullopt, "全項目を確認", true}); };
  EXPECT_EQ(approve().error().code, domain::errors::denied_list_hit);
  const auto clear = [&] {
    for (const auto& hit : must(usecases::view_high_risk(bare.world(), row.id)).hits)
      must(usecases::decide_hit(bare.world(), second, {hit.id, domain::HitDecision::accepted, "確認済み", hit.decided_at}));
  };
  clear();
  const auto application = must(approve());
  must(deny("number", "9990001000017"));
  const auto issue = [&] { return usecases::issue_approved_application(bare.world(), usecases::system_actor("test"), application); };
  EXPECT_EQ(issue().error().code, domain::errors::denied_list_hit) << "an entry after the approval";
  clear();
  EXPECT_NE(issue().error().code, domain::errors::denied_list_hit) << "there is no issuer here, but no hit either";
}

TEST_P(ScreeningTest, NobodyRecommendsOverHisOwnDecision) {
  RecordProperty("requirement", "C09");
  const auto row = evident_case("1", "www.kuroi.jp");
  const auto decider = specialist("decider@shomei.test");
  const auto other = specialist("other@shomei.test");
  must(deny("domain", "kuroi.jp"));
  const auto hit = must(usecases::view_high_risk(bare.world(), row.id)).hits.at(0).id;
  const auto recommend = [&](const usecases::Actor& actor) {
    return usecases::recommend_case(bare.world(), actor, {row.id, std::nullopt, {}});
  };
  must(usecases::decide_hit(bare.world(), decider, {hit, domain::HitDecision::accepted, "確認済み"}));
  EXPECT_EQ(recommend(decider).error().code, domain::errors::four_eyes);
  const auto decided = must(usecases::view_high_risk(bare.world(), row.id)).hits.at(0).decided_at;
  must(usecases::decide_hit(bare.world(), decider, {hit, domain::HitDecision::confirmed, "同じ会社", decided}));
  EXPECT_EQ(recommend(other).error().code, domain::errors::denied_list_hit);
}

TEST_P(ScreeningTest, ACaseIsExportedWhole) {
  RecordProperty("requirement", "F10");
  const auto row = open_case("1", {"www.kuroi.jp"});
  must(deny("domain", "kuroi.jp"));
  const core::Bytes photo{0xFF, 0xD8, 0x00, 0x01};
  storage::RecordRow record{.id = storage::RecordId::make(),
                            .account_id = row.account_id,
                            .organization_id = std::nullopt,
                            .case_id = row.id,
                            .step = "organization",
                            .kind = "document",
                            .subject = "登記簿の写し",
                            .source = "applicant",
                            .method = "upload",
                            .outcome = "passed",
                            .facts = "{}",
                            .evidence = photo,
                            .evidence_sha256 = core::sha256_hex(photo),
                            .collected_by = "usr_1",
                            .collected_at = at()};
  write([&](Transaction& tx) { return storage::insert_record(tx, record); });
  const auto file = must(usecases::export_case(bare.world(), usecases::system_actor("test"), row.id, core::Language::ja));
  const outside::TemporaryDirectory folder;
  outside::write_file(folder / "case.zip", std::string(core::as_text(file.content)));
  const auto in = [&](const std::string& command) {
    return outside::run({"sh", "-c", "cd '" + folder.path().string() + "' && " + command});
  };
  ASSERT_EQ(in("unzip -q case.zip && sha256sum -c --quiet SHA256SUMS").exit_code, 0);
  EXPECT_EQ(outside::read_file(folder / ("evidence/" + record.id.str() + ".bin")), core::as_text(photo));
  const auto words = in("pdftotext -layout case.pdf -").out;
  for (const std::string word : {"審査記録", "登記簿の写し", "拒否リストのドメイン", "高リスクの照合をしました"})
    EXPECT_TRUE(words.contains(word)) << word << words;
  EXPECT_TRUE(outside::read_file(folder / "records.json").contains("shomei-case-file-1"));
  EXPECT_TRUE(outside::read_file(folder / "audit-events.jsonl").contains("denied_entry_added"));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_audit_events(tx, {.objects = {row.id.str()}}); }).items.at(0).action,
            "case_file_exported");
}

TEST_P(ScreeningTest, RecordsAreKeptWhileACaseGoesOn) {
  RecordProperty("requirement", "F10");
  const auto going = open_case("1", {"www.kuroi.jp"});
  auto ended = open_case("2", {"www.aozora.jp"});
  ended.status = "withdrawn";
  write([&](Transaction& tx) { return storage::update_case(tx, ended); });
  const auto state = [&](const storage::CaseId& id) {
    for (const auto& item : must(usecases::report_retention(bare.world(), "", 10)).cases.items)
      if (item.row.case_id == id) return std::pair(item.keep_until.has_value(), item.may_destroy);
    return std::pair(false, true);
  };
  EXPECT_EQ(state(going.id), std::pair(false, false));
  EXPECT_EQ(state(ended.id), std::pair(true, false));
  bare.advance(std::chrono::hours{24 * 800});
  EXPECT_EQ(state(going.id), std::pair(false, false));
  EXPECT_EQ(state(ended.id), std::pair(true, true));
}

TEST_P(ScreeningTest, RecordsAreDestroyedByTwoOfficersAfterTheirTime) {
  RecordProperty("requirement", "F10");
  auto row = evident_case("1", "www.kuroi.jp");
  const auto first = specialist("officer1@shomei.test");
  const auto second = specialist("officer2@shomei.test");
  const auto ask = [&] { return usecases::ask_destruction(bare.world(), first, row.id, "保存期限の満了"); };
  EXPECT_EQ(ask().error().code.name, "retention_case_open");
  row.status = "withdrawn";
  write([&](Transaction& tx) { return storage::update_case(tx, row); });
  EXPECT_EQ(ask().error().code.name, "retention_not_over");
  bare.advance(std::chrono::hours{24 * 800});
  const auto asked = must(ask());
  EXPECT_EQ(ask().error().code.name, "destruction_asked");
  const auto before = read([&](Transaction& tx) { return storage::list_records(tx, row.id); });
  const auto approve = [&](const usecases::Actor& actor) { return usecases::approve_destruction(bare.world(), actor, asked.id); };
  EXPECT_EQ(approve(first).error().code.name, "second_officer");
  EXPECT_EQ(must(approve(second)).records, 3);
  EXPECT_EQ(approve(second).error().code.name, "destruction_done");
  const auto after = read([&](Transaction& tx) { return storage::list_records(tx, row.id); });
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].facts, "{}");
    EXPECT_EQ(after[i].subject, "");
    EXPECT_EQ(after[i].evidence_sha256, before[i].evidence_sha256) << "hash and metadata stay";
    EXPECT_EQ(after[i].collected_by, before[i].collected_by);
  }
  const auto log = read([&](Transaction& tx) { return storage::list_audit_events(tx, {.objects = {row.id.str()}}); }).items;
  EXPECT_EQ(log.at(0).action, "records_destroyed");
  EXPECT_TRUE(log.at(0).details.contains(after[0].id.str()));
}

INSTANTIATE_ON_BOTH_ENGINES(ScreeningTest);

} // namespace
