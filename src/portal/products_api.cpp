#include "domain/register_source.h"
#include "http/dto.h"
#include "portal/case_dtos.h"
#include "portal/resources.h"
#include "usecases/list_policies.h"
#include "usecases/search_register.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using usecases::World;

struct Product {
  std::string id;
  std::string name;
  std::string level;
  int included_names = 1;
  int max_names = 1;
  std::vector<int> terms;
  std::int64_t price = 0;            ///< of the shortest term, without tax
  std::int64_t extra_name_price = 0; ///< of a name beyond those included
  bool wildcards = false;
  int tax_rate = 10;
  std::string description;
  std::string cps_url;
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, name, level, included_names, max_names, terms, price, extra_name_price, wildcards, tax_rate, description,
                       cps_url))
struct ProductList {
  std::vector<Product> items;
};
BOOST_DESCRIBE_STRUCT(ProductList, (), (items))

struct Issuer {
  std::string id;
  std::string slug;
  std::string purpose;
  std::string subject;
  core::Instant not_after{};
  std::string sha256;
  std::string certificate_url;
  std::string pem_url;
  std::string chain_url;
  std::optional<std::string> crl_url;
  std::optional<std::string> ocsp_url;
};
BOOST_DESCRIBE_STRUCT(Issuer, (), (id, slug, purpose, subject, not_after, sha256, certificate_url, pem_url, chain_url, crl_url, ocsp_url))
struct IssuerList {
  std::vector<Issuer> items;
};
BOOST_DESCRIBE_STRUCT(IssuerList, (), (items))

struct PolicyQuery {
  std::optional<core::Instant> at;
};
BOOST_DESCRIBE_STRUCT(PolicyQuery, (), (at))
struct PolicyList {
  std::string rule_set;
  std::vector<usecases::Policy> items;
};
BOOST_DESCRIBE_STRUCT(PolicyList, (), (rule_set, items))

struct RegisterQuery {
  std::string source = std::string(domain::register_source::nta);
  std::string number;
  std::string name;
  std::string prefecture;
  std::int64_t limit = 20;
  static constexpr std::array rules{http::Rule{.field = "source", .one_of = "nta_corporate_numbers|gleif_lei", .has_default = true},
                                    http::Rule{.field = "number", .max_length = 40, .has_default = true},
                                    http::Rule{.field = "name", .max_length = 150, .has_default = true},
                                    http::Rule{.field = "prefecture", .max_length = 10, .has_default = true},
                                    http::Rule{.field = "limit", .minimum = 1, .maximum = 50, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(RegisterQuery, (), (source, number, name, prefecture, limit))
struct RegisterEntryList {
  std::vector<RegisterEntryDto> items;
};
BOOST_DESCRIBE_STRUCT(RegisterEntryList, (), (items))

core::Result<Reply<ProductList>> list_products(World& world, const Call<>& call) {
  ProductList list;
  for (const auto& p : world.catalogue.products())
    list.items.push_back({p.id, p.name.in(call.language), std::string(domain::to_string(p.level)), p.included_names, p.max_names, p.terms,
                          p.prices.empty() ? 0 : p.prices.front(), p.extra_name_prices.empty() ? 0 : p.extra_name_prices.front(),
                          p.wildcards, p.tax_rate, p.description.in(call.language), p.cps_path});
  return list;
}

core::Result<Reply<PolicyList>> list_policies(World& world, const Call<None, PolicyQuery>& call) {
  return PolicyList{world.rules.name(), usecases::list_policies(world, call.query.at.value_or(call.now))};
}

Issuer to_dto(const World& world, const usecases::Issuer& issuer) {
  const auto& base = world.config.ca.base_url;
  const auto pki = base + "/pki/" + issuer.slug;
  const bool root = issuer.parent_id.empty();
  return {.id = issuer.id,
          .slug = issuer.slug,
          .purpose = issuer.purpose,
          .subject = issuer.certificate.subject().to_rfc4514(),
          .not_after = issuer.certificate.not_after(),
          .sha256 = issuer.certificate.sha256_hex(),
          .certificate_url = pki + ".cer",
          .pem_url = pki + ".pem",
          .chain_url = pki + ".p7c",
          .crl_url = base + "/crl/" + issuer.slug + "/0.crl",
          .ocsp_url = root ? std::nullopt : std::optional(base + "/ocsp/" + issuer.slug)};
}

core::Result<Reply<IssuerList>> list_issuers(World& world, const Call<>&) {
  IssuerList list;
  for (const auto& issuer : world.issuers.all()) list.items.push_back(to_dto(world, issuer));
  return list;
}

core::Result<Reply<RegisterEntryList>> list_register_entries(World& world, const Call<None, RegisterQuery>& call) {
  RegisterEntryList list;
  for (const auto& row : TRY(usecases::search_register(
           world, {call.query.source, call.query.number, call.query.name, call.query.prefecture, call.query.limit})))
    list.items.push_back(portal::to_dto(row));
  return list;
}

} // namespace

std::vector<http::Endpoint> product_endpoints(World& world) {
  using enum http::Method;
  using http::allow::anyone;
  return {
      http::endpoint({.id = "listProducts",
                      .method = get,
                      .path = "/products",
                      .summary = "List what is sold",
                      .permission = anyone,
                      .listeners = http::on::both,
                      .tag = "catalogue"},
                     world, &list_products),
      http::endpoint({.id = "listPolicies",
                      .method = get,
                      .path = "/policies",
                      .summary = "List the dated rules in force",
                      .permission = anyone,
                      .listeners = http::on::both,
                      .tag = "catalogue"},
                     world, &list_policies),
      http::endpoint({.id = "listIssuers",
                      .method = get,
                      .path = "/issuers",
                      .summary = "List roots and intermediates",
                      .permission = anyone,
                      .listeners = http::on::both,
                      .tag = "catalogue"},
                     world, &list_issuers),
      http::endpoint({.id = "listRegisterEntries",
                      .method = get,
                      .path = "/register-entries",
                      .summary = "Search an imported register of organizations",
                      .permission = anyone,
                      .listeners = http::on::both,
                      .tag = "catalogue",
                      .rate = {.burst = 120, .per_minute = 120}},
                     world, &list_register_entries),
  };
}

} // namespace portal
