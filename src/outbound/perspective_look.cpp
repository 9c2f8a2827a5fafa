#include "outbound/perspective_look.h"

#include "outbound/validation_check.h"

#include <fmt/format.h>

#include <algorithm>

namespace outbound {
namespace {

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
  return {to_sighting(check_dns_txt(eyes.resolver, asked.authorization_domain, asked.value))};
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

std::vector<Sighting> look(const ContactLook& asked, const Eyes& eyes) {
  auto contacts = published_contacts(asked, eyes);
  return {{.agrees = !contacts.error && !contacts.found.empty(),
           .result = contacts.error           ? result_of(contacts.error)
                     : contacts.found.empty() ? "none"
                                              : "agrees",
           .found = std::move(contacts.found),
           .evidence = std::move(contacts.evidence)}};
}

core::Result<std::vector<std::string>> txt_contacts(std::string_view label, const ContactLook& look, const Eyes& eyes,
                                                    std::string& evidence) {
  const auto answer = TRY(eyes.resolver.query(fmt::format("{}.{}", label, look.domain), DnsType::txt));
  evidence += answer.describe() + "\n";
  TRY(require_answer(answer));
  std::vector<std::string> texts;
  for (const auto& record : answer.records) texts.push_back(txt_text(record));
  return texts;
}

core::Result<std::vector<std::string>> find_contacts(const ContactLook& look, const Eyes& eyes, std::string& evidence) {
  CaaChecker checker(eyes.resolver, eyes.clock, {});
  switch (look.source) {
  case ContactSource::txt_email:
    return txt_contacts("_validation-contactemail", look, eyes, evidence);
  case ContactSource::txt_phone:
    return txt_contacts("_validation-contactphone", look, eyes, evidence);
  case ContactSource::caa_email:
    return checker.values(look.domain, "contactemail", evidence);
  case ContactSource::caa_phone:
    return checker.values(look.domain, "contactphone", evidence);
  }
  return std::vector<std::string>{};
}

bool is_visible(const std::string& text) {
  return !text.empty() && text.size() <= 320 && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

} // namespace

PublishedContacts published_contacts(const ContactLook& look, const Eyes& eyes) {
  PublishedContacts contacts;
  auto found = find_contacts(look, eyes, contacts.evidence);
  if (!found) {
    contacts.error = std::move(found).error();
    return contacts;
  }
  for (auto& text : *found)
    if (is_visible(text)) contacts.found.push_back(std::move(text));
  return contacts;
}

std::vector<Sighting> perform(const Look& asked, const Eyes& eyes) {
  return std::visit([&](const auto& one) { return look(one, eyes); }, asked);
}

} // namespace outbound
