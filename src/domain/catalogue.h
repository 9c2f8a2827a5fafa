#pragma once

#include "core/i18n.h"
#include "core/result.h"
#include "domain/money.h"

#include <string>
#include <string_view>
#include <vector>

namespace domain {

enum class ValidationLevel : std::uint8_t { ov, ev, smime_enterprise, smime_personal };
std::string_view to_string(ValidationLevel level); ///< `OV`, `EV`…

struct LocalizedText {
  std::string ja;
  std::string en;
  const std::string& in(core::Language language) const { return language == core::Language::ja ? ja : en; }
};

/// A product as the catalogue file declares it (A01).
struct Product {
  std::string id;
  LocalizedText name;
  LocalizedText description;
  ValidationLevel level = ValidationLevel::ov;
  std::string profile;      ///< the signer's profile, `ov`
  std::string rule_profile; ///< the profile's name in the policy tables, `tls.ov`
  int included_names = 1;
  int max_names = 1;
  bool companion = false; ///< the base domain and exactly one more FQDN, free of charge (A03)
  bool wildcards = false;
  std::string extra_name_licence;     ///< kind of the licence that a further name consumes, or empty
  std::vector<Yen> extra_name_prices; ///< of such a name, one per term, without tax
  std::vector<int> terms;             ///< years
  int certificate_days = 0;           ///< fixed length; 0 = one calendar year
  std::vector<Yen> prices;            ///< one per term, without tax
  int tax_rate = 10;
  std::string cps_path; ///< `/cps/ov`
  std::string licence_kind;

  core::Result<Yen> price(int term_years) const;
  /// Of a name beyond those included.
  core::Result<Yen> extra_name_price(int term_years) const;
};

/// What is for sale: `catalogue/products.toml`, an operator's file, validated at start.
class Catalogue {
public:
  /// Refuses DV for TLS (A02), unknown keys and levels, missing words and impossible numbers, naming product and key.
  static core::Result<Catalogue> parse(std::string_view toml, std::string_view file_name);
  /// The file inside the program.
  static core::Result<Catalogue> built_in();

  const std::vector<Product>& products() const { return products_; }
  /// Lives as long as the catalogue; `product_unknown` otherwise.
  core::Result<const Product*> product(std::string_view id) const;
  /// Products that would allow so many names, for a refusal's way out (A03); wildcards where asked for.
  std::vector<Product> allowing(int name_count, bool wildcards) const;

private:
  std::vector<Product> products_;
};

} // namespace domain
