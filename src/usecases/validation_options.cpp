#include "usecases/validation_options.h"

#include "policy/errors.h"
#include "usecases/application.h"
#include "usecases/errors.h"

#include <algorithm>

namespace usecases {
namespace {

/// Mail to contacts of WHOIS (BR 3.2.2.4.2) is never offered, by whatever rules; the page says so.
ValidationOption whois_option(core::Language language) {
  return {.method = "whois_email",
          .section = "3.2.2.4.2",
          .allowed = false,
          .reason = core::message(language, "papers", "validation_whois"),
          .warning = {},
          .ends_at = {},
          .authorization_domains = {},
          .addresses = {}};
}

/// Of a method by mail for which the DNS names nobody.
std::optional<std::string> nobody(const domain::DcvTraits& traits, const ValidationOffer& offer, core::Language language) {
  if (offer.lookup_error) return core::describe(*offer.lookup_error, language);
  if (!traits.by_mail || !offer.addresses.empty()) return std::nullopt;
  return core::message(language, "papers", "validation_no_contact");
}

ValidationOption option_of(World& world, const domain::DomainName& fqdn, const domain::DcvTraits& traits, std::string_view profile,
                           core::Language language) {
  const auto permission = world.rules.dcv_method(profile, traits.policy, world.clock.now());
  ValidationOption option{.method = std::string(traits.name),
                          .section = std::string(traits.section),
                          .allowed = permission.verdict != policy::Verdict::refused,
                          .reason = {},
                          .warning = method_warning(world, permission, language),
                          .ends_at = permission.forbidden_from,
                          .authorization_domains = {},
                          .addresses = {}};
  if (!option.allowed) {
    option.reason = core::describe(forbidden_method(traits.method, permission), language);
    return option;
  }
  auto offer = find_offer(world, fqdn, traits.method);
  option.reason = offer ? nobody(traits, *offer, language) : core::describe(offer.error(), language);
  option.allowed = !option.reason;
  if (!offer) return option;
  option.authorization_domains = std::move(offer->authorization_domains);
  option.addresses = std::move(offer->addresses);
  return option;
}

} // namespace

ValidationOptions find_validation_options(World& world, const domain::DomainName& name, std::string_view profile, core::Language language) {
  ValidationOptions out{name.str(), {}};
  for (const auto& traits : domain::dcv_methods) out.options.push_back(option_of(world, name, traits, profile, language));
  out.options.push_back(whois_option(language));
  return out;
}

core::Result<ValidationOptions> view_validation_options(World& world, const Actor& actor, const storage::ApplicationId& id,
                                                        const std::string& fqdn) {
  const auto row = TRY(world.database.read([&](storage::Transaction& tx) { return load_own_application(tx, actor, id); }));
  TRY(check_validations_open(row));
  const auto name = fqdn.empty() ? domain::DomainName::stored(row.names.front()) : TRY(domain::DomainName::parse(fqdn));
  if (std::ranges::find(row.names, name.str()) == row.names.end())
    return core::fail(errors::name_not_in_application, {{"name", name.str()}, {"number", row.number}});
  const auto& product = *TRY(world.catalogue.product(row.product));
  return find_validation_options(world, name, product.rule_profile, actor.language);
}

} // namespace usecases
