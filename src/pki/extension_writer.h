#pragma once

#include "pki/der.h"
#include "pki/oid.h"

#include <string_view>
#include <utility>

namespace pki {

enum class Criticality : std::uint8_t { critical, non_critical };

/// One Extension whose value `body` writes.
template <class Body>
void write_extension(der::Writer& writer, const Oid& oid, Criticality criticality, Body&& body) {
  writer.sequence([&] {
    writer.oid(oid);
    if (criticality == Criticality::critical) writer.boolean(true);
    writer.nested(der::tag::octet_string, std::forward<Body>(body));
  });
}

/// keyIdentifier only (BR 7.1.2.11.1).
inline void write_authority_key_identifier(der::Writer& writer, core::ByteView key_identifier) {
  write_extension(writer, oid::authority_key_identifier, Criticality::non_critical,
                  [&] { writer.sequence([&] { writer.primitive(der::tag::context(0), key_identifier); }); });
}

/// DistributionPointName with one fullName URI.
inline void write_full_name(der::Writer& writer, std::string_view url) {
  writer.nested(der::tag::context_constructed(0),
                [&] { writer.nested(der::tag::context_constructed(0), [&] { writer.text(der::tag::context(6), url); }); });
}

} // namespace pki
