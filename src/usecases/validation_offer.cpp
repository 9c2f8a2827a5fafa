#include "usecases/validation_offer.h"

#include "domain/email_address.h"
#include "outbound/cname.h"
#include "outbound/contact_lookup.h"

#include <algorithm>

namespace usecases {
namespace {

using domain::DcvMethod;
using domain::DomainName;

/// The target of the name's CNAME where that is a name that can be proven; a look-up that fails gives none.
std::optional<DomainName> cname_of(World& world, const DomainName& fqdn, DcvMethod method) {
  if (fqdn.is_wildcard() || !domain::traits_of(method).cname) return std::nullopt;
  const auto target = outbound::look_up_cname(world.resolver, fqdn.str());
  if (!target || !*target) return std::nullopt;
  auto name = DomainName::parse(**target);
  return name && !name->is_wildcard() ? std::optional(std::move(*name)) : std::nullopt;
}

void add_constructed(ValidationOffer& offer) {
  for (const auto& at : offer.authorization_domains)
    for (const auto local : domain::constructed_locals) offer.addresses.push_back({std::string(local) + "@" + at, at, "constructed"});
}

/// Only what is a mail address without anything around it counts (BR appendix A.1).
void add_found(ValidationOffer& offer, const outbound::ContactLookup& lookup, std::string_view source) {
  offer.evidence += lookup.evidence;
  if (!offer.lookup_error) offer.lookup_error = lookup.error;
  for (const auto& contact : lookup.contacts)
    if (const auto address = domain::EmailAddress::parse(contact.address))
      offer.addresses.push_back({address->str(), contact.domain, std::string(source)});
}

/// The climb begins anew where a CNAME leads to other names.
void add_dns_contacts(World& world, ValidationOffer& offer, const DomainName& fqdn, DcvMethod method) {
  const auto& all = offer.authorization_domains;
  const auto own = static_cast<std::size_t>(
      std::ranges::count_if(all, [&](const std::string& at) { return fqdn.is_at_or_below(DomainName::stored(at)); }));
  for (const auto part : {std::span(all).first(own), std::span(all).subspan(own)}) {
    using outbound::ContactSource;
    if (method == DcvMethod::caa_email) add_found(offer, outbound::look_up_contacts(world.resolver, ContactSource::caa_email, part), "caa");
    if (method == DcvMethod::txt_email) add_found(offer, outbound::look_up_contacts(world.resolver, ContactSource::txt_email, part), "txt");
  }
  if (offer.lookup_error) offer.addresses.clear();
}

} // namespace

core::Result<ValidationOffer> find_offer(World& world, const DomainName& fqdn, DcvMethod method) {
  ValidationOffer offer;
  for (const auto& at : TRY(domain::authorization_domains(fqdn, method, cname_of(world, fqdn, method))))
    offer.authorization_domains.push_back(at.str());
  if (method == DcvMethod::email) add_constructed(offer);
  if (method == DcvMethod::caa_email || method == DcvMethod::txt_email) add_dns_contacts(world, offer, fqdn, method);
  return offer;
}

} // namespace usecases
