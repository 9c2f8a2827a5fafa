#include "domain/contacts.h"
#include "domain/email_address.h"
#include "domain/errors.h"
#include "domain/issuance.h"
#include "domain/role_mailbox.h"
#include "domain/vetting.h"

#include "core/time.h"

#include <gtest/gtest.h>

#include <set>

namespace domain {
namespace {

using namespace std::chrono_literals;
using core::Instant;
using core::Language;
using std::chrono::days;

Instant at(std::string_view text) {
  return core::parse_rfc3339(text.size() == 10 ? std::string(text) + "T00:00:00Z" : std::string(text)).value();
}
DomainName name(std::string_view text) { return DomainName::parse(text).value(); }

Person person(std::string family, const std::string& mail, std::string title = "課長", std::string employer = "株式会社青空商事") {
  return {std::move(family), "花子", "", "", std::move(employer), "", std::move(title), mail + "@aozora.co.jp", "03-1234-5678"};
}

std::vector<core::ErrorCode> codes(const std::vector<ContactProblem>& problems) {
  std::vector<core::ErrorCode> out;
  for (const auto& problem : problems) out.push_back(problem.error.code);
  return out;
}

using Codes = std::vector<core::ErrorCode>;
const std::string company = "株式会社青空商事";

TEST(Contacts, OvNeedsTwoPersons) {
  RecordProperty("requirement", "B01 B02 B06");
  Contacts contacts{.technical = person("青空", "a"),
                    .authorization = person("緑川", "b"),
                    .higher_authority = {},
                    .contract_signer = {},
                    .account_administrator = {}};
  EXPECT_TRUE(contact_problems(contacts, company, ValidationLevel::ov, false).empty());
  contacts.authorization = contacts.technical;
  const auto same = contact_problems(contacts, company, ValidationLevel::ov, false);
  ASSERT_EQ(codes(same), Codes{errors::technical_is_authorization});
  EXPECT_EQ(same[0].roles, (std::vector{ContactRole::technical, ContactRole::authorization}));
  EXPECT_TRUE(contact_problems(contacts, company, ValidationLevel::ov, true).empty()); // ten members or fewer
  contacts.technical = person("外注", "c", "", "みどりシステム有限会社");
  EXPECT_TRUE(contact_problems(contacts, "㈱青空商事", ValidationLevel::ov, false).empty()); // the technical contact may be from outside
  contacts.authorization = person("白石", "d", "", "みどりシステム有限会社");
  EXPECT_EQ(codes(contact_problems(contacts, company, ValidationLevel::ov, false)), Codes{errors::contact_outside_organization});
  contacts.authorization.reset();
  EXPECT_EQ(codes(contact_problems(contacts, company, ValidationLevel::ov, false)), Codes{errors::contact_missing});
}

TEST(Contacts, EveryPairThatTheRulesKeepApartIsTold) {
  RecordProperty("requirement", "B02 B03 B06");
  Contacts contacts{.technical = person("青空", "a"),
                    .authorization = person("青空", "a"),
                    .higher_authority = {},
                    .contract_signer = {},
                    .account_administrator = {}};
  const auto standings = [&](TenMembers ten_members) {
    std::vector<PairStanding> list;
    for (const auto& pair : person_pairs(contacts, ten_members)) list.push_back(pair.standing);
    return list;
  };
  EXPECT_EQ(standings(TenMembers::no), std::vector{PairStanding::same});
  EXPECT_EQ(standings(TenMembers::claimed), std::vector{PairStanding::same_claimed}) << "not a separation, whatever is claimed";
  EXPECT_EQ(standings(TenMembers::confirmed), std::vector{PairStanding::same_confirmed});
  contacts.higher_authority = contacts.contract_signer = person("緑川", "b");
  EXPECT_EQ(standings(TenMembers::confirmed),
            (std::vector{PairStanding::same_confirmed, PairStanding::different, PairStanding::different, PairStanding::same}))
      << "ten members excuse one pair only";
}

TEST(Contacts, EvSeparatesTheHigherAuthority) {
  RecordProperty("requirement", "B03 B04 B06");
  const auto a = person("青空", "a"), b = person("緑川", "b"), c = person("赤坂", "c", "部長");
  const auto check = [](const Person& technical, const Person& authorization, const Person& higher, const Person& signer) {
    return codes(contact_problems({technical, authorization, higher, signer, signer}, company, ValidationLevel::ev, false));
  };
  EXPECT_TRUE(check(a, b, c, b).empty()); // authorization contact, contract signer and administrator may be one person
  EXPECT_EQ(check(a, b, b, person("黒田", "d")), Codes{errors::authorization_is_higher_authority});
  EXPECT_EQ(check(a, b, c, c), Codes{errors::higher_authority_is_contract_signer});
  EXPECT_EQ(check(a, b, a, b), Codes{errors::technical_is_higher_authority});
  EXPECT_EQ(check(a, b, person("赤坂", "c", "係長"), b), Codes{errors::higher_authority_title});
  EXPECT_EQ(check(a, b, person("赤坂", "c", ""), b), Codes{errors::higher_authority_title});
  EXPECT_TRUE(check(a, b, person("赤坂", "c", "参事"), b).empty()) << "what the title does not tell is asked on the telephone";
}

TEST(Contacts, TheMatrixJudgesEveryPair) {
  RecordProperty("requirement", "B02 B03 B04");
  using enum ContactRole;
  const std::vector roles{technical, authorization, higher_authority, contract_signer, account_administrator};
  const std::set<std::pair<ContactRole, ContactRole>> never{
      {technical, higher_authority}, {authorization, higher_authority}, {higher_authority, contract_signer}};
  const auto one = person("青空", "a", "部長");
  for (std::size_t a = 0; a < roles.size(); ++a)
    for (std::size_t b = a + 1; b < roles.size(); ++b)
      for (const bool few : {false, true}) {
        const bool allowed =
            !never.contains({roles[a], roles[b]}) && (few || std::pair(roles[a], roles[b]) != std::pair(technical, authorization));
        EXPECT_EQ(may_be_one_person(roles[a], roles[b], few), allowed) << to_string(roles[a]) << to_string(roles[b]);
        EXPECT_EQ(may_be_one_person(roles[b], roles[a], few), allowed);
        Contacts contacts;
        for (const auto role : roles)
          contacts.of(role) = person(std::string(to_string(role)), std::string("p-") + std::string(to_string(role)), "部長");
        contacts.of(roles[a]) = contacts.of(roles[b]) = one;
        const auto found = contact_problems(contacts, company, ValidationLevel::ev, few);
        EXPECT_EQ(found.empty(), allowed) << to_string(roles[a]) << " " << to_string(roles[b]) << " " << found.size();
        if (!allowed) EXPECT_EQ(found.at(0).roles, (std::vector{roles[a], roles[b]}));
      }
}

TEST(Contacts, OfTwoNamesDoNotAnswerFromOneMailbox) {
  RecordProperty("requirement", "B05 B06");
  using enum ContactRole;
  Contacts contacts{person("青空", "a"), person("高橋", "ken"), person("大川", "o", "部長"), person("伊藤", "KEN"), person("青空", "a")};
  const auto shared = contact_problems(contacts, company, ValidationLevel::ev, false);
  ASSERT_EQ(codes(shared), Codes{errors::contact_mailbox_of_two});
  EXPECT_EQ(shared[0].roles, (std::vector{authorization, contract_signer}));
  EXPECT_NE(core::describe(shared[0].error, Language::ja).find("伊藤"), std::string::npos);
  contacts.contract_signer = contacts.authorization;
  EXPECT_TRUE(contact_problems(contacts, company, ValidationLevel::ev, false).empty()) << "one person in two roles";
}

TEST(Contacts, ApproveFromOneAddressOfTheirOwn) {
  RecordProperty("requirement", "B05 B06");
  for (const auto* shared :
       {"info@aozora.co.jp", "Sales@aozora.co.jp", "webmaster@aozora.co.jp", "総務@aozora.co.jp", "ｉｎｆｏ@aozora.co.jp",
        "info-jp@aozora.co.jp", "no-reply@aozora.co.jp", "web_master2@aozora.co.jp", "it.support@aozora.co.jp"})
    EXPECT_TRUE(is_role_mailbox(shared)) << shared;
  for (const auto* own : {"hanako.sato@aozora.co.jp", "h-sato2@aozora.co.jp", "sato.sales@aozora.co.jp", "it-taro@aozora.co.jp",
                          "tanaka@info.aozora.co.jp", "shinji@aozora.co.jp", "k@aozora.co.jp"})
    EXPECT_FALSE(is_role_mailbox(own)) << own;
  Contacts contacts{person("青空", "info"), person("緑川", "info"), {}, {}, {}};
  contacts.technical->email = "info@midori.example";
  const auto shared = contact_problems(contacts, company, ValidationLevel::ov, false);
  ASSERT_EQ(codes(shared), Codes{errors::contact_mailbox_shared}) << "the technical contact may use a group's address";
  EXPECT_EQ(shared[0].roles, std::vector{ContactRole::authorization});
  for (const auto language : {Language::ja, Language::en}) {
    const auto sentence = core::describe(shared[0].error, language);
    EXPECT_NE(sentence.find("info@aozora.co.jp"), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find("authorization}"), std::string::npos) << sentence;
  }
  EXPECT_NE(core::describe(shared[0].error, Language::ja).find("承認担当者"), std::string::npos) << "the role in words";
  contacts.authorization->email = "a@aozora.co.jp, b@aozora.co.jp";
  EXPECT_EQ(codes(contact_problems(contacts, company, ValidationLevel::ov, false)), Codes{errors::contact_mailbox_several});
  EXPECT_EQ(EmailAddress::parse("a@aozora.co.jp; b@aozora.co.jp").error().code, errors::email_several);
  EXPECT_EQ(EmailAddress::parse("a@aozora.co.jp、b@aozora.co.jp").error().code, errors::email_several);
  EXPECT_EQ(EmailAddress::parse("info@aozora.co.jp").value().str(), "info@aozora.co.jp") << "a super admin's may be a group's";
}

TEST(Contacts, RefusalsNameRulePersonsAndWayOut) {
  RecordProperty("requirement", "B06");
  auto twin = person("青空", "a");
  const Contacts contacts{twin, twin, {}, {}, {}};
  const auto problem = contact_problems(contacts, company, ValidationLevel::ov, false).at(0);
  for (const auto language : {Language::ja, Language::en}) {
    const auto sentence = core::describe(problem.error, language);
    EXPECT_NE(sentence.find("青空 花子"), std::string::npos) << sentence;
    EXPECT_NE(sentence.find("10"), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
  }
  for (const auto role : {ContactRole::technical, ContactRole::authorization, ContactRole::higher_authority, ContactRole::contract_signer,
                          ContactRole::account_administrator})
    EXPECT_EQ(parse_contact_role(to_string(role)), role);
}

TEST(Steps, DependOnTheLevel) {
  RecordProperty("requirement", "C05");
  EXPECT_EQ(steps_of(ValidationLevel::ov), (std::vector{Step::organization, Step::domains, Step::authorization_call}));
  EXPECT_EQ(steps_of(ValidationLevel::ev).size(), 7U);
  for (const auto step : steps_of(ValidationLevel::ev)) EXPECT_EQ(parse_step(to_string(step)), step);
  EXPECT_TRUE(check_steps_done(
      ValidationLevel::ov,
      {{Step::organization, StepStatus::passed}, {Step::domains, StepStatus::not_needed}, {Step::authorization_call, StepStatus::passed}}));
  const auto open =
      check_steps_done(ValidationLevel::ov, {{Step::organization, StepStatus::passed}, {Step::domains, StepStatus::failed}}).error();
  EXPECT_EQ(open.code, errors::steps_open);
  EXPECT_EQ(open.params[0].second, "domains, authorization_call");
}

CallReport good_call() {
  return {Step::authorization_call,
          "+81312345678",
          NumberSource::directory,
          CallOutcome::reached,
          {{"identity", "yes"}, {"employed", "yes"}, {"approves_request", "yes"}, {"approves_technical", "yes"}}};
}

TEST(Calls, PassOnlyOnAnIndependentNumberWithEveryAnswer) {
  RecordProperty("requirement", "C05 C08");
  EXPECT_EQ(step_after_call(good_call()).value(), StepStatus::passed);
  auto call = good_call();
  call.source = NumberSource::applicant;
  EXPECT_EQ(step_after_call(call).error().code, errors::call_number_not_independent);
  call = good_call();
  call.answers.pop_back();
  EXPECT_EQ(step_after_call(call).error().code, errors::call_answers_missing);
  call = good_call();
  for (const auto* answer : {"no", "No", "いいえ", "employed until March", "yes, but", "YES"}) {
    call.answers[2].answer = answer;
    EXPECT_EQ(step_after_call(call).value(), StepStatus::failed) << answer;
  }
  call = good_call();
  call.outcome = CallOutcome::no_answer;
  EXPECT_EQ(step_after_call(call).value(), StepStatus::in_progress);
  call.outcome = CallOutcome::call_back;
  EXPECT_EQ(step_after_call(call).value(), StepStatus::scheduled);
  call.outcome = CallOutcome::refused;
  EXPECT_EQ(step_after_call(call).value(), StepStatus::failed);
  call.step = Step::domains;
  EXPECT_FALSE(step_after_call(call));
}

TEST(Calls, HaveAScriptInBothLanguages) {
  RecordProperty("requirement", "C08 F09");
  const core::Params params{
      {"contact", "青空"}, {"organization", company}, {"names", "aozora.co.jp"}, {"technical", "緑川"}, {"authorization", "赤坂"}};
  for (const auto step : steps_of(ValidationLevel::ev))
    for (const auto language : {Language::ja, Language::en}) {
      const auto script = call_script(step, language, params);
      EXPECT_EQ(script.empty(), !is_call(step));
      for (const auto& question : script) {
        EXPECT_EQ(question.text.find('{'), std::string::npos) << question.text;
        EXPECT_EQ(question.text.find("script."), std::string::npos) << question.text;
      }
    }
}

IssuanceFacts good_facts(Instant collected) {
  IssuanceFacts facts;
  facts.level = ValidationLevel::ov;
  facts.profile = "tls.ov";
  facts.names = {name("aozora.co.jp"), name("www.aozora.co.jp")};
  facts.organization = OrganizationEvidence{{"rec_1", "usr_sato", collected, true}, true, {}};
  facts.proofs = {{DcvMethod::dns_txt, name("aozora.co.jp"), name("aozora.co.jp"), collected}};
  facts.calls[Step::authorization_call] = {"rec_2", "usr_sato", collected, true};
  facts.four_eyes.workers = {"usr_sato"};
  facts.four_eyes.recommended_by = "usr_sato";
  facts.approved_by = "usr_suzuki";
  return facts;
}

const policy::RuleSet& rules_of(std::string_view set) {
  static const auto own = policy::RuleSet::named("private").value();
  static const auto cabf = policy::RuleSet::named("cabf").value();
  return set == "cabf" ? cabf : own;
}

core::ErrorCode refusal(const IssuanceFacts& facts, Instant now, std::string_view set = "private") {
  const auto decided = decide_issuance(facts, rules_of(set), now);
  return decided ? core::ErrorCode{"issued", core::ErrorKind::internal} : decided.error().code;
}

TEST(Gate, OpensOnlyWithEveryEvidence) {
  RecordProperty("requirement", "A02 C05 C06 C07 C08");
  const auto now = at("2026-11-24");
  const auto vetted = decide_issuance(good_facts(now - days{3}), rules_of("private"), now).value();
  EXPECT_EQ(vetted.names().size(), 2U);
  EXPECT_EQ(vetted.profile(), "tls.ov");
  auto facts = good_facts(now);
  facts.organization.reset();
  EXPECT_EQ(refusal(facts, now), errors::organization_not_vetted);
  facts = good_facts(now);
  facts.organization->active = false;
  EXPECT_EQ(refusal(facts, now), errors::organization_not_active);
  facts = good_facts(now);
  facts.organization->undecided_differences = {"address"};
  EXPECT_EQ(refusal(facts, now), errors::register_differences_open);
  facts = good_facts(now);
  facts.names.push_back(name("shop.midori.example.jp"));
  EXPECT_EQ(refusal(facts, now), errors::domain_not_validated);
  facts = good_facts(now);
  facts.calls.clear();
  EXPECT_EQ(refusal(facts, now), errors::call_record_missing);
  facts = good_facts(now);
  facts.calls[Step::authorization_call].passed = false;
  EXPECT_EQ(refusal(facts, now), errors::call_record_missing);
  facts = good_facts(now);
  facts.calls[Step::authorization_call].withdrawn_number = "03-0000-0001";
  EXPECT_EQ(refusal(facts, now), errors::call_number_withdrawn);
  facts = good_facts(now);
  facts.organization->names = {"株式会社青空商事"};
  facts.organization->registered = RegisteredCompany{"株式会社青空商事", "2015-10-05"};
  EXPECT_TRUE(decide_issuance(facts, rules_of("private"), now));
  facts.organization->registered = RegisteredCompany{"株式会社青空ホールディングス", "2026-11-01"};
  EXPECT_EQ(refusal(facts, now), errors::company_name_changed);
  facts.organization->registered = RegisteredCompany{"株式会社青空商事", "2015-10-05", false};
  EXPECT_EQ(refusal(facts, now), errors::organization_not_active);
  facts.organization->registered.reset();
  EXPECT_TRUE(decide_issuance(facts, rules_of("private"), now)) << "it was checked in no imported register";
  facts.organization->is_gone = true;
  EXPECT_EQ(refusal(facts, now), errors::organization_not_in_register);
  facts = good_facts(now);
  facts.denied_matches = {"株式会社青空商事"};
  EXPECT_EQ(refusal(facts, now), errors::denied_list_hit);
  facts = good_facts(now);
  facts.names.clear();
  EXPECT_EQ(refusal(facts, now), errors::names_empty);
}

TEST(Gate, EvidenceAges) {
  RecordProperty("requirement", "A12 C12");
  const auto now = at("2026-11-24");
  EXPECT_TRUE(decide_issuance(good_facts(at("2024-08-24")), rules_of("private"), now)); // 27 months to the second
  auto facts = good_facts(at("2024-08-24"));
  facts.proofs[0].completed_at -= 1s;
  EXPECT_EQ(refusal(facts, now), errors::domain_validation_old);
  facts = good_facts(at("2024-08-24"));
  facts.organization->evidence.collected_at -= 1s;
  EXPECT_EQ(refusal(facts, now), errors::organization_record_old);
  facts = good_facts(at("2024-08-24"));
  facts.calls[Step::authorization_call].collected_at -= 1s;
  EXPECT_EQ(refusal(facts, now), errors::call_record_old);
  // The cabf schedule: 200 days for domains, 398 for the organization.
  EXPECT_TRUE(decide_issuance(good_facts(now - days{200}), rules_of("cabf"), now));
  EXPECT_EQ(refusal(good_facts(now - days{201}), now, "cabf"), errors::domain_validation_old);
  EXPECT_EQ(refusal(good_facts(at("2026-11-24")), at("2027-03-15"), "cabf"), errors::domain_validation_old);
}

TEST(Gate, NeedsASecondSpecialist) {
  RecordProperty("requirement", "C09");
  const auto now = at("2026-11-24");
  auto facts = good_facts(now);
  facts.approved_by = "usr_sato";
  EXPECT_EQ(refusal(facts, now), errors::four_eyes); // recommended it
  facts = good_facts(now);
  facts.four_eyes.workers = {"usr_sato", "usr_suzuki"};
  EXPECT_EQ(refusal(facts, now), errors::four_eyes); // gathered evidence
  facts = good_facts(now);
  facts.approved_by.clear();
  EXPECT_EQ(refusal(facts, now), errors::four_eyes);
  facts = good_facts(now);
  facts.four_eyes.recommended_by.clear();
  EXPECT_EQ(refusal(facts, now), errors::recommendation_missing);
}

TEST(Gate, ImmediateIssuanceLooksAtEvidenceOnly) {
  RecordProperty("requirement", "F01");
  const auto now = at("2026-11-24");
  auto facts = good_facts(now - days{100});
  facts.four_eyes.recommended_by.clear();
  facts.approved_by.clear();
  EXPECT_TRUE(check_immediate_issuance(facts, rules_of("private"), now));
  facts.names.push_back(name("midori.example.jp"));
  EXPECT_EQ(check_immediate_issuance(facts, rules_of("private"), now).error().code, errors::domain_not_validated);
}

TEST(Gate, PublicRulesRefuseInternalNames) {
  RecordProperty("requirement", "A12");
  const auto now = at("2026-11-24");
  auto facts = good_facts(now);
  facts.names = {name("www.aozora.test")};
  facts.proofs = {{DcvMethod::dns_txt, name("www.aozora.test"), name("www.aozora.test"), now}};
  EXPECT_TRUE(decide_issuance(facts, rules_of("private"), now));
  EXPECT_EQ(refusal(facts, now, "cabf"), errors::domain_name_internal);
}

TEST(Validation, ProofsCoverByMethod) {
  RecordProperty("requirement", "C06");
  const auto base = name("aozora.co.jp"), www = name("www.aozora.co.jp"), star = name("*.aozora.co.jp");
  EXPECT_TRUE(proof_covers(DcvMethod::dns_txt, base, base, www));
  EXPECT_TRUE(proof_covers(DcvMethod::dns_txt, base, base, star));
  EXPECT_FALSE(proof_covers(DcvMethod::dns_txt, www, www, base));
  EXPECT_TRUE(proof_covers(DcvMethod::web_file, www, www, www));
  EXPECT_FALSE(proof_covers(DcvMethod::web_file, base, base, www)); // a file speaks for its host only
  EXPECT_FALSE(proof_covers(DcvMethod::web_file, base, base, star));
  EXPECT_EQ(authorization_domain(star, DcvMethod::dns_txt).value(), base);
  EXPECT_EQ(authorization_domain(star, DcvMethod::web_file).error().code, errors::domain_method_unsuited);
  for (const auto method : {DcvMethod::dns_txt, DcvMethod::web_file, DcvMethod::email})
    EXPECT_EQ(parse_dcv_method(to_string(method)), method);
}

TEST(Validation, LooksAgainUntilTheValueExpires) {
  RecordProperty("requirement", "C06");
  const auto now = at("2026-11-24");
  const auto value = make_random_value(rules_of("private"), "tls.ov", now);
  EXPECT_EQ(value.expires_at, now + days{30});
  EXPECT_GE(value.value.size(), 22U); // 128 bits and more
  EXPECT_NE(value.value, make_random_value(rules_of("private"), "tls.ov", now).value);
  EXPECT_EQ(next_try(1, now, value.expires_at), now + 1min);
  EXPECT_EQ(next_try(2, now, value.expires_at), now + 2min);
  EXPECT_EQ(next_try(5, now, value.expires_at), now + 16min);
  EXPECT_EQ(next_try(1000, now, value.expires_at), now + 4h);
  EXPECT_EQ(next_try(9, value.expires_at - 1h, value.expires_at), value.expires_at);
  EXPECT_EQ(next_try(9, value.expires_at, value.expires_at), std::nullopt);
  ValidationFacts facts;
  facts.value_expires_at = value.expires_at;
  EXPECT_EQ(after_look(facts, LookOutcome::found, now).status, ValidationStatus::valid);
  EXPECT_EQ(after_look(facts, LookOutcome::absent, now).next_try_at, now + 1min);
  EXPECT_EQ(after_look(facts, LookOutcome::wrong, now).status, ValidationStatus::pending);
  EXPECT_EQ(after_look(facts, LookOutcome::found, value.expires_at).status, ValidationStatus::valid);
  EXPECT_EQ(after_look(facts, LookOutcome::found, value.expires_at + 1s).status,
            ValidationStatus::expired); // an old value proves nothing
  EXPECT_EQ(after_look(facts, LookOutcome::unreachable, value.expires_at).status, ValidationStatus::expired);
}

} // namespace
} // namespace domain
