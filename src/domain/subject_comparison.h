#pragma once

#include "domain/register_comparison.h"

namespace domain {

/// What a certificate's subject would say of its organization.
struct SubjectWords {
  std::string organization;
  std::string state;
  std::string locality;
  std::string street = {}; ///< of an EV certificate; empty where it has none
};
/// What the register says of it.
struct RegisteredWords {
  std::string name;
  std::string name_kana;
  std::string name_latin;
  std::string country;
  std::string prefecture;
  std::string city;
  std::string street;
  std::string address_latin; ///< `9-9-9, Marunouchi, Chiyoda ku, Tokyo`
};

/// O, ST, L and street beside the register (BR 7.1.4.2.2, EVG 7.1.4.2.8): its own words are the same; another spelling, its Latin name, its
/// kana in Latin letters with the same legal form, the prefecture's name, the municipality by its Latin address or known reading, or the
/// street as its Latin address begins is equivalent. What cannot be compared is different, so that a specialist decides. Fields are
/// `organization`, `state`, `locality`, and `street` where the certificate has one.
std::vector<FieldComparison> compare_subject(const SubjectWords& subject, const RegisteredWords& registered);

} // namespace domain
