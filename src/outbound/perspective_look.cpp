#include "outbound/perspective_look.h"

#include "outbound/cname.h"
#include "outbound/validation_check.h"

#include <algorithm>

namespace outbound {
namespace {

bool is_visible(const std::string& text) {
  return !text.empty() && text.size() <= 320 && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string result_of(const std::optional<core::Error>& error) { return error ? std::string(error->code.name) : "agrees"; }

Sighting to_sighting(const ValidationOutcome& outcome) {
  return {.agrees = outcome.confirmed, .result = result_of(outcome.error), .found = {}, .evidence = outcome.evidence};
}

Sighting look_at_caa(CaaChecker& checker, const CaaQuestion& question, core::Instant now) {
  const auto answer = checker.check(question);
  Sighting sighting{.agrees = answer.permitted(), .result = result_of(answer.decision.error), .found = {}, .evidence = answer.evidence};
  if (!sighting.agrees) return sighting;
  const std::string names[] = {question.name};
  sighting.restricted = question.subject == CaaSubject::mailbox || !checker.known_permission(names);
  sighting.fresh_for = static_cast<std::uint32_t>(std::max<std::int64_t>(0, (answer.fresh_until - now).count()));
  return sighting;
}

std::vector<Sighting> look(const TxtLook& asked, const Eyes& eyes) {
  return {to_sighting(check_dns_txt(eyes.resolver, {asked.fqdn, asked.authorization_domain, asked.value}))};
}

std::vector<Sighting> look(const WebLook& asked, const Eyes& eyes) {
  return {to_sighting(check_web_file(eyes.web, {asked.fqdn, asked.file, asked.value}))};
}

std::vector<Sighting> look(const CaaLook& asked, const Eyes& eyes) {
  CaaChecker checker(eyes.resolver, eyes.clock, asked.issuer_domains); // which knows nothing yet
  std::vector<Sighting> sightings;
  for (const auto& question : asked.questions) sightings.push_back(look_at_caa(checker, question, eyes.clock.now()));
  return sightings;
}

Sighting look_at_place(const std::string& name, const std::string& domain, const Eyes& eyes) {
  Sighting sighting;
  const auto placed = check_proof_place(eyes.resolver, name, domain, sighting.evidence);
  sighting.agrees = placed.has_value();
  sighting.result = placed ? "agrees" : std::string(placed.error().code.name);
  return sighting;
}

std::vector<Sighting> look(const CnameLook& asked, const Eyes& eyes) { return {look_at_place(asked.fqdn, asked.domain, eyes)}; }

std::vector<Sighting> look(const ContactLook& asked, const Eyes& eyes) {
  auto sighting = look_at_place(asked.fqdn, asked.domain, eyes);
  if (!sighting.agrees) return {std::move(sighting)};
  const std::string domains[] = {asked.domain};
  auto lookup = look_up_contacts(eyes.resolver, asked.source, domains);
  sighting.result = result_of(lookup.error);
  sighting.evidence += lookup.evidence;
  for (auto& contact : lookup.contacts)
    if (is_visible(contact.address)) sighting.found.push_back(std::move(contact.address));
  sighting.agrees = !sighting.found.empty();
  if (!lookup.error && !sighting.agrees) sighting.result = "none";
  return {std::move(sighting)};
}

} // namespace

std::vector<Sighting> perform(const Look& asked, const Eyes& eyes) {
  return std::visit([&](const auto& one) { return look(one, eyes); }, asked);
}

} // namespace outbound
