#include "domain/access_code.h"
#include "domain/catalogue.h"
#include "domain/errors.h"
#include "domain/money.h"
#include "domain/names.h"
#include "domain/payment.h"
#include "domain/states.h"

#include "core/errors.h"
#include "core/time.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

using core::Language;

TEST(Tax, IsRoundedOncePerRate) {
  RecordProperty("requirement", "C01");
  const auto totals = total_of({{"a", 1, 1115, 10}, {"b", 1, 1115, 10}, {"c", 1, 1115, 10}}, Rounding::floor);
  EXPECT_EQ(totals.tax, 334); // floor of 334.5, not 3 × 111
  EXPECT_EQ(totals.total, 3345 + 334);
  EXPECT_EQ(total_of({{"a", 3, 1115, 10}}, Rounding::round).tax, 335);
  EXPECT_EQ(total_of({{"a", 3, 1115, 10}}, Rounding::ceil).tax, 335);
  EXPECT_EQ(included_tax(60'000, 10, Rounding::floor), 5'454);
  EXPECT_EQ(included_tax(40'000, 8, Rounding::floor), 2'962);
  const auto mixed = total_of({{"a", 1, 1001, 8}, {"b", 1, 1009, 10}}, Rounding::floor);
  EXPECT_EQ(mixed.taxes, (std::vector<TaxTotal>{{10, 1009, 100}, {8, 1001, 80}}));
  EXPECT_EQ(total_of({{"refund", -3, 1115, 10}}, Rounding::floor).tax, -334);
  EXPECT_EQ(format_yen(1'234'567), "¥1,234,567");
  EXPECT_EQ(format_yen(-52'800), "-¥52,800");
  EXPECT_EQ(format_yen(0), "¥0");
  EXPECT_EQ(format_yen(-52'800, core::Language::ja), "-52,800円") << "as pages and sentences write it";
  EXPECT_EQ(format_yen(52'800, core::Language::en), "¥52,800");
}

const Catalogue& catalogue() {
  static const auto built_in = Catalogue::built_in().value();
  return built_in;
}

/// A catalogue with one product more, as an operator would write it.
std::string with_product(const std::string& extra) {
  return "[[product]]\nid = \"advantage\"\nlevel = \"OV\"\nprofile = \"ov\"\nincluded_names = 2\nmax_names = "
         "2\ncompanion = true\nterms = [1]\nprices = [48000]\ncps = \"/cps/ov\"\n"
         "name = {ja = \"アドバンテージ\", en = \"Advantage\"}\ndescription = {ja = \"説明\", en = \"words\"}\n" +
         extra;
}
const std::string uc =
    "[[product]]\nid = \"uc\"\nlevel = \"OV\"\nprofile = \"ov\"\nincluded_names = 4\nmax_names = "
    "100\nextra_name_licence = \"extra_san\"\nextra_name_prices = [20000]\nterms = [1]\nprices = [90000]\ncps = \"/cps/ov\"\n"
    "name = {ja = \"UCマルチドメイン\", en = \"UC Multi-Domain\"}\ndescription = {ja = \"説明\", en = \"words\"}\n";
const std::string wildcard = "[[product]]\nid = \"wildcard\"\nlevel = \"OV\"\nprofile = \"ov\"\nincluded_names = 1\nmax_names = "
                             "20\nextra_name_licence = \"extra_san\"\nextra_name_prices = [20000]\nwildcards = true\nterms = [1]\nprices = "
                             "[120000]\ncps = \"/cps/ov\"\n"
                             "name = {ja = \"ワイルドカード\", en = \"Wildcard\"}\ndescription = {ja = \"説明\", en = \"words\"}\n";

TEST(Catalogue, IsDataThatIsValidated) {
  RecordProperty("requirement", "A01");
  const auto& advantage = *catalogue().product("advantage").value();
  EXPECT_EQ(advantage.name.in(Language::ja), "アドバンテージ");
  EXPECT_EQ(advantage.level, ValidationLevel::ov);
  EXPECT_EQ(advantage.rule_profile, "tls.ov");
  EXPECT_EQ(advantage.price(1).value(), 48'000);
  EXPECT_EQ(advantage.price(2).error().code, errors::term_not_offered);
  EXPECT_EQ(catalogue().product("dv").error().code, errors::product_unknown);
  EXPECT_EQ(Catalogue::parse(with_product(uc + wildcard), "x").value().products().size(), 3U);
}

TEST(Catalogue, RefusesDv) {
  RecordProperty("requirement", "A02");
  for (const auto* level : {"DV", "dv", " Dv "}) {
    auto text = with_product(uc);
    text.replace(text.rfind("\"OV\""), 4, std::string("\"") + level + "\"");
    const auto error = Catalogue::parse(text, "products.toml").error();
    EXPECT_EQ(error.code, errors::catalogue_dv_refused);
    EXPECT_NE(core::describe(error, Language::en).find("uc"), std::string::npos);
  }
}

TEST(Catalogue, RefusesWhatItDoesNotUnderstand) {
  RecordProperty("requirement", "A01 G01");
  const auto refused = [](const std::string& from, const std::string& to) {
    auto text = with_product("");
    text.replace(text.find(from), from.size(), to);
    const auto result = Catalogue::parse(text, "x");
    return !result && result.error().code == errors::catalogue_invalid;
  };
  EXPECT_TRUE(refused("\"OV\"", "\"QV\""));
  EXPECT_TRUE(refused("terms = [1]", "terms = [6]"));
  EXPECT_TRUE(refused("terms = [1]", "terms = [1, 2]"));
  EXPECT_TRUE(refused("prices = [48000]", "prices = [\"48000\"]"));
  EXPECT_TRUE(refused("prices = [48000]", "prices = [-1]"));
  EXPECT_TRUE(refused("max_names = 2", "max_names = 1"));
  EXPECT_TRUE(refused("max_names = 2", "max_names = 3"));
  EXPECT_TRUE(refused("included_names = 2", "included_names = 0"));
  EXPECT_TRUE(refused(", en = \"Advantage\"", ""));
  EXPECT_TRUE(refused("profile = \"ov\"", "profil = \"ov\""));
  EXPECT_TRUE(refused("\"/cps/ov\"", "\"cps\""));
  EXPECT_TRUE(refused("companion = true", "companion = \"yes\""));
  EXPECT_TRUE(refused("prices = [48000]", "prices = [48000]\nextra_name_prices = [1000]")) << "no key that says nothing";
  for (const auto* bad : {"extra_name_prices = []", "extra_name_prices = [1, 2]", "extra_name_prices = [-1]", ""}) {
    auto text = with_product(uc);
    text.replace(text.find("extra_name_prices = [20000]"), 27, bad);
    EXPECT_EQ(Catalogue::parse(text, "x").error().code, errors::catalogue_invalid) << bad;
  }
  EXPECT_TRUE(refused("companion = true", "certificate_days = 398"));
  EXPECT_FALSE(Catalogue::parse(with_product(with_product("")), "x")); // twice the same id
  EXPECT_EQ(Catalogue::parse("[[product]\n", "x").error().code, core::errors::toml_syntax);
  EXPECT_FALSE(Catalogue::parse("", "x"));
}

TEST(Names, AdvantageCoversOneMoreNameForFree) {
  RecordProperty("requirement", "A03");
  const auto& product = *catalogue().product("advantage").value();
  const auto plan = plan_names(product, {"aozora.co.jp", "www.aozora.co.jp", "WWW.aozora.co.jp"}, catalogue(), Language::en).value();
  EXPECT_EQ(plan.names.size(), 2U);
  EXPECT_EQ(plan.licences, 1);
  EXPECT_EQ(plan.free.at(0).str(), "www.aozora.co.jp");
  EXPECT_EQ(plan_names(product, {"aozora.co.jp", "www.midori.example.jp"}, catalogue(), Language::en).value().licences,
            1); // another base domain
  const auto full = Catalogue::parse(with_product(uc + wildcard), "x").value();
  const auto refused = plan_names(product, {"aozora.co.jp", "www.aozora.co.jp", "shop.aozora.co.jp"}, full, Language::ja).error();
  EXPECT_EQ(refused.code, errors::names_too_many);
  const auto sentence = core::describe(refused, Language::ja);
  EXPECT_NE(sentence.find("UCマルチドメイン"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("ワイルドカード"), std::string::npos);
  EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
}

TEST(Names, WildcardsNeedTheirProduct) {
  RecordProperty("requirement", "A03 A05");
  const auto full = Catalogue::parse(with_product(uc + wildcard), "x").value();
  const auto refused = plan_names(*full.product("advantage").value(), {"*.aozora.co.jp"}, full, Language::en).error();
  EXPECT_EQ(refused.code, errors::wildcard_not_in_product);
  EXPECT_NE(core::describe(refused, Language::en).find("Wildcard"), std::string::npos);
  EXPECT_EQ(plan_names(*full.product("advantage").value(), {}, full, Language::en).error().code, errors::names_empty);
  const auto bad = plan_names(*full.product("uc").value(), {"aozora.co.jp", "a_b.jp"}, full, Language::en).error();
  EXPECT_EQ(bad.fields.at(0).field, "/names/1");
}

TEST(Names, LicencesCountNamesLessThoseCovered) {
  RecordProperty("requirement", "A04");
  const auto full = Catalogue::parse(with_product(uc + wildcard), "x").value();
  const std::vector<std::string> six{"a.aozora.co.jp", "b.aozora.co.jp",      "c.aozora.co.jp",
                                     "d.aozora.co.jp", "e.midori.example.jp", "f.midori.example.jp"};
  const auto plan = plan_names(*full.product("uc").value(), six, full, Language::en).value();
  EXPECT_EQ(plan.extra_name_licences, 2); // four included, six asked
  EXPECT_EQ(plan.licences, 3);
  const auto covered =
      plan_names(*full.product("wildcard").value(), {"*.aozora.co.jp", "www.aozora.co.jp", "aozora.co.jp"}, full, Language::en).value();
  EXPECT_EQ(covered.covered.size(), 1U);
  EXPECT_EQ(covered.licences, 2); // the product and the base domain
}

TEST(Names, EvMultiDomainTakesManyNamesAndNoWildcard) {
  RecordProperty("requirement", "A01 A03 A04 A05");
  const auto& product = *catalogue().product("ev-multi-domain").value();
  EXPECT_EQ(product.level, ValidationLevel::ev);
  EXPECT_EQ(product.rule_profile, "tls.ev");
  EXPECT_EQ(product.max_names, 250);
  std::vector<std::string> names;
  for (int i = 0; i < 6; ++i) names.push_back("n" + std::to_string(i) + (i % 2 == 0 ? ".aozora.co.jp" : ".midori.example.jp"));
  EXPECT_EQ(plan_names(product, names, catalogue(), Language::en).value().extra_name_licences, 2);
  EXPECT_EQ(product.extra_name_price(1).value(), 28'000);
  EXPECT_EQ(product.extra_name_price(3).error().code, errors::term_not_offered);
  EXPECT_EQ(catalogue().product("advantage").value()->extra_name_price(1).value(), 0);
  for (int i = 6; i < 251; ++i) names.push_back("n" + std::to_string(i) + ".aozora.co.jp");
  EXPECT_EQ(plan_names(product, names, catalogue(), Language::en).error().code, errors::names_too_many);
  const auto refused = plan_names(product, {"*.aozora.co.jp"}, catalogue(), Language::en).error();
  EXPECT_EQ(refused.code, errors::wildcard_in_ev);
  EXPECT_TRUE(core::describe(refused, Language::en).ends_with("Please list each name.")) << "this catalogue has no way out";
  const auto full = Catalogue::parse(with_product(uc + wildcard), "x").value();
  auto ev = *full.product("advantage").value();
  ev.level = ValidationLevel::ev;
  const auto way = plan_names(ev, {"*.aozora.co.jp"}, full, Language::ja).error();
  EXPECT_EQ(way.code, errors::wildcard_in_ev);
  EXPECT_NE(core::describe(way, Language::ja).find(full.product("wildcard").value()->name.in(Language::ja)), std::string::npos);
  EXPECT_EQ(core::describe(way, Language::ja).find('{'), std::string::npos);
}

TEST(Payment, ExactUnderAndOver) {
  RecordProperty("requirement", "C02");
  const auto exact = match_payment(OrderStatus::invoiced, 52'800, 0, 52'800).value();
  EXPECT_EQ(exact.next, OrderStatus::paid);
  EXPECT_TRUE(exact.releases);
  const auto under = match_payment(OrderStatus::invoiced, 52'800, 0, 52'360).value();
  EXPECT_EQ(under.next, OrderStatus::partly_paid);
  EXPECT_EQ(under.difference, -440);
  EXPECT_FALSE(under.releases);
  EXPECT_TRUE(match_payment(OrderStatus::partly_paid, 52'800, 52'360, 440).value().releases);
  const auto over = match_payment(OrderStatus::invoiced, 52'800, 0, 60'000).value();
  EXPECT_EQ(over.next, OrderStatus::overpaid);
  EXPECT_TRUE(over.releases);
  const auto twice = match_payment(OrderStatus::paid, 52'800, 52'800, 52'800).value();
  EXPECT_EQ(twice.next, OrderStatus::overpaid);
  EXPECT_FALSE(twice.releases); // the right to apply begins once
  EXPECT_EQ(match_payment(OrderStatus::fulfilled, 52'800, 0, 52'800).value().next, OrderStatus::fulfilled);
  for (const Yen amount : {0LL, -1LL, 2'000'000'000'000LL})
    EXPECT_EQ(match_payment(OrderStatus::invoiced, 1, 0, amount).error().code, errors::payment_amount_invalid);
  EXPECT_EQ(match_payment(OrderStatus::cancelled, 52'800, 0, 52'800).error().code, errors::order_not_payable);
}

TEST(AccessCode, IsSingleUseExpiringAndRevocable) {
  RecordProperty("requirement", "C03");
  const auto now = core::parse_rfc3339("2026-11-24T01:00:00Z").value();
  const auto expires = access_code_expiry(now, std::chrono::days{30});
  EXPECT_TRUE(check_redeemable({AccessCodeStatus::issued, expires}, now));
  EXPECT_TRUE(check_redeemable({AccessCodeStatus::issued, expires}, expires - std::chrono::seconds{1}));
  EXPECT_EQ(check_redeemable({AccessCodeStatus::issued, expires}, expires).error().code, errors::access_code_expired);
  EXPECT_EQ(check_redeemable({AccessCodeStatus::used, expires}, now).error().code, errors::access_code_used);
  EXPECT_EQ(check_redeemable({AccessCodeStatus::revoked, expires}, now).error().code, errors::access_code_revoked);
  const auto code = make_access_code();
  EXPECT_EQ(code.size(), 19U);
  EXPECT_NE(code, make_access_code());
  EXPECT_EQ(access_code_hash("k7qf-3mxd ２2２2－AAAA"), access_code_hash("K7QF3MXD2222AAAA"));
  EXPECT_NE(access_code_hash(code), access_code_hash("K7QF3MXD2222AAAA"));
}

/// Names, count and end states of a table; any pair outside it is an error that names both.
template <class State>
void expect_table(std::size_t moves) {
  using Table = StateTable<State>;
  EXPECT_EQ(Table::moves.size(), moves);
  std::size_t allowed = 0;
  for (std::size_t a = 0; a < Table::names.size(); ++a) {
    EXPECT_EQ(parse_state<State>(Table::names[a]), static_cast<State>(a));
    for (std::size_t b = 0; b < Table::names.size(); ++b) {
      const auto result = check_move(static_cast<State>(a), static_cast<State>(b));
      if (result)
        ++allowed;
      else {
        EXPECT_EQ(result.error().code, core::errors::illegal_transition);
        EXPECT_NE(core::describe(result.error(), Language::en)
                      .find(core::message(core::Language::en, "codes", "state." + std::string(Table::names[a]))),
                  std::string::npos);
        EXPECT_NE(core::describe(result.error(), Language::en)
                      .find(core::message(core::Language::en, "codes", "state." + std::string(Table::names[b]))),
                  std::string::npos);
      }
    }
  }
  EXPECT_EQ(allowed, moves);
}

TEST(States, MovesAreThoseOfTheTables) {
  RecordProperty("requirement", "C05 G01");
  expect_table<QuoteStatus>(5);
  expect_table<OrderStatus>(20);
  expect_table<AccessCodeStatus>(3);
  expect_table<ApplicationStatus>(20);
  expect_table<CaseStatus>(15);
  expect_table<StepStatus>(17);
  expect_table<CertificateStatus>(8);
  expect_table<LicenceStatus>(7);
  expect_table<ValidationStatus>(4);
  expect_table<CallStatus>(4);
  EXPECT_TRUE(may_move(ApplicationStatus::vetting, ApplicationStatus::waiting_for_applicant));
  EXPECT_FALSE(may_move(ApplicationStatus::draft, ApplicationStatus::issued));
  EXPECT_FALSE(may_move(CertificateStatus::revoked, CertificateStatus::active));
  EXPECT_FALSE(may_move(LicenceStatus::used_up, LicenceStatus::available));
  EXPECT_EQ(parse_state<OrderStatus>("paidd"), std::nullopt);
}

} // namespace
} // namespace domain
