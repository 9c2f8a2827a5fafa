#include "builders.h"
#include "core/errors.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "storage/validations.h"

using namespace builders;
using support::must;

namespace {

class VettingTest : public support::DatabaseTest {
protected:
  storage::CaseRow open_case(const Customer& of, core::Instant at = now) {
    storage::CaseRow row{storage::CaseId::make(), of.application.id, of.account.id, "open", {}, {}, {}, {}, {}, {}, 0, 1, at};
    std::vector<storage::StepRow> steps;
    for (const auto* step : {"organization", "domains", "authorization_call"}) steps.push_back({row.id, step, "not_started", {}, at});
    write([&](Transaction& tx) { return storage::insert_case(tx, row, steps); });
    return row;
  }
  storage::UserRow specialist(const std::string& email) {
    auto row = user(email);
    write([&](Transaction& tx) { return storage::insert_user(tx, row); });
    return row;
  }
  storage::ValidationRow validation(const Customer& of, const std::string& domain) {
    storage::ValidationRow row{storage::ValidationId::make(),
                               of.account.id,
                               of.application.id,
                               "www." + domain,
                               domain,
                               "dns_txt",
                               "random",
                               "pending",
                               now,
                               now + std::chrono::hours{720},
                               {},
                               now + seconds{60},
                               0,
                               "",
                               ""};
    row.proven_domain = domain;
    write([&](Transaction& tx) { return storage::insert_validation(tx, row); });
    return row;
  }
};

TEST_P(VettingTest, AnApplicationIsChangedByOneAtATime) {
  RecordProperty("requirement", "C04");
  const auto made = customer(db, "1");
  auto row = made.application;
  row.draft = R"({"step":"contacts"})";
  row.csr = core::Bytes{0x30, 0};
  row.organization_id = made.organization.id;
  row.submitted_at = now;
  const auto save = [&] { return db.write([&](Transaction& tx) { return storage::update_application(tx, row); }); };
  must(save());
  EXPECT_EQ(save().error().code, core::errors::version_stale);
  const auto stored = read([&](Transaction& tx) { return storage::load_application(tx, row.id, storage::Tenant::of(made.account.id)); });
  EXPECT_EQ(stored.draft, row.draft);
  EXPECT_EQ(stored.csr, row.csr);
  EXPECT_EQ(stored.version, 2);
  const auto stranger =
      db.read([&](Transaction& tx) { return storage::load_application(tx, row.id, storage::Tenant::of(storage::AccountId::make())); });
  EXPECT_EQ(stranger.error().code, core::errors::not_found);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::find_application_of_order(tx, made.order.id); })->id, row.id);
  EXPECT_EQ(read([](Transaction& tx) { return storage::list_applications_in(tx, "draft", 10); }).size(), 1U);
}

TEST_P(VettingTest, ARoleHasOneContact) {
  RecordProperty("requirement", "B02");
  const auto made = customer(db, "1");
  storage::ContactRow contact{storage::ContactId::make(),
                              made.account.id,
                              made.application.id,
                              "technical",
                              "青井",
                              "葵",
                              "アオイ",
                              "アオイ",
                              "株式会社青空商事",
                              "情報システム部",
                              "主任",
                              "aoi@aozora.example.jp",
                              "03-0000-0002",
                              now};
  const auto put = [&] { return write([&](Transaction& tx) { return storage::put_contact(tx, contact); }); };
  const auto first = put();
  contact.id = storage::ContactId::make();
  contact.email = "midori@aozora.example.jp";
  EXPECT_EQ(put(), first);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::find_contact(tx, made.application.id, "technical"); })->email,
            "midori@aozora.example.jp");
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_contacts(tx, made.application.id); }).size(), 1U);
}

TEST_P(VettingTest, AValidationIsFreshFromItsCompletion) {
  RecordProperty("requirement", "C06");
  const auto made = customer(db, "1");
  const auto row = validation(made, "aozora.example.jp");
  const auto check = [&](const storage::CheckOutcome& outcome) {
    return write([&](Transaction& tx) { return storage::record_check(tx, row.id, outcome); });
  };
  const auto due = [&](core::Instant at) {
    return read([&](Transaction& tx) { return storage::list_due_validations(tx, at, 10); }).size();
  };
  const auto fresh = [&](const storage::AccountId& account_id, core::Instant since) {
    return read([&](Transaction& tx) { return storage::find_fresh_validation(tx, account_id, "aozora.example.jp", since); }).has_value();
  };
  EXPECT_EQ(due(now), 0U);
  EXPECT_EQ(due(now + seconds{60}), 1U);
  EXPECT_TRUE(check({"pending", "other value", "dcv_value_absent", now + seconds{60}, now + seconds{120}}));
  EXPECT_FALSE(fresh(made.account.id, now));
  EXPECT_TRUE(check({"valid", "random", "", now + seconds{120}, {}}));
  EXPECT_FALSE(check({"failed", "", "late", now + seconds{130}, {}}));
  EXPECT_TRUE(fresh(made.account.id, now + seconds{120}));
  EXPECT_FALSE(fresh(made.account.id, now + seconds{121}));
  EXPECT_FALSE(fresh(storage::AccountId::make(), now));
  EXPECT_EQ(due(now + seconds{99999}), 0U);
  const auto stored = read([&](Transaction& tx) { return storage::load_validation(tx, row.id, storage::Tenant::of(made.account.id)); });
  EXPECT_EQ(stored.attempts, 2);
  EXPECT_EQ(stored.last_found, "random");
}

TEST_P(VettingTest, ARandomValueLivesThirtyDays) {
  RecordProperty("requirement", "C06");
  const auto made = customer(db, "1");
  const auto row = validation(made, "aozora.example.jp");
  const auto overdue = [&](core::Instant at) {
    return read([&](Transaction& tx) { return storage::list_overdue_validations(tx, at, 10); }).size();
  };
  EXPECT_EQ(overdue(row.value_expires_at - seconds{1}), 0U);
  EXPECT_EQ(overdue(row.value_expires_at), 1U);
  EXPECT_TRUE(write([&](Transaction& tx) { return storage::record_check(tx, row.id, {"expired", "", "", row.value_expires_at, {}}); }));
  EXPECT_EQ(overdue(row.value_expires_at), 0U);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_validations(tx, made.application.id); }).at(0).status, "expired");
}

TEST_P(VettingTest, CasesWaitInTheirQueues) {
  const auto aoi = specialist("aoi@ca.example.jp");
  std::vector<storage::CaseRow> cases;
  for (int i = 0; i < 5; ++i) cases.push_back(open_case(customer(db, std::to_string(i)), now + seconds{i}));
  const auto change = [&](storage::CaseRow& row, const std::string& status, bool assigned) {
    row.status = status;
    row.assigned_to = assigned ? std::optional(aoi.id) : std::nullopt;
    write([&](Transaction& tx) { return storage::update_case(tx, row); });
  };
  change(cases[0], "open", true);
  change(cases[1], "in_review", true);
  change(cases[2], "approved", true);
  const auto queue = [&](storage::Queue which, std::int64_t limit = 50, const std::string& after = {}) {
    return read([&](Transaction& tx) { return storage::list_cases(tx, {which, aoi.id, after, limit}); });
  };
  EXPECT_EQ(queue(storage::Queue::mine).items.size(), 2U);
  EXPECT_EQ(queue(storage::Queue::unassigned).items.size(), 2U);
  EXPECT_EQ(queue(storage::Queue::review).items.at(0).id, cases[1].id);
  EXPECT_EQ(queue(storage::Queue::done).items.at(0).id, cases[2].id);
  const auto first = queue(storage::Queue::open, 2);
  ASSERT_EQ(first.items.size(), 2U);
  EXPECT_EQ(first.items[0].id, cases[0].id);
  EXPECT_EQ(first.items[0].assigned_name, "青井 葵");
  EXPECT_EQ(first.items[0].application_number, "A-0");
  EXPECT_EQ(first.items[0].open_steps, 3);
  const auto second = queue(storage::Queue::open, 2, *first.next);
  ASSERT_EQ(second.items.size(), 1U);
  EXPECT_EQ(second.items[0].id, cases[4].id);
  EXPECT_FALSE(second.next);
  auto stale = cases[2];
  EXPECT_EQ(db.write([&](Transaction& tx) { return storage::update_case(tx, stale); }).error().code, core::errors::version_stale);
}

TEST_P(VettingTest, StepsRecordsAndNotesBelongToTheirCase) {
  RecordProperty("requirement", "C05");
  const auto made = customer(db, "1");
  const auto row = open_case(made);
  storage::RecordRow record{storage::RecordId::make(),
                            made.account.id,
                            made.organization.id,
                            row.id,
                            "organization",
                            "register",
                            "9990001000017",
                            "nta",
                            "register",
                            "passed",
                            "{}",
                            core::Bytes{1},
                            "00",
                            "usr_1",
                            now};
  write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_record(tx, record));
    TRY(storage::set_step(tx, {row.id, "organization", "passed", record.id, now}));
    TRY(storage::set_step(tx, {row.id, "organization", "passed", {}, now + seconds{1}}));
    return storage::insert_note(tx, {storage::NoteId::make(), row.id, "usr_1", "確認済み", true, now});
  });
  const auto steps = read([&](Transaction& tx) { return storage::list_steps(tx, row.id); });
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].record_id, record.id);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_case_summary(tx, row.id); }).open_steps, 2);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_records(tx, row.id); }).at(0).evidence, (core::Bytes{1}));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_notes(tx, row.id); }).at(0).text, "確認済み");
  const auto reusable = [&](core::Instant since) {
    const auto found =
        read([&](Transaction& tx) { return storage::find_reusable_record(tx, made.organization.id, "organization", since); });
    return found ? found->outcome : std::string();
  };
  EXPECT_EQ(reusable(now), "") << "its case is not approved";
  write([&](Transaction& tx) -> core::Result<void> {
    auto approved = TRY(storage::load_case(tx, row.id));
    approved.status = "approved";
    return storage::update_case(tx, approved);
  });
  EXPECT_EQ(reusable(now), "passed");
  EXPECT_EQ(reusable(now + seconds{1}), "");
  record.id = storage::RecordId::make();
  record.outcome = "failed";
  record.collected_at = now + seconds{2};
  write([&](Transaction& tx) { return storage::insert_record(tx, record); });
  EXPECT_EQ(reusable(now), "failed") << "what failed since speaks against what passed before";
  for (const std::string outcome : {"passed", "failed"}) {
    record.id = storage::RecordId::make();
    record.outcome = outcome;
    write([&](Transaction& tx) { return storage::insert_record(tx, record); });
    EXPECT_EQ(reusable(now), outcome) << "the last of one second";
  }
  EXPECT_EQ(db.write([&](Transaction& tx) { return storage::set_step(tx, {row.id, "hr_call", "passed", {}, now}); }).error().code,
            core::errors::not_found);
}

TEST_P(VettingTest, ACallIsRecordedOnce) {
  RecordProperty("requirement", "C08");
  const auto row = open_case(customer(db, "1"));
  auto call = builders::call(row.id, now + seconds{3600});
  auto queued = call;
  queued.id = storage::CallId::make();
  queued.status = "queued";
  queued.scheduled_at.reset();
  queued.due_at = now + seconds{7200};
  write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_call(tx, queued));
    return storage::insert_call(tx, call);
  });
  const auto listed = read([](Transaction& tx) { return storage::list_calls(tx, {}); }).items;
  EXPECT_EQ(listed.at(0).id, call.id);
  EXPECT_EQ(listed.at(1).id, queued.id);
  call.status = "done";
  call.outcome = "reached";
  call.called_at = now;
  const auto save = [&] { return db.write([&](Transaction& tx) { return storage::update_call(tx, call); }); };
  must(save());
  EXPECT_EQ(save().error().code, core::errors::version_stale);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_call(tx, call.id); }).outcome, "reached");
  EXPECT_EQ(read([](Transaction& tx) { return storage::list_calls(tx, {.status = "queued"}); }).items.size(), 1U);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_calls_of_case(tx, row.id); }).size(), 2U);
}

INSTANTIATE_ON_BOTH_ENGINES(VettingTest);

} // namespace
