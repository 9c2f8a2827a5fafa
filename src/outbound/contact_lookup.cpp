#include "outbound/contact_lookup.h"

#include "outbound/caa.h"
#include "outbound/errors.h"

#include <fmt/format.h>

namespace outbound {
namespace {

constexpr std::string_view contact_label = "_validation-contactemail";
/// More contacts than this of one domain are not offered.
constexpr std::size_t most_contacts = 10;

ContactLookup refuse(ContactLookup lookup, core::Error error) {
  lookup.contacts.clear();
  lookup.evidence += fmt::format("result: {}\n", error.code.name);
  lookup.error = std::move(error);
  return lookup;
}

void add(ContactLookup& lookup, std::string address, const std::string& domain) {
  if (lookup.contacts.size() < most_contacts) lookup.contacts.push_back({std::move(address), domain});
}

core::Result<DnsAnswer> ask(Resolver& resolver, const std::string& name, DnsType type, std::string& evidence) {
  auto answer = TRY(resolver.query(name, type));
  evidence += answer.describe() + "\n";
  TRY(require_answer(answer));
  return answer;
}

ContactLookup look_up_caa_contacts(Resolver& resolver, std::span<const std::string> domains) {
  ContactLookup lookup;
  for (const auto& domain : domains) {
    const auto answer = ask(resolver, domain, DnsType::caa, lookup.evidence);
    if (!answer) return refuse(std::move(lookup), answer.error());
    for (const auto& rdata : answer->records) {
      auto record = parse_caa(rdata);
      if (!record) return refuse(std::move(lookup), {errors::caa_malformed, {{"name", domain}}, {}, {}});
      lookup.evidence += "  " + record->describe() + "\n";
      if (record->tag == "contactemail") add(lookup, std::move(record->value), domain);
    }
    if (!answer->records.empty()) break; // the relevant set; what stands above it says nothing
  }
  return lookup;
}

ContactLookup look_up_txt_contacts(Resolver& resolver, std::span<const std::string> domains) {
  ContactLookup lookup;
  for (const auto& domain : domains) {
    const auto answer = ask(resolver, fmt::format("{}.{}", contact_label, domain), DnsType::txt, lookup.evidence);
    if (!answer) return refuse(std::move(lookup), answer.error());
    for (const auto& rdata : answer->records) add(lookup, txt_text(rdata), domain);
  }
  return lookup;
}

} // namespace

ContactLookup look_up_contacts(Resolver& resolver, ContactSource source, std::span<const std::string> domains) {
  return source == ContactSource::caa_email ? look_up_caa_contacts(resolver, domains) : look_up_txt_contacts(resolver, domains);
}

} // namespace outbound
