#include "domain/names.h"

#include "core/i18n.h"
#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>

namespace domain {
namespace {

using core::fail;
using core::Result;

/// The products that would allow the wish, or the catalogue's words for "ask us".
std::string way_out(const Catalogue& catalogue, int count, bool wildcards, core::Language language) {
  std::vector<std::string> names;
  for (const auto& product : catalogue.allowing(count, wildcards)) names.push_back(product.name.in(language));
  if (!names.empty()) return core::join(names, language == core::Language::ja ? "、" : ", ");
  return language == core::Language::ja ? "UCマルチドメインまたはワイルドカードの製品(お問い合わせください)"
                                        : "UC Multi-Domain or Wildcard (please ask us)";
}

/// Those of the loaded catalogue that have wildcards, as a sentence; empty where none has.
std::string wildcard_products(const Catalogue& catalogue, int count, core::Language language) {
  std::vector<std::string> names;
  for (const auto& product : catalogue.allowing(count, true)) names.push_back(product.name.in(language));
  if (names.empty()) return {};
  return core::message(language, "papers", "wildcard_products",
                       {{"products", core::join(names, language == core::Language::ja ? "、" : ", ")}});
}

Result<std::vector<DomainName>> distinct(const std::vector<std::string>& names) {
  std::vector<DomainName> out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto name = DomainName::parse(names[i]);
    if (!name) {
      auto error = name.error();
      error.fields.push_back({"/names/" + std::to_string(i), std::string(error.code.name), error.params});
      return fail(std::move(error));
    }
    if (std::ranges::find(out, *name) == out.end()) out.push_back(std::move(*name));
  }
  return out;
}

Result<void> check_wildcards(const Product& product, const std::vector<DomainName>& names, const Catalogue& catalogue,
                             core::Language language) {
  const auto wildcard = std::ranges::find_if(names, &DomainName::is_wildcard);
  if (wildcard == names.end()) return {};
  if (product.level == ValidationLevel::ev)
    return fail(errors::wildcard_in_ev,
                {{"name", wildcard->str()}, {"products", wildcard_products(catalogue, static_cast<int>(names.size()), language)}});
  if (product.wildcards) return {};
  return fail(errors::wildcard_not_in_product, {{"name", wildcard->str()},
                                                {"product", product.name.in(language)},
                                                {"products", way_out(catalogue, static_cast<int>(names.size()), true, language)}});
}

bool is_covered(const DomainName& name, const std::vector<DomainName>& names) {
  return std::ranges::any_of(names, [&](const DomainName& other) { return other != name && other.is_wildcard() && other.covers(name); });
}

} // namespace

Result<NamePlan> plan_names(const Product& product, const std::vector<std::string>& names, const Catalogue& catalogue,
                            core::Language language) {
  NamePlan plan;
  plan.names = TRY(distinct(names));
  if (plan.names.empty()) return fail(errors::names_empty);
  TRY(check_wildcards(product, plan.names, catalogue, language));
  for (const auto& name : plan.names)
    if (is_covered(name, plan.names)) plan.covered.push_back(name);
  const int counted = static_cast<int>(plan.names.size() - plan.covered.size());
  if (counted > product.max_names)
    return fail(errors::names_too_many, {{"product", product.name.in(language)},
                                         {"max", std::to_string(product.max_names)},
                                         {"count", std::to_string(counted)},
                                         {"products", way_out(catalogue, counted, false, language)}});
  // A03: the companion of Advantage rides along free of charge, even under another base domain.
  if (product.companion && plan.names.size() > 1) plan.free.assign(plan.names.begin() + 1, plan.names.end());
  plan.extra_name_licences = std::max(0, counted - product.included_names);
  plan.licences = 1 + plan.extra_name_licences;
  return plan;
}

} // namespace domain
