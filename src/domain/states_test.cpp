#include "domain/errors.h"
#include "domain/states.h"

#include "core/errors.h"
#include "core/i18n.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

void expect_words(std::string_view group, std::string_view code) {
  for (const auto language : {core::Language::ja, core::Language::en})
    EXPECT_TRUE(core::has_message(language, "codes", std::string(group) + "." + std::string(code)))
        << core::to_string(language) << " " << group << "." << code;
}

template <class State>
void expect_words_for() {
  expect_words("thing", StateTable<State>::thing);
  for (const auto name : StateTable<State>::names) expect_words("state", name);
}

TEST(StateWords, EveryStateHasWordsInBothLanguages) {
  RecordProperty("requirement", "G01");
  expect_words_for<QuoteStatus>();
  expect_words_for<OrderStatus>();
  expect_words_for<AccessCodeStatus>();
  expect_words_for<ApplicationStatus>();
  expect_words_for<CaseStatus>();
  expect_words_for<StepStatus>();
  expect_words_for<CertificateStatus>();
  expect_words_for<LicenceStatus>();
  expect_words_for<ValidationStatus>();
  expect_words_for<CallStatus>();
}

TEST(StateWords, ACaseThatWaitsSaysForWhat) {
  RecordProperty("requirement", "C05 B06");
  using enum CaseStatus;
  EXPECT_EQ(check_case_move(waiting_for_applicant, in_review).error().code, errors::case_waits_for_applicant);
  EXPECT_EQ(check_case_move(waiting_for_applicant, approved).error().code, errors::case_waits_for_applicant);
  EXPECT_EQ(check_case_move(open, approved).error().code, core::errors::illegal_transition);
  EXPECT_TRUE(check_case_move(waiting_for_applicant, rejected));
  EXPECT_TRUE(check_case_move(open, in_review));
}

TEST(StateWords, RefusalsSpeakToPeople) {
  RecordProperty("requirement", "G01");
  const auto refused = check_move(CaseStatus::in_review, CaseStatus::waiting_for_applicant).error();
  EXPECT_TRUE(core::describe(refused, core::Language::ja)
                  .starts_with("この審査案件は「二人目の審査」の状態のため「お客様の対応待ち」にはできません。"))
      << core::describe(refused, core::Language::ja);
  EXPECT_TRUE(core::describe(refused, core::Language::en)
                  .starts_with("This vetting case is “with the second specialist” and cannot become “waiting for the applicant”."));
  const core::Error open{core::errors::illegal_transition, {{"thing", "cake"}, {"from", "raw"}, {"to", "baked"}}, {}, {}};
  EXPECT_TRUE(core::describe(open, core::Language::en).starts_with("This cake is “raw”")) << "a code without words stays as it is";
}

} // namespace
} // namespace domain
