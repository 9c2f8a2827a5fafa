#include "domain/catalogue.h"

#include "core/embedded.h"
#include "core/text.h"
#include "core/toml.h"
#include "domain/errors.h"

#include <algorithm>
#include <array>
#include <set>

namespace domain {
namespace {

using core::fail;
using core::Result;
using core::Toml;

/// Reads one product's table; every refusal names the product and the key.
class ProductReader {
public:
  ProductReader(std::string_view file, const Toml& table) : file_(file), table_(table) {}

  Result<Product> read() {
    Product out;
    out.id = TRY(text("id"));
    id_ = out.id;
    TRY(check_keys());
    out.level = TRY(level());
    out.name = TRY(localized("name"));
    out.description = TRY(localized("description"));
    out.profile = TRY(text("profile"));
    out.rule_profile = TRY(rule_profile(out.level));
    TRY(read_names(out));
    TRY(read_terms(out));
    out.cps_path = TRY(text("cps"));
    if (!out.cps_path.starts_with("/cps/")) return refuse("cps", "must begin with /cps/");
    out.licence_kind = out.id;
    return out;
  }

private:
  core::Failure refuse(std::string_view key, std::string reason) const {
    return fail(errors::catalogue_invalid,
                {{"file", std::string(file_)}, {"product", id_}, {"key", std::string(key)}, {"reason", std::move(reason)}});
  }

  Result<void> check_keys() const {
    static const std::set<std::string_view> known{"id",
                                                  "level",
                                                  "profile",
                                                  "name",
                                                  "description",
                                                  "included_names",
                                                  "max_names",
                                                  "companion",
                                                  "wildcards",
                                                  "extra_name_licence",
                                                  "extra_name_prices",
                                                  "terms",
                                                  "prices",
                                                  "tax_rate",
                                                  "certificate_days",
                                                  "cps"};
    for (const auto& [key, value] : *table_.table())
      if (!known.contains(key)) return refuse(key, "is not a known key");
    return {};
  }

  Result<std::string> text(std::string_view key) const {
    const auto* found = table_.find(key);
    if (found == nullptr || found->string() == nullptr || core::trim(*found->string()).empty())
      return refuse(key, "must be a text that is not empty");
    return *found->string();
  }

  Result<LocalizedText> localized(std::string_view key) const {
    const auto* found = table_.find(key);
    LocalizedText out;
    for (const auto& [language, target] : {std::pair("ja", &out.ja), std::pair("en", &out.en)}) {
      const auto* words = found == nullptr ? nullptr : found->find(language);
      if (words == nullptr || words->string() == nullptr || core::trim(*words->string()).empty())
        return refuse(key, std::string("needs words in ") + language);
      *target = *words->string();
    }
    return out;
  }

  Result<std::int64_t> number(std::string_view key, std::int64_t least, std::int64_t most, std::optional<std::int64_t> absent = {}) const {
    const auto* found = table_.find(key);
    if (found == nullptr && absent) return *absent;
    if (found == nullptr || found->integer() == nullptr || *found->integer() < least || *found->integer() > most)
      return refuse(key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return *found->integer();
  }

  Result<bool> flag(std::string_view key) const {
    const auto* found = table_.find(key);
    if (found == nullptr) return false;
    if (found->boolean() == nullptr) return refuse(key, "must be true or false");
    return *found->boolean();
  }

  Result<ValidationLevel> level() const {
    const auto word = TRY(text("level"));
    if (core::to_lower_ascii(core::trim(word)) == "dv")
      return fail(errors::catalogue_dv_refused, {{"file", std::string(file_)}, {"product", id_}});
    for (const auto level : {ValidationLevel::ov, ValidationLevel::ev, ValidationLevel::smime_enterprise, ValidationLevel::smime_personal})
      if (word == to_string(level)) return level;
    return refuse("level", "must be OV, EV, SMIME-ENTERPRISE or SMIME-PERSONAL");
  }

  static Result<std::string> rule_profile(ValidationLevel level) {
    switch (level) {
    case ValidationLevel::ov:
      return std::string("tls.ov");
    case ValidationLevel::ev:
      return std::string("tls.ev");
    case ValidationLevel::smime_enterprise:
      return std::string("smime.sv.multipurpose");
    case ValidationLevel::smime_personal:
      return std::string("smime.mv.multipurpose");
    }
    return std::string("tls.ov");
  }

  Result<void> read_names(Product& out) const {
    out.included_names = static_cast<int>(TRY(number("included_names", 1, 250)));
    out.max_names = static_cast<int>(TRY(number("max_names", 1, 250)));
    out.companion = TRY(flag("companion"));
    out.wildcards = TRY(flag("wildcards"));
    if (out.max_names < out.included_names) return refuse("max_names", "must not be smaller than included_names");
    if (out.companion && (out.included_names != 2 || out.max_names != 2)) return refuse("companion", "means exactly two names");
    if (out.wildcards && out.level == ValidationLevel::ev) return refuse("wildcards", "EV certificates have no wildcards");
    if (out.max_names == out.included_names) return {};
    out.extra_name_licence = TRY(text("extra_name_licence"));
    return {};
  }

  Result<std::vector<std::int64_t>> numbers(std::string_view key, std::int64_t least, std::int64_t most) const {
    const auto* found = table_.find(key);
    if (found == nullptr || found->array() == nullptr || found->array()->empty()) return refuse(key, "must be a list of whole numbers");
    std::vector<std::int64_t> out;
    for (const auto& element : *found->array()) {
      if (element.integer() == nullptr || *element.integer() < least || *element.integer() > most)
        return refuse(key, "takes whole numbers from " + std::to_string(least) + " to " + std::to_string(most));
      out.push_back(*element.integer());
    }
    return out;
  }

  Result<void> read_terms(Product& out) const {
    for (const auto term : TRY(numbers("terms", 1, 5))) out.terms.push_back(static_cast<int>(term));
    out.prices = TRY(numbers("prices", 0, 100'000'000));
    if (out.prices.size() != out.terms.size()) return refuse("prices", "must have one price for each term");
    if (!out.extra_name_licence.empty()) out.extra_name_prices = TRY(numbers("extra_name_prices", 0, 100'000'000));
    if (!out.extra_name_licence.empty() && out.extra_name_prices.size() != out.terms.size())
      return refuse("extra_name_prices", "must have one price for each term");
    if (out.extra_name_licence.empty() && table_.find("extra_name_prices") != nullptr)
      return refuse("extra_name_prices", "means nothing without further names");
    if (!std::ranges::is_sorted(out.terms) || std::ranges::adjacent_find(out.terms) != out.terms.end()) return refuse("terms", "must rise");
    out.tax_rate = static_cast<int>(TRY(number("tax_rate", 0, 30, 10)));
    out.certificate_days = static_cast<int>(TRY(number("certificate_days", 1, 397, 0)));
    return {};
  }

  std::string_view file_;
  const Toml& table_;
  std::string id_ = "?";
};

/// Where the term's price stands.
Result<std::size_t> place_of(const Product& product, int term_years) {
  const auto at = std::ranges::find(product.terms, term_years);
  if (at != product.terms.end()) return static_cast<std::size_t>(at - product.terms.begin());
  std::string offered;
  for (const auto term : product.terms) offered += (offered.empty() ? "" : ", ") + std::to_string(term);
  return fail(errors::term_not_offered, {{"product", product.id}, {"term", std::to_string(term_years)}, {"offered", offered}});
}

} // namespace

std::string_view to_string(ValidationLevel level) {
  switch (level) {
  case ValidationLevel::ov:
    return "OV";
  case ValidationLevel::ev:
    return "EV";
  case ValidationLevel::smime_enterprise:
    return "SMIME-ENTERPRISE";
  case ValidationLevel::smime_personal:
    return "SMIME-PERSONAL";
  }
  return "OV";
}

Result<Yen> Product::price(int term_years) const { return prices[TRY(place_of(*this, term_years))]; }

Result<Yen> Product::extra_name_price(int term_years) const {
  const auto place = TRY(place_of(*this, term_years));
  return place < extra_name_prices.size() ? extra_name_prices[place] : 0;
}

Result<Catalogue> Catalogue::parse(std::string_view toml, std::string_view file_name) {
  const auto refuse = [&](std::string key, std::string reason) {
    return fail(errors::catalogue_invalid,
                {{"file", std::string(file_name)}, {"product", "-"}, {"key", std::move(key)}, {"reason", std::move(reason)}});
  };
  const auto table = TRY(core::parse_toml(toml, file_name));
  for (const auto& [key, value] : table)
    if (key != "product") return refuse(key, "is not a known key");
  const auto products = table.find("product");
  if (products == table.end() || products->second.array() == nullptr || products->second.array()->empty())
    return refuse("product", "there are no products");
  Catalogue out;
  for (const auto& element : *products->second.array()) {
    if (element.table() == nullptr) return refuse("product", "must be tables: [[product]]");
    auto product = TRY(ProductReader(file_name, element).read());
    if (std::ranges::find(out.products_, product.id, &Product::id) != out.products_.end()) return refuse(product.id, "appears twice");
    out.products_.push_back(std::move(product));
  }
  return out;
}

Result<Catalogue> Catalogue::built_in() {
  const auto file = core::embedded::file("catalogue/products.toml");
  if (!file)
    return fail(errors::catalogue_invalid,
                {{"file", "catalogue/products.toml"}, {"product", "-"}, {"key", "-"}, {"reason", "the file is missing"}});
  return parse(core::as_text(*file), "catalogue/products.toml");
}

Result<const Product*> Catalogue::product(std::string_view id) const {
  const auto found = std::ranges::find(products_, id, &Product::id);
  if (found == products_.end()) return fail(errors::product_unknown, {{"product", std::string(id.substr(0, 60))}});
  return &*found;
}

std::vector<Product> Catalogue::allowing(int name_count, bool wildcards) const {
  std::vector<Product> out;
  for (const auto& product : products_)
    if (product.max_names >= name_count && (product.wildcards || !wildcards) &&
        (product.level == ValidationLevel::ov || product.level == ValidationLevel::ev))
      out.push_back(product);
  return out;
}

} // namespace domain
