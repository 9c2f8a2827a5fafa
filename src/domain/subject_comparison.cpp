#include "domain/subject_comparison.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/kana_latin.h"
#include "domain/latin_name.h"
#include "domain/municipality.h"
#include "domain/prefecture.h"

#include <algorithm>

namespace domain {
namespace {

constexpr std::string_view japan = "JP";

std::string form_of(std::string_view name) {
  const auto key = company_name_key(name);
  const auto core = company_name_core(name);
  return key.substr(std::min(core.size(), key.size()));
}

/// The kana in Latin letters, and the legal form that the registered name has.
bool is_romanized(const std::string& name, const RegisteredWords& registered) {
  if (!is_latin(name) || registered.name_kana.empty() || form_of(name) != form_of(registered.name)) return false;
  return short_vowels(company_name_core(latin_name_key(name))) == romanized_kana(company_name_core(registered.name_kana));
}

bool is_other_spelling(const std::string& name, const std::string& registered, bool in_japan) {
  if (registered.empty()) return false;
  if (in_japan || !is_latin(name)) return company_name_key(name) == company_name_key(registered);
  return latin_name_key(name) == latin_name_key(registered);
}

Match compare_name(const std::string& name, const RegisteredWords& registered) {
  if (name == registered.name || (!name.empty() && name == registered.name_latin)) return Match::same;
  const bool in_japan = registered.country == japan;
  const bool alike = is_other_spelling(name, registered.name, in_japan) || is_other_spelling(name, registered.name_latin, in_japan) ||
                     (in_japan && is_romanized(name, registered));
  return alike ? Match::equivalent : Match::different;
}

/// `Tokyo`, `Tokyo-to`, `Kanagawa Prefecture`.
bool names_prefecture(const std::string& latin, std::string_view prefecture) {
  auto words = core::split(latin_name_key(latin), ' ');
  if (short_vowels(core::join(words, "")) == prefecture) return true;
  constexpr std::array<std::string_view, 7> designators{"TO", "FU", "KEN", "DO", "PREFECTURE", "PREF", "METROPOLIS"};
  if (words.size() < 2 || std::ranges::find(designators, words.back()) == designators.end()) return false;
  words.pop_back();
  return short_vowels(core::join(words, "")) == prefecture;
}

bool is_prefecture_without_designator(const std::string& state, const std::string& prefecture) {
  if (state.empty() || !prefecture.starts_with(state)) return false;
  const auto rest = prefecture.substr(state.size());
  return rest == "都" || rest == "府" || rest == "県";
}

Match compare_state(const std::string& state, const RegisteredWords& registered) {
  if (state == registered.prefecture) return Match::same;
  if (registered.country != japan)
    return latin_name_key(state) == latin_name_key(registered.prefecture) ? Match::equivalent : Match::different;
  const auto latin = prefecture_latin(registered.prefecture);
  const bool alike = is_prefecture_without_designator(core::fold_width(state), registered.prefecture) ||
                     (is_latin(state) && !latin.empty() && names_prefecture(state, latin));
  return alike ? Match::equivalent : Match::different;
}

/// What the register tells of the municipality in Latin letters: parts with a designator, which towns and streets do not have.
std::vector<MunicipalPart> known_parts(const RegisteredWords& registered) {
  auto known = municipal_parts(registered.address_latin);
  if (is_latin(registered.city)) std::ranges::move(municipal_parts(registered.city), std::back_inserter(known));
  std::erase_if(known, [](const MunicipalPart& part) { return part.designator.empty(); });
  std::ranges::move(read_municipality(registered.city), std::back_inserter(known));
  return known;
}

/// `大阪市` of `大阪市北区`, or the whole with its prefecture.
bool is_japanese_place(const std::string& locality, const RegisteredWords& registered) {
  const auto said = core::fold_width(locality);
  if (said == core::fold_width(registered.prefecture + registered.city)) return true;
  const bool whole = said.ends_with("市") || said.ends_with("区") || said.ends_with("町") || said.ends_with("村") || said.ends_with("郡");
  return whole && core::fold_width(registered.city).starts_with(said);
}

bool is_latin_place(const std::string& locality, const RegisteredWords& registered) {
  const auto said = municipal_parts(locality);
  const auto known = known_parts(registered);
  return !said.empty() && std::ranges::all_of(said, [&](const MunicipalPart& part) {
    return std::ranges::any_of(known, [&](const MunicipalPart& other) { return may_be_one(part, other); });
  });
}

Match compare_locality(const std::string& locality, const RegisteredWords& registered) {
  if (locality == registered.city) return Match::same;
  if (registered.country != japan)
    return latin_name_key(locality) == latin_name_key(registered.city) ? Match::equivalent : Match::different;
  const bool alike = is_latin(locality) ? is_latin_place(locality, registered) : is_japanese_place(locality, registered);
  return alike ? Match::equivalent : Match::different;
}

/// With or without the places that it lies in.
bool is_japanese_street(const std::string& street, const RegisteredWords& registered) {
  const auto said = address_key(street);
  const auto whole = registered.city + registered.street;
  return said == address_key(registered.street) || said == address_key(whole) || said == address_key(registered.prefecture + whole);
}

std::string street_key(const std::string& latin) { return short_vowels(latin_name_key(latin)); }

/// `9-9-9 Marunouchi` and `Marunouchi 9-9-9` of `9-9-9, Marunouchi, Chiyoda ku, Tokyo`: numbers and town, and places from the narrowest on.
bool begins_address(const std::string& street, const std::string& address) {
  const auto said = street_key(street);
  std::string narrow_first;
  std::string wide_first;
  for (const auto& piece : core::split(address, ',')) {
    narrow_first += (narrow_first.empty() ? "" : " ") + piece;
    wide_first.insert(0, wide_first.empty() ? piece : piece + " ");
    const bool only_numbers = street_key(narrow_first).find_first_not_of("0123456789 ") == std::string::npos;
    if (!only_numbers && (said == street_key(narrow_first) || said == street_key(wide_first))) return true;
  }
  return false;
}

std::string latin_address(const RegisteredWords& registered) {
  if (!registered.address_latin.empty() || !is_latin(registered.street)) return registered.address_latin;
  return registered.street + ", " + registered.city;
}

Match compare_street(const std::string& street, const RegisteredWords& registered) {
  if (registered.street.empty() && registered.address_latin.empty()) return Match::different;
  if (street == registered.street) return Match::same;
  if (registered.country != japan)
    return latin_name_key(street) == latin_name_key(registered.street) ? Match::equivalent : Match::different;
  const bool alike = is_latin(street) ? begins_address(street, latin_address(registered)) : is_japanese_street(street, registered);
  return alike ? Match::equivalent : Match::different;
}

std::string shown(const std::string& own, const std::string& latin) { return latin.empty() ? own : own + " / " + latin; }

} // namespace

std::vector<FieldComparison> compare_subject(const SubjectWords& subject, const RegisteredWords& registered) {
  std::vector<FieldComparison> fields{
      {"organization", subject.organization, shown(registered.name, registered.name_latin), compare_name(subject.organization, registered)},
      {"state", subject.state, registered.prefecture, compare_state(subject.state, registered)},
      {"locality", subject.locality, shown(registered.city, registered.address_latin), compare_locality(subject.locality, registered)}};
  if (!subject.street.empty())
    fields.push_back(
        {"street", subject.street, shown(registered.street, registered.address_latin), compare_street(subject.street, registered)});
  return fields;
}

} // namespace domain
