#include "domain/ev_identity.h"

#include "core/time.h"
#include "domain/errors.h"
#include "domain/issuance.h"
#include "domain/register_source.h"
#include "domain/subject.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

const core::Instant now = core::parse_rfc3339("2026-11-27T00:00:00Z").value();
const policy::RegistrationAgencies& agencies() { return policy::RegistrationAgencies::built_in(); }

EvClaim claim() { return {"Private Organization", {"JP", "", ""}, "6010001999001"}; }
RegisteredEntity by_nta() {
  return {.source = std::string(register_source::nta), .authority = {}, .number = "6010001999001", .registered_number = {}, .kind = "301"};
}
RegisteredEntity by_lei(const std::string& authority, const std::string& number) {
  return {.source = std::string(register_source::lei),
          .authority = authority,
          .number = "ZZZZ00AOZORASHOJI037",
          .registered_number = number,
          .kind = {}};
}
std::string refusal(const EvClaim& applied, const RegisteredEntity& entity) {
  const auto found = derive_ev_identity(applied, entity, agencies(), now);
  return found ? "" : std::string(found.error().code.name);
}

TEST(EvIdentity, IsWhatTheRegisterTells) {
  RecordProperty("requirement", "A14");
  const EvIdentity expected{"jp.houjin", BusinessCategory::private_organization, {"JP", "", ""}, "6010001999001"};
  EXPECT_EQ(derive_ev_identity(claim(), by_nta(), agencies(), now).value(), expected);
  auto told = derive_ev_identity(claim(), by_lei("RA000412", "0100-01-999001"), agencies(), now).value();
  EXPECT_EQ(told.agency, "jp.lei");
  EXPECT_EQ(told.serial_number, "6010001999001") << "the check digit goes before the number that GLEIF gives";
  const EvClaim delaware{"Private Organization", {"US", "Delaware", ""}, "9999001"};
  told = derive_ev_identity(delaware, by_lei("RA000602", "9999001"), agencies(), now).value();
  EXPECT_EQ(told.jurisdiction, (policy::Jurisdiction{"US", "Delaware", ""}));
}

TEST(EvIdentity, NeverContradictsTheRegister) {
  RecordProperty("requirement", "A14");
  auto other = claim();
  other.jurisdiction = {"US", "Delaware", ""};
  EXPECT_EQ(refusal(other, by_nta()), "ev_jurisdiction_differs");
  other = claim();
  other.jurisdiction.state = "東京都";
  EXPECT_EQ(refusal(other, by_nta()), "ev_jurisdiction_differs") << "the agency is national";
  other = claim();
  other.registration_number = "5010001999002";
  EXPECT_EQ(refusal(other, by_nta()), "ev_number_differs");
  EXPECT_EQ(refusal(other, by_lei("RA000412", "0100-01-999001")), "ev_number_differs");
  EXPECT_EQ(refusal(claim(), by_lei("RA000602", "9999001")), "ev_jurisdiction_differs");
  EXPECT_EQ(refusal(claim(), by_lei("RA000999", "0100-01-999001")), "ev_agency_unlisted");
  EXPECT_EQ(refusal(claim(), by_lei("RA000412", "")), "ev_number_form") << "a company has a number";
  other = claim();
  other.business_category = "Government Entity";
  EXPECT_EQ(refusal(other, by_nta()), "ev_category_differs") << "301 is a stock company";
  auto state = by_nta();
  state.kind = "101";
  EXPECT_EQ(refusal(claim(), state), "ev_category_differs");
  EXPECT_EQ(refusal(other, state), "");
}

TEST(EvIdentity, NeverContradictsTheRegisterAboutWhereItWasIncorporated) {
  RecordProperty("requirement", "A14");
  auto branch = by_nta();
  branch.kind = "401";
  EXPECT_EQ(refusal(claim(), branch), "ev_incorporated_elsewhere") << "外国会社等";
  const auto from = [](RegisteredEntity entity, const std::string& jurisdiction) {
    entity.jurisdiction = jurisdiction;
    return entity;
  };
  const EvClaim london{"Private Organization", {"GB", "", ""}, "FC012345"};
  EXPECT_EQ(refusal(london, from(by_lei("RA000585", "FC012345"), "US-DE")), "ev_incorporated_elsewhere");
  EXPECT_EQ(refusal(london, from(by_lei("RA000585", "FC012345"), "GB")), "");
  EXPECT_EQ(refusal(london, from(by_lei("RA000585", "FC012345"), "GB-SCT")), "") << "the agency is national";
  EXPECT_EQ(refusal(claim(), from(by_lei("RA000412", "0100-01-999001"), "JP")), "");
  EXPECT_EQ(refusal(claim(), from(by_lei("RA000412", "0100-01-999001"), "KY")), "ev_incorporated_elsewhere");
  const EvClaim delaware{"Private Organization", {"US", "Delaware", ""}, "9999001"};
  for (const auto* same : {"US-DE", "US"}) EXPECT_EQ(refusal(delaware, from(by_lei("RA000602", "9999001"), same)), "") << same;
  for (const auto* other : {"US-NV", "US-XX", "CA-ON"})
    EXPECT_EQ(refusal(delaware, from(by_lei("RA000602", "9999001"), other)), "ev_incorporated_elsewhere") << other;
}

TEST(EvIdentity, FallsBackOnWordsOnlyWhereTheRegisterGivesNoNumber) {
  RecordProperty("requirement", "A14");
  const auto without = by_lei("RA000412", "");
  for (const auto* category : {"Government Entity", "Non-Commercial Entity"})
    for (const std::string serial : {category, "2001-01-05"}) {
      const auto told = derive_ev_identity({category, {"JP", "", ""}, serial}, without, agencies(), now);
      ASSERT_TRUE(told) << category << serial;
      EXPECT_EQ(told->serial_number, serial);
      EXPECT_EQ(refusal({category, {"JP", "", ""}, serial}, by_lei("RA000412", "0100-01-999001")), "ev_number_differs");
    }
  EXPECT_EQ(refusal({"Government Entity", {"JP", "", ""}, "Jan 5, 2001"}, without), "ev_number_form");
  EXPECT_EQ(refusal({"Private Organization", {"JP", "", ""}, "2001-01-05"}, without), "ev_number_form");
}

TEST(EvIdentity, ClaimsAreJudgedBeforeARegisterIsAsked) {
  RecordProperty("requirement", "A14");
  const auto codes = [](const EvClaim& applied) {
    std::string out;
    for (const auto& problem : claim_problems(applied, agencies(), now)) out += std::string(problem.code.name) + " ";
    return out;
  };
  EXPECT_EQ(codes(claim()), "");
  EXPECT_EQ(codes({"Company", {"JP", "", ""}, "6010001999001"}), "ev_category_unknown ");
  EXPECT_EQ(codes({"Business Entity", {"JP", "", ""}, "6010001999001"}), "ev_category_unsupported ") << "needs a meeting face to face";
  EXPECT_EQ(codes({"Private Organization", {"JP", "東京都", ""}, "6010001999001"}), "ev_jurisdiction_unlisted ");
  EXPECT_EQ(codes({"Private Organization", {"XA", "", ""}, "1"}), "ev_jurisdiction_unlisted ");
  EXPECT_EQ(codes({"Private Organization", {"JP", "", ""}, "0100-01-999001"}), "ev_number_unusual ") << "one form is published: 13 digits";
  EXPECT_EQ(codes({"Private Organization", {"JP", "", ""}, "2001-01-05"}), "ev_number_unusual ");
  EXPECT_EQ(codes({"Government Entity", {"JP", "", ""}, "2001-01-05"}), "");
  EXPECT_EQ(codes({"Non-Commercial Entity", {"JP", "", ""}, "Non-Commercial Entity"}), "");
  EXPECT_EQ(codes({"Non-Commercial Entity", {"JP", "", ""}, "Government Entity"}), "ev_number_unusual ");
}

IssuanceFacts vetted() {
  IssuanceFacts facts;
  facts.level = ValidationLevel::ev;
  facts.profile = "tls.ev";
  facts.names = {DomainName::parse("www.aozora.co.jp").value(), DomainName::parse("aozora.co.jp").value()};
  facts.organization = OrganizationEvidence{{"rec_1", "usr_sato", now, true}, true, {}};
  facts.ev_claim = claim();
  facts.ev_identity = derive_ev_identity(claim(), by_nta(), agencies(), now).value();
  facts.proofs = {{DcvMethod::dns_txt, facts.names[1], facts.names[1], now}};
  for (const auto step : steps_of(ValidationLevel::ev))
    if (is_call(step)) facts.calls[step] = {"rec_2", "usr_sato", now, true};
  facts.four_eyes.recommended_by = "usr_sato";
  facts.approved_by = "usr_suzuki";
  facts.four_eyes.workers = {"usr_sato"};
  return facts;
}

std::string gate(const IssuanceFacts& facts) {
  std::string out;
  for (const auto& problem : evidence_problems(facts, policy::RuleSet::named("private").value(), now))
    out += std::string(problem.code.name) + " ";
  return out;
}

TEST(EvGate, WantsEverythingAtOnce) {
  RecordProperty("requirement", "A14 A05 C05");
  EXPECT_EQ(gate(vetted()), "");
  auto facts = vetted();
  facts.ev_identity.reset();
  EXPECT_EQ(gate(facts), "ev_identity_missing ");
  facts = vetted();
  facts.ev_claim.jurisdiction.country = "US";
  EXPECT_EQ(gate(facts), "ev_jurisdiction_differs ") << "changed after the check";
  facts = vetted();
  facts.ev_claim.registration_number = "5010001999002";
  EXPECT_EQ(gate(facts), "ev_number_differs ");
  facts = vetted();
  facts.ev_claim.business_category = "Government Entity";
  EXPECT_EQ(gate(facts), "ev_category_differs ");
  facts = vetted();
  facts.calls.erase(Step::hr_call);
  EXPECT_EQ(gate(facts), "call_record_missing ");
  facts = vetted();
  facts.names.push_back(DomainName::parse("*.aozora.co.jp").value());
  EXPECT_EQ(gate(facts), "wildcard_in_ev ");
  const auto other = policy::RegistrationAgencies::parse(
      "#version\t2026-12-01\nid\tcountry\tstate\tlocality\tname_ja\tname_en\tnumber\tsource\tauthority\twebsite\tfrom\tuntil\tnote\n"
      "xa\tXA\t\t\tA\tA\t[0-9]{4}\tgleif_lei\tRA9\thttps://x.example/\t2020-01-01\t\t\n",
      "x");
  facts = vetted();
  facts.agencies = &*other;
  EXPECT_EQ(gate(facts), "ev_agency_unlisted ") << "at issue, not only at the check";
}

TEST(EvGate, WantsTheAgencyItselfToBeListedStill) {
  RecordProperty("requirement", "A14 C05");
  const std::string header =
      "#version\t2026-12-01\nid\tcountry\tstate\tlocality\tname_ja\tname_en\tnumber\tsource\tauthority\twebsite\tfrom\tuntil\tnote\n";
  const std::string ended = "jp.houjin\tJP\t\t\tA\tA\t[0-9]{13}\tnta_corporate_numbers\t\thttps://x.example/\t2015-10-05\t2026-11-01\t\n";
  const std::string other = "jp.lei\tJP\t\t\tA\tA\t[0-9]{13}\tgleif_lei\tRA000412\thttps://x.example/\t2015-10-05\t\t\n";
  const auto list = policy::RegistrationAgencies::parse(header + ended + other, "x");
  ASSERT_TRUE(list);
  auto facts = vetted();
  facts.agencies = &*list;
  EXPECT_EQ(gate(facts), "ev_agency_unlisted ") << "another agency of the same jurisdiction does not speak for it";
  facts.ev_identity->agency = "jp.lei";
  EXPECT_EQ(gate(facts), "");
}

TEST(EvGate, IssuesNothingAtOnce) {
  RecordProperty("requirement", "A14 C12");
  const auto rules = policy::RuleSet::named("private").value();
  EXPECT_TRUE(decide_issuance(vetted(), rules, now));
  EXPECT_EQ(check_immediate_issuance(vetted(), rules, now).error().code, errors::ev_calls_repeat);
}

SubjectFacts aozora(ValidationLevel level) {
  return {.level = level,
          .country = "JP",
          .state = "東京都",
          .locality = "千代田区",
          .postal_code = "1009999",
          .street = "丸の内九丁目9番9号",
          .organization = "株式会社青空商事",
          .common_name = "www.aozora.co.jp",
          .jurisdiction = {"JP", "", ""},
          .business_category = "Private Organization",
          .serial_number = "6010001999001"};
}

TEST(Subject, OfEachLevelInTheOrderItIsWritten) {
  RecordProperty("requirement", "A14");
  using enum SubjectPart;
  EXPECT_EQ(subject_of(aozora(ValidationLevel::ov)), (std::vector<SubjectEntry>{{country, "JP"},
                                                                                {state, "東京都"},
                                                                                {locality, "千代田区"},
                                                                                {organization, "株式会社青空商事"},
                                                                                {common_name, "www.aozora.co.jp"}}));
  EXPECT_EQ(subject_of(aozora(ValidationLevel::ev)), (std::vector<SubjectEntry>{{jurisdiction_country, "JP"},
                                                                                {business_category, "Private Organization"},
                                                                                {serial_number, "6010001999001"},
                                                                                {country, "JP"},
                                                                                {state, "東京都"},
                                                                                {locality, "千代田区"},
                                                                                {postal_code, "1009999"},
                                                                                {street, "丸の内九丁目9番9号"},
                                                                                {organization, "株式会社青空商事"},
                                                                                {common_name, "www.aozora.co.jp"}}));
  auto facts = aozora(ValidationLevel::ev);
  facts.street.clear();
  facts.jurisdiction = {"US", "Delaware", "Dover"};
  facts.common_name = std::string(61, 'a') + ".jp"; // 64 characters
  EXPECT_EQ(subject_of(facts).size(), 10U) << "no street, no postal code; state and place of the jurisdiction";
  facts.common_name = "a" + facts.common_name;
  EXPECT_EQ(subject_of(facts).back().part, organization) << "a name too long for a common name stands in the SAN alone";
}

} // namespace
} // namespace domain
