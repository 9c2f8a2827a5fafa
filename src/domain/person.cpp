#include "domain/person.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/denied_list.h"
#include "domain/email_address.h"
#include "domain/errors.h"
#include "domain/legible_text.h"
#include "domain/look_alike.h"
#include "domain/phone_number.h"

#include <algorithm>

namespace domain {
namespace {

constexpr std::size_t max_field = 64; // X.520 upper bounds of names and titles

std::string employer_key(const std::string& employer) { return company_name_key(latin_look(employer)); }

std::string phone_key(const std::string& phone) {
  const auto parsed = PhoneNumber::parse(phone);
  return parsed ? parsed->str() : core::fold_width(phone);
}

bool is_kana(std::string_view text) {
  return std::ranges::all_of(core::to_utf32(text),
                             [](char32_t c) { return (c >= U'ァ' && c <= U'ヾ') || c == U'ー' || c == U'・' || c == U' '; });
}

bool is_latin(std::string_view text) {
  constexpr char32_t end_of_latin = 0x250; // Latin Extended-B
  return std::ranges::all_of(core::to_utf32(text), [](char32_t c) { return c < end_of_latin; });
}

std::string_view without_honorific(std::string_view name) {
  for (const std::string_view word : {"様", "さん", "さま", "氏"})
    if (name.ends_with(word)) return name.substr(0, name.size() - word.size());
  for (const std::string_view word : {"Mr. ", "Ms. ", "Mrs. ", "Dr. "})
    if (name.starts_with(word)) return name.substr(word.size());
  return name;
}

std::string tidy(std::string_view text) { return core::trim(core::fold_width(text)); }

void check_text(const std::string& value, std::string_view pointer, std::string_view name, bool needed, Problems& out) {
  const auto report = [&](core::ErrorCode code, core::Params params) {
    const auto field = std::string(pointer) + "/" + std::string(name);
    out.push_back({code, params, {}, {{field, std::string(code.name), params}}});
  };
  const core::Params names{{"field", std::string(name)}};
  if (needed && core::trim(value).empty())
    report(errors::person_field_missing, names);
  else if (!core::is_utf8(value) || core::has_control_characters(value))
    report(errors::text_invalid, names);
  else if (core::character_count(value) > max_field)
    report(errors::text_too_long, {{"field", std::string(name)}, {"max", std::to_string(max_field)}});
  else if (const auto legible = check_legible(value); !legible)
    report(legible.error().code, legible.error().params);
}

template <class T>
void check_parsed(const core::Result<T>& parsed, std::string_view pointer, std::string_view name, Problems& out) {
  if (parsed) return;
  auto error = parsed.error();
  error.fields.push_back({std::string(pointer) + "/" + std::string(name), std::string(error.code.name), error.params});
  out.push_back(std::move(error));
}

} // namespace

std::string person_name_key(std::string_view family, std::string_view given) {
  auto key = core::to_lower_ascii(core::to_common_kanji(core::fold_width(std::string(family) + std::string(given))));
  std::erase_if(key, [](char c) { return c == ' ' || c == '.' || c == '-'; });
  return core::to_katakana(key);
}

Match compare_spoken_name(const Person& person, std::string_view spoken) {
  const auto said = person_name_key(without_honorific(core::trim(spoken)), "");
  if (said == person_name_key(person.family_name, person.given_name)) return Match::same;
  const auto alike = {person_name_key(person.family_name, ""), person_name_key(person.given_name, person.family_name),
                      person_name_key(person.family_kana, person.given_kana), person_name_key(person.family_kana, "")};
  return !said.empty() && std::ranges::find(alike, said) != alike.end() ? Match::equivalent : Match::different;
}

std::string mailbox_key(const std::string& email) {
  const auto parsed = EmailAddress::parse(email);
  auto key = parsed ? parsed->key() : core::to_lower_ascii(core::trim(core::fold_width(email)));
  const auto tag = key.find('+');
  const auto at = key.rfind('@');
  if (tag != std::string::npos && tag > 0 && at != std::string::npos && tag < at) key.erase(tag, at - tag);
  return key;
}

bool is_same_mailbox(const std::string& a, const std::string& b) { return !a.empty() && mailbox_key(a) == mailbox_key(b); }

bool is_same_person(const Person& a, const Person& b) {
  if (is_same_mailbox(a.email, b.email)) return true;
  return is_same_person_name(a.full_name(), b.full_name()) && employer_key(a.employer) == employer_key(b.employer) &&
         phone_key(a.phone) == phone_key(b.phone);
}

std::string Person::full_name() const {
  if (given_name.empty()) return family_name;
  return is_latin(family_name) && is_latin(given_name) ? given_name + " " + family_name : family_name + " " + given_name;
}

bool is_same_addressee(const Person& a, const Person& b) {
  return is_same_mailbox(a.email, b.email) && is_same_person_name(a.full_name(), b.full_name());
}

bool belongs_to(const Person& person, std::string_view organization_name) {
  return company_name_key(person.employer) == company_name_key(organization_name);
}

Problems person_problems(const Person& person, std::string_view pointer) {
  Problems out;
  check_text(person.family_name, pointer, "familyName", true, out);
  check_text(person.given_name, pointer, "givenName", true, out);
  check_text(person.family_kana, pointer, "familyKana", false, out);
  check_text(person.given_kana, pointer, "givenKana", false, out);
  check_text(person.employer, pointer, "employer", true, out);
  check_text(person.department, pointer, "department", false, out);
  check_text(person.title, pointer, "title", false, out);
  for (const auto& [name, kana] : {std::pair("familyKana", &person.family_kana), std::pair("givenKana", &person.given_kana)})
    if (!is_kana(core::to_katakana(tidy(*kana)))) {
      const core::Params params{{"field", name}};
      out.push_back({errors::person_kana_invalid,
                     params,
                     {},
                     {{std::string(pointer) + "/" + name, std::string(errors::person_kana_invalid.name), params}}});
    }
  check_parsed(EmailAddress::parse(person.email), pointer, "email", out);
  check_parsed(PhoneNumber::parse(person.phone), pointer, "phone", out);
  return out;
}

core::Result<Person> normalize(const Person& person) {
  const auto problems = person_problems(person, "");
  if (!problems.empty()) return core::fail(problems.front());
  Person out;
  out.family_name = tidy(person.family_name);
  out.given_name = tidy(person.given_name);
  out.family_kana = core::to_katakana(tidy(person.family_kana));
  out.given_kana = core::to_katakana(tidy(person.given_kana));
  out.employer = tidy(person.employer);
  out.department = tidy(person.department);
  out.title = tidy(person.title);
  out.email = TRY(EmailAddress::parse(person.email)).str();
  out.phone = TRY(PhoneNumber::parse(person.phone)).str();
  return out;
}

} // namespace domain
