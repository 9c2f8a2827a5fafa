#include "domain/denied_list.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/errors.h"
#include "domain/latin_name.h"
#include "domain/look_alike.h"
#include "domain/person.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

constexpr std::array<std::string_view, 6> kind_names{"name", "domain", "country", "person", "number", "protected_domain"};
constexpr std::size_t longest_value = 300;

core::Failure refuse(DeniedKind kind, std::string_view value) {
  return core::fail(errors::denied_value_invalid,
                    {{"denied_kind", std::string(to_string(kind))}, {"value", core::to_utf8(core::to_utf32(value.substr(0, 200)))}});
}

std::string sorted_words(std::string_view latin) {
  auto words = core::split(latin_name_key(latin), ' ');
  std::ranges::sort(words);
  return core::join(words, " ");
}

std::string person_key(std::string_view name) {
  const auto look = latin_look(name);
  return is_latin(look) ? sorted_words(look) : person_name_key(look, "");
}

/// The other name first; the same where there is one only.
std::string turned(std::string_view name) {
  auto parts = core::split(core::trim(core::fold_width(name)), ' ');
  std::ranges::reverse(parts);
  return core::join(parts, " ");
}

std::string number_key(std::string_view value) {
  std::string key;
  for (const char c : core::to_lower_ascii(core::fold_width(value)))
    if (c != ' ' && c != '-' && c != '.') key += c;
  return key;
}

bool is_number_key(std::string_view key) {
  return key.size() >= 4 && key.size() <= 40 &&
         std::ranges::all_of(key, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

std::optional<std::string> name_key(const std::string& text) {
  if (core::character_count(company_name_core(text)) < 2) return std::nullopt;
  const auto look = latin_look(text);
  return is_latin(look) ? latin_name_key(look) : company_name_key(look);
}

std::optional<std::string> domain_key(const std::string& text) {
  const auto name = DomainName::parse(text);
  if (!name) return std::nullopt;
  return name->without_wildcard().str();
}

std::optional<std::string> country_key(const std::string& text) {
  auto letters = core::to_lower_ascii(text);
  if (letters.size() != 2 || !std::ranges::all_of(letters, [](char c) { return c >= 'a' && c <= 'z'; })) return std::nullopt;
  for (auto& c : letters) c = static_cast<char>(c - ('a' - 'A'));
  return letters;
}

std::optional<std::string> key_of(DeniedKind kind, const std::string& text) {
  const auto if_good = [](std::string key, bool good) { return good ? std::optional(std::move(key)) : std::nullopt; };
  switch (kind) {
  case DeniedKind::name:
    return name_key(text);
  case DeniedKind::domain:
  case DeniedKind::protected_domain:
    return domain_key(text);
  case DeniedKind::country:
    return country_key(text);
  case DeniedKind::person:
    return if_good(person_key(text), core::character_count(person_key(text)) >= 2);
  case DeniedKind::number:
    return if_good(number_key(text), is_number_key(number_key(text)));
  }
  return std::nullopt;
}

} // namespace

std::string_view to_string(DeniedKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<DeniedKind> parse_denied_kind(std::string_view text) {
  const auto found = std::ranges::find(kind_names, text);
  if (found == kind_names.end()) return std::nullopt;
  return static_cast<DeniedKind>(found - kind_names.begin());
}

core::Result<std::string> denied_key(DeniedKind kind, std::string_view value) {
  const auto text = core::trim(core::fold_width(value));
  if (text.empty() || core::character_count(text) > longest_value || core::has_control_characters(text)) return refuse(kind, value);
  auto key = key_of(kind, text);
  return key ? core::Result<std::string>(*std::move(key)) : refuse(kind, value);
}

bool is_same_person_name(std::string_view a, std::string_view b) {
  const auto key = person_key(a);
  return !key.empty() && (key == person_key(b) || key == person_key(turned(b)) || person_key(turned(a)) == person_key(b));
}

int domain_likeness(const DomainName& denied, const DomainName& name) {
  if (name.without_wildcard().is_at_or_below(denied)) return 100;
  return name.base_domain() == denied.base_domain() ? 80 : 0;
}

} // namespace domain
