#include "storage/case_file.h"

#include "builders.h"
#include "core/errors.h"
#include "storage/audit.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "storage/outbox.h"

using namespace builders;
using support::must;

namespace {

class CaseFileTest : public support::DatabaseTest {
protected:
  storage::CaseRow open_case(const Customer& of) {
    storage::CaseRow row{storage::CaseId::make(), of.application.id, of.account.id, "open", {}, {}, {}, {}, {}, {}, 0, 1, now};
    write([&](Transaction& tx) { return storage::insert_case(tx, row, {{row.id, "organization", "not_started", {}, now}}); });
    return row;
  }
  storage::QuestionRow ask(const storage::CaseRow& of, core::Instant at) {
    storage::QuestionRow row{storage::QuestionId::make(), of.id, "", "いつですか。", true, "open", "usr_1", at, "", "", {}, false};
    write([&](Transaction& tx) { return storage::insert_question(tx, row); });
    return row;
  }
};

TEST_P(CaseFileTest, AQuestionIsClosedOnceAndItsAnswerIsToBeSeen) {
  RecordProperty("requirement", "C05");
  const auto row = open_case(customer(db, "1"));
  auto first = ask(row, now);
  const auto second = ask(row, now + seconds{1});
  const auto open = [&] { return read([&](Transaction& tx) { return storage::count_open_questions(tx, row.id); }); };
  const auto unseen = [&] { return read([&](Transaction& tx) { return storage::load_case_summary(tx, row.id); }).unseen_answers; };
  EXPECT_EQ(open(), 2);
  first.status = "answered";
  first.answer = "昨日です。";
  first.closed_by = "app_1";
  first.closed_at = now + seconds{60};
  const auto close = [&] { return db.write([&](Transaction& tx) { return storage::close_question(tx, first); }); };
  must(close());
  EXPECT_EQ(close().error().code, core::errors::version_stale);
  EXPECT_EQ(open(), 1);
  EXPECT_EQ(unseen(), 1);
  write([&](Transaction& tx) { return storage::mark_answer_seen(tx, first.id); });
  EXPECT_EQ(unseen(), 0);
  const auto listed = read([&](Transaction& tx) { return storage::list_questions(tx, row.id); });
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].answer, "昨日です。");
  EXPECT_EQ(listed[0].closed_at, first.closed_at);
  EXPECT_TRUE(listed[0].seen);
  EXPECT_EQ(listed[1].id, second.id);
}

TEST_P(CaseFileTest, AFileIsDecidedOnOnceAndKeepsItsBytes) {
  RecordProperty("requirement", "C05");
  const auto made = customer(db, "1");
  const auto row = open_case(made);
  const storage::RecordRow record{storage::RecordId::make(),
                                  made.account.id,
                                  made.organization.id,
                                  row.id,
                                  "organization",
                                  "document",
                                  "写し",
                                  "法務局",
                                  "",
                                  "inconclusive",
                                  "{}",
                                  {},
                                  "00",
                                  "app_1",
                                  now};
  storage::EvidenceFileRow file{storage::FileId::make(),
                                row.id,
                                record.id,
                                {},
                                "organization",
                                "photo",
                                "写し.png",
                                "image/png",
                                4,
                                "aa",
                                "",
                                "unverified",
                                "app_1",
                                now,
                                "",
                                "",
                                {}};
  const core::Bytes content{0x89, 0, 0xff, 0x0a};
  write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_record(tx, record));
    return storage::insert_evidence_file(tx, file, content);
  });
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_evidence_content(tx, file.id); }), content);
  file.status = "accepted";
  file.decided_by = "usr_1";
  file.decision_reason = "原本と照合";
  file.decided_at = now + seconds{5};
  const auto decide = [&] { return db.write([&](Transaction& tx) { return storage::decide_evidence_file(tx, file); }); };
  must(decide());
  EXPECT_EQ(decide().error().code, core::errors::version_stale);
  const auto listed = read([&](Transaction& tx) { return storage::list_evidence_files(tx, row.id); });
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].decision_reason, "原本と照合");
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_evidence_file(tx, file.id); }).file_name, "写し.png");
}

TEST_P(CaseFileTest, DecisionsStayInTheirOrder) {
  RecordProperty("requirement", "C09");
  const auto row = open_case(customer(db, "1"));
  write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_case_decision(tx,
                                      {storage::DecisionId::make(), row.id, "returned", "usr_2", "足りません", "{}", now + seconds{2}}));
    TRY(storage::insert_case_decision(tx, {storage::DecisionId::make(), row.id, "recommended", "usr_1", "", "{}", now}));
    TRY(storage::insert_difference(tx, {storage::DifferenceId::make(), row.id, "phone.hr_call", "aa", false, "不明", "usr_1", now}));
    return storage::insert_difference(tx, {storage::DifferenceId::make(), row.id, "phone.hr_call", "aa", true, "支店", "usr_1", now});
  });
  const auto decisions = read([&](Transaction& tx) { return storage::list_case_decisions(tx, row.id); });
  ASSERT_EQ(decisions.size(), 2U);
  EXPECT_EQ(decisions[0].kind, "recommended");
  EXPECT_EQ(decisions[1].note, "足りません");
  const auto differences = read([&](Transaction& tx) { return storage::list_differences(tx, row.id); });
  ASSERT_EQ(differences.size(), 2U);
  EXPECT_TRUE(differences[1].accepted) << "the later one is the last";
}

TEST_P(CaseFileTest, HistoryIsReadInPagesAcrossAuditAndMail) {
  RecordProperty("requirement", "C05");
  const auto made = customer(db, "1");
  const auto row = open_case(made);
  for (int i = 0; i < 5; ++i)
    write([&](Transaction& tx) -> core::Result<void> {
      storage::append_audit(tx,
                            {now + seconds{i / 2}, "usr_1", "test", "act_" + std::to_string(i), row.id.str(), made.account.id.str(), "{}"});
      return {};
    });
  write([&](Transaction& tx) -> core::Result<void> {
    storage::append_audit(tx, {now, "usr_1", "test", "elsewhere", "cas_other", made.account.id.str(), "{}"});
    static_cast<void>(TRY(storage::enqueue_mail(tx, {"a@b.test", made.application.id.str(), R"({"subject":"件名"})"}, now + seconds{1})));
    return {};
  });
  std::vector<std::string> actions;
  std::string after;
  for (int page = 0; page < 10; ++page) {
    const auto found = read([&](Transaction& tx) { return storage::list_case_history(tx, {row.id, made.application.id, after, 2}); });
    for (const auto& line : found.items) actions.push_back(line.action);
    if (!found.next) break;
    after = *found.next;
  }
  EXPECT_EQ(actions, (std::vector<std::string>{"act_4", "mail_queued", "act_3", "act_2", "act_1", "act_0"}));
}

INSTANTIATE_ON_BOTH_ENGINES(CaseFileTest);

} // namespace
