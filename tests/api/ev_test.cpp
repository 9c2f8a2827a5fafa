#include "cli/errors.h"
#include "cli/init.h"
#include "storage/licences.h"
#include "support/database.h"
#include "support/ev_story.h"
#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

boost::json::object ev_wish(const std::vector<std::string>& names) {
  auto wish = quote_json(unique_mark(), names);
  wish["product"] = "ev-multi-domain";
  return wish;
}

std::vector<std::string> names_of(const std::string& mark, int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back("n" + std::to_string(i) + "." + mark + (i % 2 == 0 ? ".example.jp" : ".other.jp"));
  return names;
}

TEST(EvProduct, IsSoldWithManyNames) {
  RecordProperty("requirement", "A01 A04");
  auto visitor = Site::shared().visitor();
  const auto listed = visitor.get(Site::api("/products"));
  EXPECT_EQ(listed.at("/items/1/id"), "ev-multi-domain") << listed.body;
  EXPECT_EQ(listed.at("/items/1/level"), "EV");
  EXPECT_EQ(listed.at("/items/1/maxNames"), "250");
  EXPECT_EQ(listed.at("/items/1/extraNamePrice"), "28000");
  EXPECT_EQ(listed.at("/items/1/wildcards"), "false");
  EXPECT_EQ(listed.at("/items/1/cpsUrl"), "/cps/ev");
}

TEST(EvProduct, EachNameBeyondThoseIncludedIsALineOfTheQuote) {
  RecordProperty("requirement", "A04 C01");
  auto visitor = Site::shared().visitor();
  const auto four = visitor.post(Site::api("/quotes"), text(ev_wish(names_of("ev4", 4))));
  ASSERT_EQ(four.status, 201) << four.body;
  EXPECT_EQ(four.json().at("lines").as_array().size(), 1U);
  EXPECT_EQ(four.at("/net"), "168000");
  const auto six = visitor.post(Site::api("/quotes"), text(ev_wish(names_of("ev6", 6))));
  ASSERT_EQ(six.status, 201) << six.body;
  EXPECT_EQ(six.at("/lines/1/quantity"), "2");
  EXPECT_EQ(six.at("/lines/1/unitPrice"), "28000");
  EXPECT_EQ(six.at("/lines/1/amount"), "56000");
  EXPECT_EQ(six.at("/net"), "224000");
  EXPECT_EQ(six.at("/total"), "246400");
}

TEST(EvProduct, WildcardsAreRefusedWithTheWayOut) {
  RecordProperty("requirement", "A05");
  auto visitor = Site::shared().visitor();
  for (const std::string language : {"ja", "en"}) {
    visitor.language = language;
    const auto refused = visitor.post(Site::api("/quotes"), text(ev_wish({"*.aozora.example.jp"})));
    EXPECT_EQ(refused.field_codes().at("/names"), "wildcard_in_ev") << refused.body;
    EXPECT_TRUE(refused.body.contains(language == "ja" ? "名前を1つずつ指定してください。" : "Please list each name.")) << refused.body;
    EXPECT_FALSE(refused.body.contains("OV")) << "no product of this catalogue has wildcards: " << refused.body;
  }
}

TEST(EvProduct, BuysALicenceForEachNameBeyondThoseIncluded) {
  RecordProperty("requirement", "A04");
  auto& house = House::shared();
  auto filed = file_ev_application(house, {}, names_of(unique_mark(), 6));
  const auto account = application_row(house, filed).account_id;
  const auto count = [&](std::string_view kind) {
    return must(house.world().database.read(
        [&](storage::Transaction& tx) { return storage::count_available_licences(tx, account, kind, house.now()); }));
  };
  EXPECT_EQ(count("ev-multi-domain"), 1);
  EXPECT_EQ(count("ev-extra-name"), 2);
}

/// What becomes of a draft with these changes; all are refused.
std::map<std::string, std::string> refused(const boost::json::object& changes) {
  auto& house = House::shared();
  static auto filed = begin_application(house, "ev-multi-domain");
  auto draft = ev_draft(filed.mark, filed.names);
  for (const auto& [key, value] : changes) {
    if (value.is_null()) {
      draft.erase(key);
      continue;
    }
    auto& registration = draft["registration"].as_object();
    auto& organization = draft["organization"].as_object();
    (registration.contains(key) ? registration : organization.contains(key) ? organization : draft)[key] = value;
  }
  const auto reply = submit_draft(filed, draft);
  EXPECT_EQ(reply.status, 422) << reply.body;
  return reply.field_codes();
}

TEST(EvApplication, TellsWhatIsWrongAtEachField) {
  RecordProperty("requirement", "A14 A05 G01");
  const std::string at = "/draft/registration/";
  EXPECT_EQ(refused({{"registration", nullptr}}).at(at + "businessCategory"), "field_missing");
  EXPECT_EQ(refused({{"businessCategory", ""}}).at(at + "businessCategory"), "field_missing");
  EXPECT_EQ(refused({{"businessCategory", "Company"}}).at(at + "businessCategory"), "ev_category_unknown");
  EXPECT_EQ(refused({{"businessCategory", "Business Entity"}}).at(at + "businessCategory"), "ev_category_unsupported");
  EXPECT_EQ(refused({{"jurisdictionCountry", ""}}).at(at + "jurisdictionCountry"), "field_missing");
  EXPECT_EQ(refused({{"jurisdictionState", "東京都"}}).at(at + "jurisdictionCountry"), "ev_jurisdiction_unlisted");
  EXPECT_EQ(refused({{"jurisdictionCountry", "US"}, {"registrationNumber", "1"}}).at(at + "jurisdictionCountry"),
            "ev_jurisdiction_unlisted");
  EXPECT_EQ(refused({{"jurisdictionCountry", "GB"}}).at(at + "registrationNumber"), "field_missing");
  EXPECT_EQ(refused({{"registrationNumber", "0100-01-999001"}}).at(at + "registrationNumber"), "ev_number_unusual");
  EXPECT_EQ(refused({{"certificateStreet", std::string(129, 'a')}}).at(at + "certificateStreet"), "name_attribute_too_long");
  std::string name;
  for (int i = 0; i < 65; ++i) name += "青";
  EXPECT_EQ(refused({{"certificateOrganization", name}}).at("/draft/organization/certificateOrganization"), "name_attribute_too_long");
  EXPECT_EQ(refused({{"names", boost::json::array{"*.aozora.example.jp"}}}).at("/draft/names"), "wildcard_in_ev");
  EXPECT_EQ(refused({{"names", boost::json::value_from(names_of("more", 5))}}).at("/draft/names"), "names_not_ordered");
}

TEST(EvCase, HasSevenStepsOfWhichTheFirstIsPassedWithItsRecord) {
  RecordProperty("requirement", "C05 A14");
  auto& house = House::shared();
  const auto filed = file_ev_application(house);
  const auto shown = house.staff("specialist").get(filed.path());
  EXPECT_EQ(shown.json().at("steps").as_array().size(), 7U);
  EXPECT_EQ(step_status(shown, "application"), "passed");
  EXPECT_EQ(shown.at("/records/0/step"), "application");
  EXPECT_EQ(shown.at("/records/0/outcome"), "passed");
  EXPECT_TRUE(shown.at("/records/0/facts/agreement").contains("sha256:")) << shown.body;
  EXPECT_EQ(shown.at("/registration/businessCategory"), "Private Organization");
  EXPECT_EQ(shown.at("/registration/registrationNumber"), "6010001999001") << "in Japan the corporate number";
  for (const auto* step : {"hr_call", "authorization_call", "contract_signer_call", "higher_authority_call", "organization", "domains"})
    EXPECT_EQ(step_status(shown, step), "not_started") << step;
}

TEST(EvCase, ARegisterThatContradictsTheApplicationIsNoEvidence) {
  RecordProperty("requirement", "A14");
  auto& house = House::shared();
  house.import_register("gleif/extract.csv");
  auto desk = house.staff("specialist");
  const auto filed = file_ev_application(house);
  const auto other = desk.get(filed.path("/comparison?number=5010001999002"));
  EXPECT_TRUE(other.at("/registration/problem").contains("5010001999002")) << other.body;
  const auto accepted = R"([{"field":"name","accepted":true,"reason":"a"},{"field":"corporateNumber","accepted":true,"reason":"a"},
    {"field":"nameKana","accepted":true,"reason":"a"},{"field":"nameLatin","accepted":true,"reason":"a"},
    {"field":"address","accepted":true,"reason":"a"},{"field":"postalCode","accepted":true,"reason":"a"}])";
  EXPECT_EQ(check_register(desk, filed, "5010001999002", accepted).code(), "ev_number_differs") << "no decision accepts that";
  EXPECT_EQ(check_register(desk, filed, "ZZZZ00CLOUDLESS00004", accepted).code(), "ev_jurisdiction_differs");
  EXPECT_EQ(check_register(desk, filed, "ZZZZ00BLAUSTEIN00077", accepted).code(), "ev_agency_unlisted");
  EXPECT_EQ(step_status(desk.get(filed.path()), "organization"), "not_started");
  const auto entity = file_ev_application(house, {{"businessCategory", "Government Entity"}});
  EXPECT_EQ(check_register(desk, entity).code(), "ev_category_differs");
  const auto good = desk.get(filed.path("/comparison?number=6010001999001"));
  EXPECT_EQ(good.at("/registration/serialNumber"), "6010001999001") << good.body;
  EXPECT_EQ(good.at("/registration/jurisdiction"), "JP");
  EXPECT_EQ(check_register(desk, filed).status, 201);
}

std::string x509(const std::string& pem, const std::vector<std::string>& what) {
  std::vector<std::string> command{"openssl", "x509", "-noout"};
  command.insert(command.end(), what.begin(), what.end());
  return run_or_throw(command, pem);
}

TEST(EvStory, EndsInACertificateThatOpensslAndGnutlsRead) {
  RecordProperty("requirement", "A14 A05 A06 A04 C05");
  auto& house = House::shared();
  auto filed = file_ev_application(house, {}, names_of(unique_mark(), 6));
  prove_domains(house, filed);
  const auto approved = finish_ev_vetting(house, filed);
  ASSERT_EQ(approved.status, 200) << approved.body;
  auto support = house.staff("support");
  const auto pem = support.get("/api/v1/certificates/" + approved.at("/certificateId")).at("/pem");
  EXPECT_EQ(x509(pem, {"-subject", "-nameopt", "sep_comma_plus_space,utf8,sname"}),
            "subject=jurisdictionC=JP, businessCategory=Private Organization, serialNumber=6010001999001, C=JP, ST=Tokyo, L=Chiyoda-ku, "
            "postalCode=100-9999, street=9-9-9 Marunouchi, O=Aozora Shoji K.K., CN=" +
                filed.names.front() + "\n");
  const auto printed = x509(pem, {"-text"});
  EXPECT_TRUE(printed.contains("Policy: 2.23.140.1.1\n")) << printed;
  for (const std::string path : {"/pki/ev-g1.cer", "/ocsp/ev-g1", "/crl/ev-g1/0.crl", "/cps/ev"})
    EXPECT_TRUE(printed.contains(house.url(path))) << path << printed;
  for (const auto& name : filed.names) EXPECT_TRUE(printed.contains("DNS:" + name)) << printed;
  const TemporaryDirectory folder;
  write_file(folder / "leaf.pem", pem);
  const auto issuer = house.world().issuers.by_slug("ev-g1")->certificate.to_pem();
  write_file(folder / "ev.pem", issuer);
  EXPECT_EQ(run({"openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", house.root_file(), "-untrusted",
                 folder / "ev.pem", folder / "leaf.pem"})
                .exit_code,
            0);
  const auto gnutls = run_or_throw({"certtool", "--certificate-info", "--infile", folder / "leaf.pem"});
  EXPECT_TRUE(gnutls.contains("2.23.140.1.1")) << gnutls;
  EXPECT_TRUE(gnutls.contains("Private Organization")) << gnutls;
  EXPECT_EQ(ocsp_status(house.url("/ocsp/ev-g1"), pem, issuer, house.root_file()), "good");
  const auto account = application_row(house, filed).account_id;
  std::map<std::string, int> used;
  for (const auto& licence :
       must(house.world().database.read([&](storage::Transaction& tx) { return storage::list_licences(tx, account); })))
    if (licence.status == "used_up") ++used[licence.kind];
  EXPECT_EQ(used, (std::map<std::string, int>{{"ev-multi-domain", 1}, {"ev-extra-name", 2}}));
  EXPECT_TRUE(must(house.world().database.read([&](storage::Transaction& tx) { return storage::verify_ledger(tx); })).empty());
}

TEST(EvStory, AnLeiThatNamesTheSameRegistrationServesAsWell) {
  RecordProperty("requirement", "A14 C07");
  auto& house = House::shared();
  house.import_register("gleif/extract.csv");
  auto filed = file_ev_application(house, {{"certificateStreet", ""}});
  prove_domains(house, filed);
  const auto approved = finish_ev_vetting(house, filed, "ZZZZ00AOZORASHOJI037");
  ASSERT_EQ(approved.status, 200) << approved.body;
  const auto pem = house.staff("support").get("/api/v1/certificates/" + approved.at("/certificateId")).at("/pem");
  const auto subject = x509(pem, {"-subject", "-nameopt", "sep_comma_plus_space,utf8,sname"});
  EXPECT_TRUE(subject.contains("serialNumber=6010001999001, C=JP, ST=Tokyo, L=Chiyoda-ku, O=Aozora")) << subject;
}

TEST(EvStory, AStreetThatTheRegisterDoesNotConfirmIsDecidedOn) {
  RecordProperty("requirement", "A14 C07 C09");
  auto& house = House::shared();
  auto desk = house.staff("specialist");
  const auto sheet_of = [&](const Filed& filed) {
    EXPECT_EQ(check_register(desk, filed).status, 201);
    std::map<std::string, std::string> matches;
    const auto sheet = desk.get(filed.path("/correlation")).json();
    for (const auto& row : sheet.at("rows").as_array())
      if (const auto* match = row.as_object().if_contains("match"); match != nullptr && match->is_string())
        matches[std::string(row.at("key").as_string())] = std::string(match->as_string());
    return matches;
  };
  EXPECT_EQ(sheet_of(file_ev_application(house)).at("certificate.street"), "equivalent") << "9-9-9 Marunouchi, as in its Latin address";
  EXPECT_FALSE(sheet_of(file_ev_application(house, {{"certificateStreet", ""}})).contains("certificate.street"));
  auto filed = file_ev_application(house, {{"certificateStreet", "1-1-1 Nihombashi"}});
  EXPECT_EQ(sheet_of(filed).at("certificate.street"), "different");
  const auto decided = desk.post(filed.path("/difference-decisions"),
                                 text({{"field", "certificate.street"}, {"accepted", true}, {"reason", "登記の写しを確認"}}));
  EXPECT_EQ(decided.status, 200) << decided.body;
}

TEST(EvStory, IsNotFinishedWithoutACall) {
  RecordProperty("requirement", "C05 A14");
  auto& house = House::shared();
  auto filed = file_ev_application(house);
  prove_domains(house, filed);
  auto first = house.staff("specialist");
  ASSERT_EQ(check_register(first, filed).status, 201);
  ASSERT_EQ(call_through(first, filed).status, 200);
  const auto refused = decide(first, filed, "recommendations");
  EXPECT_EQ(refused.code(), "steps_open");
  EXPECT_TRUE(refused.at("/detail").contains("call to HR")) << refused.body;
}

TEST(EvStory, NothingIsIssuedAtOnce) {
  RecordProperty("requirement", "A14 F01");
  auto account = vetted_account(House::shared(), 0);
  const boost::json::object request{
      {"csr", make_csr({account.domain})}, {"names", boost::json::array{account.domain}}, {"product", "ev-multi-domain"}};
  EXPECT_EQ(account.client.post("/api/v1/certificates", text(request)).code(), "ev_calls_repeat");
}

TEST(EvRepository, ServesIssuerPracticeStatementAndAgencies) {
  RecordProperty("requirement", "A08 A09 A14");
  auto& house = House::shared();
  auto visitor = house.visitor();
  for (const std::string path : {"/pki/ev-g1.cer", "/pki/ev-g1.pem", "/pki/ev-g1.p7c", "/crl/ev-g1/0.crl"})
    EXPECT_EQ(visitor.get(path).status, 200) << path;
  visitor.language = "ja";
  EXPECT_TRUE(visitor.get("/cps/ev").body.contains("法人番号"));
  auto agencies = visitor.get("/api/v1/registration-agencies");
  EXPECT_TRUE(agencies.at("/items/0/name").contains("法務局")) << agencies.body;
  visitor.language = "en";
  EXPECT_TRUE(visitor.get("/cps/ev").body.contains("2.23.140.1.1"));
  agencies = visitor.get("/api/v1/registration-agencies");
  EXPECT_EQ(agencies.at("/items/0/country"), "JP");
  EXPECT_EQ(agencies.at("/items/0/state"), "");
  EXPECT_EQ(agencies.at("/sha256").size(), 64U);
  EXPECT_TRUE(agencies.at("/items/0/name").contains("Legal Affairs Bureau")) << agencies.body;
}

TEST(EvInstallation, ACatalogueThatNeedsAnIssuerThatIsNotThereKeepsTheServerFromStarting) {
  RecordProperty("requirement", "A01 A08 G01");
  const TemporaryDirectory folder;
  const auto data = folder.path() / "data";
  core::Config config;
  config.keys.root_key = "p384";
  ASSERT_TRUE(cli::init({.data = data, .config = config, .now = std::nullopt}));
  const auto catalogue = read_file(std::string(SHOMEI_SOURCE_DIR) + "/catalogue/products.toml");
  auto changed = catalogue;
  changed.replace(changed.find("profile = \"ev\""), 14, "profile = \"ev-next\"");
  write_file(data / "products.toml", changed);
  const auto opened = cli::Installation::open({.data = data, .test_clock = std::nullopt, .signer_socket = {}});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, cli::errors::product_without_issuer);
  EXPECT_TRUE(core::describe(opened.error(), core::Language::en).contains("ev-multi-domain"));
  std::filesystem::remove(data / "products.toml");
  write_file(data / "registration_agencies.tsv", "nonsense");
  EXPECT_FALSE(cli::Installation::open({.data = data, .test_clock = std::nullopt, .signer_socket = {}}));
}

std::string registration_claim(House& house, const Filed& filed, const std::string& field) {
  return house.staff("specialist").get(filed.path()).at("/registration/" + field);
}

void vet_account(House& house, const storage::AccountId& account) {
  must(house.world().database.write(
      [&](storage::Transaction& tx) { return tx.exec("UPDATE organizations SET status = 'vetted' WHERE account_id = $1", account); }));
}

/// An EV application in an account that has others.
Filed further_ev_application(House& house, const storage::AccountId& account, const std::string& category) {
  auto filed = begin_again(house, account.str(), {}, "ev-multi-domain");
  auto draft = ev_draft(filed.mark, filed.names);
  draft["registration"].as_object()["businessCategory"] = category;
  const auto submitted = submit_draft(filed, draft);
  EXPECT_EQ(submitted.status, 201) << submitted.body;
  find_case(house, filed);
  return filed;
}

TEST(EvApplication, HasItsOwnClaimBesideAnOvOrganization) {
  RecordProperty("requirement", "A14 C07 C12");
  auto& house = House::shared();
  const auto account = application_row(house, file_application(house)).account_id;
  vet_account(house, account);
  const auto first = further_ev_application(house, account, "Government Entity");
  EXPECT_EQ(registration_claim(house, first, "businessCategory"), "Government Entity");
  auto desk = house.staff("specialist");
  EXPECT_EQ(check_register(desk, first).code(), "ev_category_differs");
  vet_account(house, account);
  const auto corrected = further_ev_application(house, account, "Private Organization");
  EXPECT_EQ(registration_claim(house, corrected, "businessCategory"), "Private Organization") << "the old claim is not kept";
  EXPECT_EQ(check_register(desk, corrected).status, 201);
}

TEST(EvCase, TheHigherAuthorityDoesNotSpeakForHumanResources) {
  RecordProperty("requirement", "B03 C05 C09");
  auto& house = House::shared();
  const auto filed = file_ev_application(house);
  auto desk = house.staff("specialist");
  const auto call =
      desk.post(filed.path("/calls"), text({{"step", "hr_call"}, {"numberId", phone_number(desk, filed.path())}, {"language", "ja"}}));
  ASSERT_EQ(call.status, 201) << call.body;
  boost::json::array answers;
  const auto document = call.json();
  for (const auto& line : document.at("script").as_array())
    answers.push_back(boost::json::object{{"question", line.at("question")}, {"answer", "yes"}});
  const auto made = desk.post("/api/v1/calls/" + call.at("/id") + "/outcomes",
                              text({{"outcome", "reached"}, {"reachedName", "大川 太郎"}, {"answers", answers}}));
  ASSERT_EQ(made.status, 200) << made.body;
  const auto sheet = desk.get(filed.path("/correlation"));
  EXPECT_TRUE(sheet.body.contains("person.hr_call")) << sheet.body;
  EXPECT_EQ(sheet.at("/complete"), "false") << sheet.body;
}

} // namespace
