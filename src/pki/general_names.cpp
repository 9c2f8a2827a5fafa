#include "pki/general_names.h"

#include "pki/errors.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace pki {
namespace {

constexpr std::uint8_t email_tag = der::tag::context(1), dns_tag = der::tag::context(2), uri_tag = der::tag::context(6),
                       ip_tag = der::tag::context(7);

core::Result<std::string> visible_text(core::ByteView contents) {
  std::string text(core::as_text(contents));
  if (text.empty() || !std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; }))
    return core::fail(errors::dns_name_characters, {{"name", core::to_hex(contents.first(std::min<std::size_t>(contents.size(), 64)))}});
  return text;
}

} // namespace

core::Result<GeneralNames> parse_general_names(core::ByteView der) {
  auto reader = TRY(der::read_sequence(der));
  if (reader.at_end()) return core::fail(errors::der_malformed, {}, "GeneralNames without a name");
  GeneralNames names;
  while (!reader.at_end()) {
    const auto element = TRY(reader.any());
    switch (element.tag) {
    case email_tag:
      names.emails.push_back(TRY(visible_text(element.contents)));
      break;
    case dns_tag:
      names.dns.push_back(TRY(visible_text(element.contents)));
      break;
    case uri_tag:
      names.uris.push_back(TRY(visible_text(element.contents)));
      break;
    case ip_tag:
      names.ip_addresses.push_back(core::to_bytes(element.contents));
      break;
    default:
      if ((element.tag & 0xc0) != 0x80 || (element.tag & 0x1f) > 8) return core::fail(errors::der_malformed, {}, "no GeneralName");
      ++names.others;
    }
  }
  return names;
}

std::string ip_address_text(core::ByteView address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = address.size() == 4 ? AF_INET : AF_INET6;
  if ((address.size() != 4 && address.size() != 16) || inet_ntop(family, address.data(), text.data(), text.size()) == nullptr)
    return core::to_hex(address);
  return text.data();
}

void write_dns_names(der::Writer& writer, std::span<const std::string> names) {
  writer.sequence([&] {
    for (const auto& name : names) writer.text(dns_tag, name);
  });
}

} // namespace pki
