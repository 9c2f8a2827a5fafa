#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "pki/der.h"
#include "pki/oid.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pki {

/// Attributes that this CA puts into names, in the order of BR 7.1.4.2 with the EV ones first.
enum class AttributeType : std::uint8_t {
  jurisdiction_country,
  jurisdiction_state,
  jurisdiction_locality,
  business_category,
  serial_number,
  domain_component,
  country,
  state,
  locality,
  postal_code,
  street,
  organization,
  surname,
  given_name,
  organizational_unit,
  organization_identifier,
  common_name,
  email_address,
};
inline constexpr std::size_t attribute_type_count = 18;

/// What BR 7.1.4.2 says of one attribute: OID, RFC 4514 short name, string type, most characters (0: no limit).
struct AttributeRule {
  AttributeType type;
  Oid oid;
  std::string_view short_name;
  std::uint8_t string_tag;
  std::size_t max_characters;
  bool repeatable;
};
const AttributeRule& rule_of(AttributeType type);
/// The rule for an OID, where this CA knows it.
const AttributeRule* find_rule(const Oid& oid);

/// One attribute of a name to be built, its value in UTF-8.
struct SubjectAttribute {
  AttributeType type{};
  std::string value;
  friend bool operator==(const SubjectAttribute&, const SubjectAttribute&) = default;
};

/// One attribute of a parsed name; `value` is UTF-8 whatever the string type was.
struct NameAttribute {
  Oid type;
  std::uint8_t string_tag = 0;
  std::string value;
};

/// A parsed distinguished name.
class Name {
public:
  Name() = default;
  /// RFC 5280 4.1.2.4; multi-valued RDNs are taken and flattened. Values that are no text are kept as `#hex`.
  static core::Result<Name> parse(core::ByteView der);

  const std::vector<NameAttribute>& attributes() const { return attributes_; }
  bool empty() const { return attributes_.empty(); }
  /// Whether every RDN has exactly one attribute, as BR 7.1.4.1 wants.
  bool single_valued() const { return single_valued_; }
  /// The first value of that type, or nothing.
  std::optional<std::string> value(AttributeType type) const;
  std::vector<std::string> values(AttributeType type) const;
  /// RFC 4514: last attribute first, escaped.
  std::string to_rfc4514() const;

private:
  std::vector<NameAttribute> attributes_;
  bool single_valued_ = true;
};

/// The DER of a name: attributes put in BR order, one per RDN. Refuses empty, over-long (in characters), repeated
/// and unprintable values (`name_attribute_*`).
core::Result<core::Bytes> build_name(std::span<const SubjectAttribute> attributes);

/// Whether text is well-formed UTF-8 (no surrogates, no over-long forms), and how many characters it has.
std::optional<std::size_t> count_characters(std::string_view utf8);

} // namespace pki
