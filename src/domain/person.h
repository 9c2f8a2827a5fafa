#pragma once

#include "domain/problem.h"
#include "domain/register_comparison.h"

#include <string>
#include <string_view>

namespace domain {

/// A person as an application names them; mail and phone are kept as entered and compared by their keys.
struct Person {
  std::string family_name;
  std::string given_name;
  std::string family_kana;
  std::string given_kana;
  std::string employer;
  std::string department;
  std::string title;
  std::string email;
  std::string phone;

  /// `青空 太郎`, `John Smith`: Latin names begin with the given one.
  std::string full_name() const;
};

/// A name's key: width, kana, old kanji, spaces and case folded.
std::string person_name_key(std::string_view family, std::string_view given);
/// How the name that a person gave on the telephone agrees with the contact's: the whole name, in kanji or Latin letters, is `same`;
/// the family name alone, kana, or the other order is `equivalent`. An honorific does not count.
Match compare_spoken_name(const Person& person, std::string_view spoken);
/// A normalized address without its tag (`ken+tech@`).
std::string mailbox_key(const std::string& email);
/// Whether one person reads both.
bool is_same_mailbox(const std::string& a, const std::string& b);
/// The same normalized mail without its tag (`ken+tech@`), or the same name in either order + employer + phone (domain: "identity of a
/// person"); letters that look alike are alike.
bool is_same_person(const Person& a, const Person& b);
/// The same name at the same mailbox: one mail, or one call, may ask for both roles.
bool is_same_addressee(const Person& a, const Person& b);
/// Whether the person's employer is the organization, by company name keys.
bool belongs_to(const Person& person, std::string_view organization_name);
/// Missing or malformed fields, each with a JSON pointer below `pointer` in `fields`.
Problems person_problems(const Person& person, std::string_view pointer);
/// The person with widths, spaces, kana, mail and phone in their normal forms.
core::Result<Person> normalize(const Person& person);

} // namespace domain
