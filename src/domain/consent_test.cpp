#include "domain/consent.h"
#include "domain/errors.h"

#include "core/i18n.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

using namespace std::chrono_literals;
using enum ContactRole;

std::vector<core::ErrorCode> codes(const Problems& problems) {
  std::vector<core::ErrorCode> out;
  for (const auto& problem : problems) out.push_back(problem.code);
  return out;
}
using Codes = std::vector<core::ErrorCode>;

TEST(Consent, EvNeedsEveryOneAndADeclineBlocksAlways) {
  RecordProperty("requirement", "B01 B03 B04");
  const ConsentFact yes{authorization, ConsentStatus::consented, "青空 花子", ""};
  const ConsentFact open{authorization, ConsentStatus::pending, "青空 花子", ""};
  const ConsentFact no{authorization, ConsentStatus::declined, "青空 花子", "聞いていません"};
  EXPECT_TRUE(consent_problems(ValidationLevel::ov, {}).empty());
  EXPECT_TRUE(consent_problems(ValidationLevel::ov, {open}).empty()) << "the call asks the same";
  EXPECT_EQ(codes(consent_problems(ValidationLevel::ov, {no})), Codes{errors::consent_declined});
  EXPECT_EQ(consent_problems(ValidationLevel::ev, {}).size(), 3U);
  EXPECT_EQ(codes(consent_problems(ValidationLevel::ev, {yes, {higher_authority, ConsentStatus::consented, "", ""}})),
            Codes{errors::consent_missing});
  EXPECT_TRUE(
      consent_problems(ValidationLevel::ev,
                       {yes, {higher_authority, ConsentStatus::consented, "", ""}, {contract_signer, ConsentStatus::consented, "", ""}})
          .empty());
  for (const auto language : {core::Language::ja, core::Language::en}) {
    const auto sentence = core::describe(consent_problems(ValidationLevel::ov, {no}).at(0), language);
    EXPECT_NE(sentence.find("青空 花子"), std::string::npos) << sentence;
    EXPECT_NE(sentence.find("聞いていません"), std::string::npos) << sentence;
  }
}

TEST(Consent, LinksEndByUseTimeAndRevocation) {
  RecordProperty("requirement", "B01");
  const core::Instant now = core::from_unix(1'790'000'000);
  EXPECT_TRUE(check_link({LinkStatus::sent, now + 1s}, now));
  EXPECT_EQ(check_link({LinkStatus::sent, now}, now).error().code, errors::consent_link_expired);
  EXPECT_EQ(check_link({LinkStatus::used, now + 1s}, now).error().code, errors::consent_link_used);
  EXPECT_EQ(check_link({LinkStatus::revoked, now + 1s}, now).error().code, errors::consent_link_revoked);
}

TEST(Consent, CodesExpireAndLock) {
  RecordProperty("requirement", "B01");
  const core::Instant now = core::from_unix(1'790'000'000);
  EXPECT_EQ(check_code_alive({}, now).error().code, errors::consent_code_expired);
  EXPECT_TRUE(check_code_alive({true, now + 1s, 0, {}}, now));
  EXPECT_EQ(check_code_alive({true, now, 0, {}}, now).error().code, errors::consent_code_expired);
  EXPECT_TRUE(check_unlocked({true, now, 4, {}}, now));
  const auto locked = check_unlocked({true, now, 5, now + 61s}, now);
  EXPECT_EQ(locked.error().code, errors::consent_code_locked);
  EXPECT_EQ(locked.error().params.at(0).second, "2");
  EXPECT_TRUE(check_unlocked({true, now, 5, now}, now));
}

TEST(Consent, ASignatureIsTheOwnName) {
  RecordProperty("requirement", "B04");
  EXPECT_TRUE(check_signature("山田太郎", "山田 太郎"));
  EXPECT_TRUE(check_signature("Ｔａｒｏ　Yamada", "taro yamada"));
  EXPECT_EQ(check_signature("山田 次郎", "山田 太郎").error().code, errors::consent_name_differs);
  EXPECT_EQ(check_signature("", "山田 太郎").error().code, errors::consent_name_differs);
}

} // namespace
} // namespace domain
