#include "pki/name.h"

#include "pki/errors.h"

#include <algorithm>
#include <array>

namespace pki {
namespace {

using der::tag::ia5_string;
using der::tag::printable_string;
using der::tag::utf8_string;

constexpr std::array<AttributeRule, attribute_type_count> rules{{
    {AttributeType::jurisdiction_country, oid::jurisdiction_country, "jurisdictionC", printable_string, 2, false},
    {AttributeType::jurisdiction_state, oid::jurisdiction_state, "jurisdictionST", utf8_string, 128, false},
    {AttributeType::jurisdiction_locality, oid::jurisdiction_locality, "jurisdictionL", utf8_string, 128, false},
    {AttributeType::business_category, oid::business_category, "businessCategory", utf8_string, 128, false},
    {AttributeType::serial_number, oid::serial_number, "serialNumber", printable_string, 64, false},
    {AttributeType::domain_component, oid::domain_component, "DC", ia5_string, 63, true},
    {AttributeType::country, oid::country, "C", printable_string, 2, false},
    {AttributeType::state, oid::state, "ST", utf8_string, 128, false},
    {AttributeType::locality, oid::locality, "L", utf8_string, 128, false},
    {AttributeType::postal_code, oid::postal_code, "postalCode", utf8_string, 40, false},
    {AttributeType::street, oid::street, "STREET", utf8_string, 128, true},
    {AttributeType::organization, oid::organization, "O", utf8_string, 64, false},
    {AttributeType::surname, oid::surname, "SN", utf8_string, 64, false},
    {AttributeType::given_name, oid::given_name, "GN", utf8_string, 64, false},
    {AttributeType::organizational_unit, oid::organizational_unit, "OU", utf8_string, 64, false},
    {AttributeType::organization_identifier, oid::organization_identifier, "organizationIdentifier", utf8_string, 0, false},
    {AttributeType::common_name, oid::common_name, "CN", utf8_string, 64, false},
    {AttributeType::email_address, oid::email_address, "emailAddress", ia5_string, 255, false},
}};

core::Failure malformed(std::string cause) { return core::fail(errors::name_malformed, {}, std::move(cause)); }

// X.680 41.4.
bool is_printable(std::string_view text) {
  constexpr std::string_view others = " '()+,-./:=?";
  return std::ranges::all_of(text, [&](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
  });
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool has_control(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<std::uint8_t>(utf8[i]);
    if (c < 0x20 || c == 0x7f) return true;
    if (c == 0xc2 && i + 1 < utf8.size() && static_cast<std::uint8_t>(utf8[i + 1]) < 0xa0) return true; // U+0080..9F
  }
  return false;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto put = [&](std::uint32_t octet) { out += static_cast<char>(static_cast<std::uint8_t>(octet)); };
  if (point < 0x80) return put(point);
  if (point < 0x800) return put(0xc0 | point >> 6), put(0x80 | (point & 0x3f));
  if (point < 0x10000) return put(0xe0 | point >> 12), put(0x80 | (point >> 6 & 0x3f)), put(0x80 | (point & 0x3f));
  put(0xf0 | point >> 18), put(0x80 | (point >> 12 & 0x3f)), put(0x80 | (point >> 6 & 0x3f)), put(0x80 | (point & 0x3f));
}

// Code units of 1, 2 or 4 octets, each a code point.
std::optional<std::string> from_units(core::ByteView bytes, std::size_t unit) {
  if (bytes.size() % unit != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += unit) {
    std::uint32_t point = 0;
    for (std::size_t k = 0; k < unit; ++k) point = point << 8 | bytes[i + k];
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return std::nullopt;
    append_utf8(out, point);
  }
  return out;
}

std::optional<std::string> text_of(const der::Element& value) {
  const std::string text(core::as_text(value.contents));
  switch (value.tag) {
  case utf8_string:
    return count_characters(text) ? std::optional(text) : std::nullopt;
  // Software puts '*', '@' and '_' into PrintableString; for reading ASCII is enough.
  case printable_string:
  case ia5_string:
    return std::ranges::all_of(text, [](char c) { return static_cast<std::uint8_t>(c) < 0x80; }) ? std::optional(text) : std::nullopt;
  case der::tag::teletex_string:
    return from_units(value.contents, 1);
  case der::tag::bmp_string:
    return from_units(value.contents, 2);
  case der::tag::universal_string:
    return from_units(value.contents, 4);
  default:
    return std::nullopt;
  }
}

core::Result<NameAttribute> read_attribute(der::Reader& rdn) {
  auto pair = TRY(rdn.sequence());
  NameAttribute attribute{.type = TRY(pair.oid()), .string_tag = 0, .value = {}};
  const auto value = TRY(pair.any());
  TRY(pair.finish());
  const bool is_text =
      value.tag >= utf8_string && (value.tag & 0xe0) == 0 && value.tag != der::tag::utc_time && value.tag != der::tag::generalized_time;
  auto text = text_of(value);
  if (!text && is_text) return malformed("a value that is not of its string type");
  attribute.string_tag = value.tag;
  attribute.value = text ? std::move(*text) : "#" + core::to_hex(value.whole);
  return attribute;
}

std::string escaped(std::string_view value) {
  constexpr std::string_view special = "\"+,;<>\\";
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool edge_space = c == ' ' && (i == 0 || i + 1 == value.size());
    if (special.find(c) != std::string_view::npos || edge_space || (c == '#' && i == 0)) out += '\\';
    if (static_cast<std::uint8_t>(c) < 0x20 || c == 0x7f) {
      const auto octet = static_cast<std::uint8_t>(c);
      out += "\\" + core::to_hex({&octet, 1});
    } else {
      out += c;
    }
  }
  return out;
}

std::vector<SubjectAttribute> in_order(std::span<const SubjectAttribute> attributes) {
  std::vector<SubjectAttribute> out;
  for (const auto& rule : rules)
    std::ranges::copy_if(attributes, std::back_inserter(out), [&](const SubjectAttribute& a) { return a.type == rule.type; });
  return out;
}

core::Result<void> check_value(const AttributeRule& rule, std::string_view value) {
  const std::string name(rule.short_name);
  if (value.empty() || std::ranges::all_of(value, [](char c) { return c == ' '; }))
    return core::fail(errors::name_attribute_empty, {{"attribute", name}});
  const auto characters = count_characters(value);
  const bool fits_type = rule.string_tag == utf8_string        ? characters && !has_control(value)
                         : rule.string_tag == printable_string ? is_printable(value)
                                                               : is_ascii(value);
  if (!fits_type || value.front() == ' ' || value.back() == ' ')
    return core::fail(errors::name_attribute_characters, {{"attribute", name}, {"value", std::string(value)}});
  if (rule.max_characters != 0 && *characters > rule.max_characters)
    return core::fail(errors::name_attribute_too_long,
                      {{"attribute", name}, {"characters", std::to_string(*characters)}, {"limit", std::to_string(rule.max_characters)}});
  const bool is_country = rule.type == AttributeType::country || rule.type == AttributeType::jurisdiction_country;
  if (is_country && (value.size() != 2 || !std::ranges::all_of(value, [](char c) { return c >= 'A' && c <= 'Z'; })))
    return core::fail(errors::name_attribute_characters, {{"attribute", name}, {"value", std::string(value)}});
  return {};
}

} // namespace

const AttributeRule& rule_of(AttributeType type) { return rules[static_cast<std::size_t>(type)]; }

const AttributeRule* find_rule(const Oid& oid) {
  const auto found = std::ranges::find(rules, oid, &AttributeRule::oid);
  return found == rules.end() ? nullptr : &*found;
}

core::Result<Name> Name::parse(core::ByteView der) {
  auto reader = TRY(der::read_sequence(der));
  Name name;
  while (!reader.at_end()) {
    auto rdn = TRY(reader.enter(der::tag::set));
    if (rdn.at_end()) return malformed("an empty RelativeDistinguishedName");
    const auto before = name.attributes_.size();
    while (!rdn.at_end()) name.attributes_.push_back(TRY(read_attribute(rdn)));
    if (name.attributes_.size() != before + 1) name.single_valued_ = false;
  }
  return name;
}

std::optional<std::string> Name::value(AttributeType type) const {
  const auto found = std::ranges::find(attributes_, rule_of(type).oid, &NameAttribute::type);
  if (found == attributes_.end()) return std::nullopt;
  return found->value;
}

std::vector<std::string> Name::values(AttributeType type) const {
  std::vector<std::string> out;
  for (const auto& attribute : attributes_)
    if (attribute.type == rule_of(type).oid) out.push_back(attribute.value);
  return out;
}

std::string Name::to_rfc4514() const {
  std::string out;
  for (auto attribute = attributes_.rbegin(); attribute != attributes_.rend(); ++attribute) {
    if (!out.empty()) out += ',';
    const auto* rule = find_rule(attribute->type);
    out += rule != nullptr ? std::string(rule->short_name) : attribute->type.to_string();
    const bool is_hex = attribute->value.starts_with('#') && attribute->string_tag != utf8_string && attribute->string_tag != ia5_string;
    out += "=" + (is_hex ? attribute->value : escaped(attribute->value));
  }
  return out;
}

core::Result<core::Bytes> build_name(std::span<const SubjectAttribute> attributes) {
  const auto sorted = in_order(attributes);
  if (sorted.size() != attributes.size()) return malformed("an unknown attribute");
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto& rule = rule_of(sorted[i].type);
    TRY(check_value(rule, sorted[i].value));
    if (i > 0 && sorted[i - 1].type == rule.type && !rule.repeatable)
      return core::fail(errors::name_attribute_repeated, {{"attribute", std::string(rule.short_name)}});
  }
  der::Writer writer(256);
  writer.sequence([&] {
    for (const auto& attribute : sorted) {
      const auto& rule = rule_of(attribute.type);
      writer.nested(der::tag::set, [&] { writer.sequence([&] { writer.oid(rule.oid).text(rule.string_tag, attribute.value); }); });
    }
  });
  return writer.take();
}

std::optional<std::size_t> count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < utf8.size(); ++count) {
    const auto lead = static_cast<std::uint8_t>(utf8[i]);
    const std::size_t size = lead < 0x80                   ? 1
                             : lead >= 0xc2 && lead < 0xe0 ? 2
                             : lead >= 0xe0 && lead < 0xf0 ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4
                                                           : 0;
    if (size == 0 || i + size > utf8.size()) return std::nullopt;
    std::uint32_t point = size == 1 ? lead : lead & (0x7fU >> size);
    for (std::size_t k = 1; k < size; ++k) {
      const auto next = static_cast<std::uint8_t>(utf8[i + k]);
      if ((next & 0xc0) != 0x80) return std::nullopt;
      point = point << 6 | (next & 0x3fU);
    }
    if ((size == 3 && point < 0x800) || (size == 4 && point < 0x10000) || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
      return std::nullopt;
    i += size;
  }
  return count;
}

} // namespace pki
