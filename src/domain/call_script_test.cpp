#include "domain/call_script.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

using core::Language;

const core::Params params{
    {"contact", "青空 花子"},     {"organization", "株式会社青空商事"}, {"technical", "鈴木 一郎"},       {"authorization", "青空 花子"},
    {"names", "www.aozora.test"}, {"caller", "認証センター"},           {"caller_phone", "03-0000-0000"}, {"service", "Shomei"},
    {"application_number", "A-1"}};
const std::vector<Step> both{Step::authorization_call, Step::contract_signer_call};

TEST(CallScript, IsWholeForEachStepAndLanguage) {
  RecordProperty("requirement", "C08");
  for (const auto language : {Language::ja, Language::en})
    for (const auto step : {Step::hr_call, Step::authorization_call, Step::contract_signer_call, Step::higher_authority_call}) {
      const auto sheet = call_sheet({step}, language, params);
      EXPECT_GE(sheet.questions.size(), 2U);
      auto all = sheet.reception + sheet.greeting + sheet.closing;
      for (const auto& question : sheet.questions) all += question.text;
      EXPECT_FALSE(all.contains('{')) << all;
      EXPECT_FALSE(all.contains("sheet.")) << all;
      EXPECT_EQ(sheet.reception.contains("青空 花子"), step != Step::hr_call) << "human resources are asked for, not the person";
    }
}

TEST(CallScript, OfTwoStepsAsksOnceWhoIsSpeaking) {
  RecordProperty("requirement", "C08");
  std::vector<std::string> keys;
  for (const auto& question : call_sheet(both, Language::ja, params).questions) keys.push_back(question.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"identity", "employed", "approves_request", "approves_technical",
                                            "contract_signer_call.authority", "contract_signer_call.agreement"}));
}

TEST(CallScript, AnswersAreThoseOfEachStep) {
  RecordProperty("requirement", "C08");
  const std::vector<CallAnswer> answers{{"identity", "yes"},
                                        {"employed", "yes"},
                                        {"approves_request", "yes"},
                                        {"approves_technical", "yes"},
                                        {"contract_signer_call.authority", "no"},
                                        {"contract_signer_call.agreement", "yes"}};
  const auto status = [&](Step step) {
    return step_after_call({step, "+81300000001", NumberSource::directory, CallOutcome::reached, answers_for(step, both, answers)}).value();
  };
  EXPECT_EQ(status(Step::authorization_call), StepStatus::passed);
  EXPECT_EQ(status(Step::contract_signer_call), StepStatus::failed);
}

TEST(CallAdvice, SaysWhatComesNext) {
  RecordProperty("requirement", "C08");
  for (const auto language : {Language::ja, Language::en}) {
    EXPECT_EQ(advice_after_call(CallOutcome::reached, StepStatus::passed, 0, language), "");
    EXPECT_NE(advice_after_call(CallOutcome::reached, StepStatus::failed, 0, language), "");
    EXPECT_NE(advice_after_call(CallOutcome::refused, StepStatus::failed, 0, language), "");
    EXPECT_FALSE(advice_after_call(CallOutcome::no_answer, StepStatus::in_progress, 2, language).contains('2'));
    EXPECT_TRUE(advice_after_call(CallOutcome::no_answer, StepStatus::in_progress, 3, language).contains('3'));
  }
}

} // namespace
} // namespace domain
