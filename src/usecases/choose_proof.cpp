#include "usecases/choose_proof.h"

#include "domain/errors.h"
#include "domain/validation.h"
#include "usecases/corroboration.h"
#include "usecases/errors.h"
#include "usecases/field_problems.h"
#include "usecases/validation.h"

#include <algorithm>

namespace usecases {
namespace {

core::Result<void> check_method_allowed(const World& world, std::string_view profile, domain::DcvMethod method) {
  const auto permission = world.rules.dcv_method(profile, domain::policy_method(method), world.clock.now());
  if (permission.verdict != policy::Verdict::refused) return {};
  return core::fail(forbidden_method(method, permission));
}

/// What needs no look-up.
core::Result<ProofChoice> read(const World& world, const ProofSubject& subject, const ValidationRequest& request) {
  FieldProblems problems;
  const auto fqdn = problems.keep("/fqdn", domain::DomainName::parse(request.fqdn));
  const auto method = domain::parse_dcv_method(request.method);
  if (!method) problems.add("/method", domain::errors::domain_method_unsuited, {{"name", request.fqdn}, {"method", request.method}});
  TRY(problems.finish());
  if (std::ranges::find(subject.names, fqdn->str()) == subject.names.end())
    problems.add("/fqdn", errors::name_not_in_application, {{"name", fqdn->str()}, {"number", subject.application_number}});
  if (const auto allowed = check_method_allowed(world, subject.profile, *method); !allowed) problems.add("/method", allowed.error());
  if (const auto at = problems.keep("/method", domain::authorization_domain(*fqdn, *method)))
    if (domain::traits_of(*method).by_mail && request.addresses.empty()) problems.add("/addresses", errors::validation_address_missing);
  TRY(problems.finish());
  return ProofChoice{.fqdn = *fqdn, .method = *method, .profile = subject.profile};
}

void choose_addresses(const ValidationRequest& request, const ValidationOffer& offer, ProofChoice& asked, FieldProblems& problems) {
  for (std::size_t i = 0; i < request.addresses.size(); ++i) {
    const auto found = std::ranges::find_if(offer.addresses, [&](const OfferedAddress& offered) {
      return offered.address == request.addresses[i] && offered.authorization_domain == asked.authorization_domain;
    });
    if (found != offer.addresses.end())
      asked.addresses.push_back(*found);
    else
      problems.add("/addresses/" + std::to_string(i), errors::validation_address_unknown,
                   {{"address", request.addresses[i]}, {"domain", asked.authorization_domain}});
  }
}

/// Where the proof is to stand, and who is mailed: of what the DNS offers now. The name itself needs no look-up.
core::Result<ProofChoice> choose(World& world, ProofChoice asked, const ValidationRequest& request) {
  const auto own = TRY(domain::authorization_domain(asked.fqdn, asked.method)).str();
  asked.authorization_domain = request.authorization_domain.empty() ? own : request.authorization_domain;
  if (asked.authorization_domain == own && !asked.by_mail()) return asked;
  auto offer = TRY(find_offer(world, asked.fqdn, asked.method));
  if (asked.by_mail() && offer.lookup_error) return core::fail(*offer.lookup_error);
  FieldProblems problems;
  if (std::ranges::find(offer.authorization_domains, asked.authorization_domain) == offer.authorization_domains.end())
    problems.add("/authorizationDomain", errors::validation_domain_unsuited,
                 {{"domain", asked.authorization_domain}, {"name", asked.fqdn.str()}});
  else if (asked.by_mail())
    choose_addresses(request, offer, asked, problems);
  TRY(problems.finish());
  asked.evidence = std::move(offer.evidence);
  return asked;
}

/// A constructed address asks nothing of the DNS; that a CNAME leads to its domain is corroborated although BR 3.2.2.9 does not ask for it.
core::Result<ProofChoice> corroborated_place(World& world, ProofChoice asked) {
  if (!domain::follows_cname(asked.fqdn, domain::DomainName::stored(asked.authorization_domain))) return asked;
  const auto said = corroborate(world, outbound::CnameLook{asked.fqdn.str(), asked.authorization_domain}, asked.profile);
  asked.evidence += said.evidence;
  if (said.error) return core::fail(*said.error);
  return asked;
}

/// An address that a domain's DNS names counts where the perspectives find it there too (BR 3.2.2.9). What stands in the DNS of a record
/// or a file is corroborated when it is looked at.
core::Result<ProofChoice> corroborated(World& world, ProofChoice asked) {
  if (!asked.by_mail()) return asked;
  if (asked.method == domain::DcvMethod::email) return corroborated_place(world, std::move(asked));
  const auto source =
      asked.method == domain::DcvMethod::caa_email ? outbound::ContactSource::caa_email : outbound::ContactSource::txt_email;
  for (const auto& offered : asked.addresses) {
    const auto said = corroborate_contact(world, {asked.fqdn.str(), offered.authorization_domain, source}, offered.address, asked.profile);
    asked.evidence += said.evidence;
    if (said.error) return core::fail(*said.error);
  }
  return asked;
}

} // namespace

core::Result<ProofChoice> choose_proof(World& world, const ProofSubject& subject, const ValidationRequest& request) {
  return corroborated(world, TRY(choose(world, TRY(read(world, subject, request)), request)));
}

} // namespace usecases
