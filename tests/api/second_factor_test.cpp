#include "storage/builders.h"
#include "storage/issuance.h"
#include "support/enrolled.h"
#include "sweep.h"

/// A second factor that was shown suffices for five minutes of what approves, revokes or destroys.
namespace {

using namespace support;

const std::string session = Site::api("/session");

Site& site() { return Site::shared(); }

std::string active_certificate() {
  static std::uint32_t number = 70'000;
  const auto account = storage::AccountId::stored(site().new_account());
  return must(site().world().database.write([&](storage::Transaction& tx) -> core::Result<std::string> {
    const auto issuer = TRY(storage::list_issuers(tx)).back();
    auto row = builders::certificate(account, issuer.id, ++number);
    row.not_before = site().clock().now();
    row.not_after = row.not_before + std::chrono::days{100};
    row.der = issuer.der;
    TRY(storage::insert_certificate(tx, row));
    return row.id.str();
  }));
}

HttpReply revoke(HttpClient& client, const std::string& certificate) {
  return client.post(Site::api("/certificates/" + certificate + "/revocations"), R"({"reason":"superseded"})");
}
HttpReply show(HttpClient& client, const std::string& code) { return client.post(session + "/verifications", text({{"code", code}})); }
HttpReply show(Enrolled& person) { return show(person.client, totp_now(site(), person.secret)); }
HttpReply confirm(HttpClient& client, const std::string& code) {
  return client.post(session + "/totp/confirmations", text({{"code", code}}));
}
/// Enrolled, and old enough for another code.
Enrolled someone(const std::string& role) {
  auto made = enrol(site(), role);
  site().advance(std::chrono::minutes{6});
  return made;
}
/// The clock runs on while the answer comes.
void expect_five_minutes(const HttpReply& answer) {
  const auto left = core::parse_rfc3339(answer.at("/secondFactorUntil")).value() - site().clock().now();
  EXPECT_LE(left, std::chrono::minutes{5}) << answer.body;
  EXPECT_GT(left, std::chrono::minutes{4}) << answer.body;
}
std::string audited(const std::string& user) {
  return site().staff("staff_auditor").get(Site::api("/audit-events?limit=200&object=" + user)).body;
}

TEST(SecondFactor, IsAskedForByWhatApprovesRevokesOrDestroys) {
  RecordProperty("requirement", "F10");
  std::set<std::string> asked;
  for (const auto& endpoint : site().endpoints()) {
    if (!endpoint.spec.needs_second_factor) continue;
    asked.emplace(endpoint.spec.id);
    const bool approver = endpoint.spec.permission.allows_role(http::Role::approving_specialist);
    auto person = enrol(site(), approver ? "approving_specialist" : "officer");
    const auto act = [&] { return sweep::call(person.client, endpoint, sweep::path_of(endpoint), sweep::good_body(endpoint)); };
    EXPECT_EQ(act().status, 404) << endpoint.spec.id << ": a second factor was shown just now";
    site().advance(std::chrono::minutes{6});
    for (const auto* language : {"ja", "en"}) {
      person.client.language = language;
      sweep::expect_refusal(act(), 403, "second_factor_due", person.client, std::string(endpoint.spec.id));
    }
    EXPECT_EQ(show(person).status, 200);
    EXPECT_EQ(act().status, 404) << endpoint.spec.id;
  }
  EXPECT_EQ(asked, (std::set<std::string>{"approveCase", "approveDestruction", "decideHit", "revokeCertificate"}));
}

TEST(SecondFactor, OfALogInLastsFiveMinutes) {
  RecordProperty("requirement", "F10");
  const auto person = someone("officer");
  auto client = site().desk_visitor();
  const auto in = log_in(client, person.email, person.password, totp_now(site(), person.secret));
  ASSERT_EQ(in.status, 200) << in.body;
  expect_five_minutes(in);
  EXPECT_EQ(client.get(session).at("/secondFactorUntil"), in.at("/secondFactorUntil"));
  site().advance(std::chrono::minutes{4});
  EXPECT_EQ(revoke(client, active_certificate()).status, 201);
  site().advance(std::chrono::minutes{1});
  const auto certificate = active_certificate();
  const auto refused = revoke(client, certificate);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "second_factor_due");
  EXPECT_EQ(client.get(Site::api("/certificates/" + certificate)).at("/status"), "active");
  EXPECT_EQ(site().visitor().get(session).at("/secondFactorUntil"), "") << "nobody's";
}

TEST(SecondFactor, ShownAgainGivesTheSessionANewSecretAndFiveMinutes) {
  RecordProperty("requirement", "F10");
  auto person = someone("officer");
  auto elsewhere = site().desk_visitor();
  ASSERT_EQ(log_in(elsewhere, person.email, person.password, totp_now(site(), person.secret)).status, 200);
  site().advance(std::chrono::minutes{6});
  auto old = person.client;
  const auto code = totp_now(site(), person.secret);
  const auto shown = show(person.client, code);
  ASSERT_EQ(shown.status, 200) << shown.body;
  expect_five_minutes(shown);
  EXPECT_NE(person.client.cookies, old.cookies);
  EXPECT_EQ(old.get(session).at("/kind"), "anonymous");
  EXPECT_EQ(revoke(person.client, active_certificate()).status, 201);
  EXPECT_EQ(elsewhere.get(session).at("/kind"), "staff");
  EXPECT_EQ(revoke(elsewhere, active_certificate()).code(), "second_factor_due") << "it counts for the session that showed it";
  EXPECT_EQ(show(elsewhere, code).code(), "totp_code_used");
  EXPECT_TRUE(audited(person.id).contains("second_factor_shown"));
}

TEST(SecondFactor, WrongCodesAreRefusedAndCounted) {
  RecordProperty("requirement", "F10 G01");
  auto person = someone("officer");
  auto other = someone("officer");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(show(person.client, "000000x").code(), "totp_code_wrong") << i;
  EXPECT_TRUE(audited(person.id).contains("second_factor_refused"));
  EXPECT_FALSE(audited(other.id).contains("second_factor_refused"));
  EXPECT_EQ(revoke(person.client, active_certificate()).code(), "second_factor_due");
  const auto stopped = show(person);
  EXPECT_EQ(stopped.status, 429) << "also the right one";
  EXPECT_NE(stopped.header("retry-after"), "");
  EXPECT_EQ(show(other).status, 200) << "counted by user";
  auto customer = site().customer("super_admin", site().new_account());
  EXPECT_EQ(show(customer, "000000").code(), "totp_not_started") << "a customer without a second factor";
}

TEST(SecondFactor, IsReplacedWhileTheOldOneHoldsUntilTheNewOneIsConfirmed) {
  RecordProperty("requirement", "F10");
  auto person = someone("officer");
  EXPECT_EQ(person.client.post(session + "/totp").code(), "second_factor_due");
  ASSERT_EQ(show(person).status, 200);
  const auto abandoned = person.client.post(session + "/totp").at("/secret");
  site().advance(std::chrono::minutes{1});
  auto elsewhere = site().desk_visitor();
  EXPECT_EQ(log_in(elsewhere, person.email, person.password, totp_now(site(), abandoned)).code(), "totp_wrong");
  ASSERT_EQ(log_in(elsewhere, person.email, person.password, totp_now(site(), person.secret)).status, 200) << "nobody is locked out";
  const auto fresh = person.client.post(session + "/totp").at("/secret");
  EXPECT_EQ(confirm(person.client, totp_now(site(), abandoned)).code(), "totp_code_wrong");
  EXPECT_EQ(confirm(person.client, totp_now(site(), person.secret)).code(), "totp_code_wrong");
  const auto confirmed = confirm(person.client, totp_now(site(), fresh));
  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(person.client.get(session).at("/kind"), "staff");
  EXPECT_EQ(elsewhere.get(session).at("/kind"), "anonymous") << "other sessions end";
  EXPECT_EQ(confirm(person.client, totp_now(site(), fresh)).code(), "totp_not_started");
  EXPECT_TRUE(audited(person.id).contains("totp_replaced"));
  EXPECT_TRUE(site().mail(person.email, "認証アプリの設定が変更されました").body.contains(person.email));
}

TEST(SecondFactor, IsShownAgainWhereItsReplacementTakesLong) {
  RecordProperty("requirement", "F10");
  auto person = enrol(site(), "officer");
  const auto fresh = person.client.post(session + "/totp").at("/secret");
  ASSERT_NE(fresh, "");
  site().advance(std::chrono::minutes{6});
  EXPECT_EQ(confirm(person.client, totp_now(site(), fresh)).code(), "second_factor_due");
  EXPECT_FALSE(audited(person.id).contains("totp_replaced"));
  ASSERT_EQ(show(person).status, 200);
  EXPECT_EQ(confirm(person.client, totp_now(site(), fresh)).status, 200);
}

TEST(SecondFactor, ThatWasReplacedIsNoLongerTaken) {
  RecordProperty("requirement", "F10");
  auto person = enrol(site(), "officer");
  const auto fresh = person.client.post(session + "/totp").at("/secret");
  const auto code = totp_now(site(), fresh);
  ASSERT_EQ(confirm(person.client, code).status, 200);
  EXPECT_EQ(show(person.client, code).code(), "totp_code_used") << "the code of the confirmation";
  site().advance(std::chrono::minutes{1});
  EXPECT_EQ(show(person).code(), "totp_code_wrong");
  auto elsewhere = site().desk_visitor();
  EXPECT_EQ(log_in(elsewhere, person.email, person.password, totp_now(site(), person.secret)).code(), "totp_wrong");
  EXPECT_EQ(log_in(elsewhere, person.email, person.password, totp_now(site(), fresh)).status, 200);
}

} // namespace
