#pragma once

#include "domain/contacts.h"
#include "domain/person.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace usecases {

struct DraftPerson {
  std::string family_name;
  std::string given_name;
  std::string family_kana;
  std::string given_kana;
  std::string employer;
  std::string department;
  std::string title;
  std::string email;
  std::string phone;
};
BOOST_DESCRIBE_STRUCT(DraftPerson, (), (family_name, given_name, family_kana, given_kana, employer, department, title, email, phone))

struct DraftContacts {
  std::optional<DraftPerson> technical;
  std::optional<DraftPerson> authorization;
  std::optional<DraftPerson> higher_authority;
  std::optional<DraftPerson> contract_signer;
  std::optional<DraftPerson> account_administrator;
};
BOOST_DESCRIBE_STRUCT(DraftContacts, (), (technical, authorization, higher_authority, contract_signer, account_administrator))

struct DraftOrganization {
  std::string name;
  std::string name_kana;
  std::string name_latin;
  std::string corporate_number;
  std::string postal_code;
  std::string state;
  std::string locality;
  std::string street;
  std::string phone;
  std::string certificate_organization; ///< as it will stand in the certificate's subject
  std::string certificate_state;
  std::string certificate_locality;
};
BOOST_DESCRIBE_STRUCT(DraftOrganization, (),
                      (name, name_kana, name_latin, corporate_number, postal_code, state, locality, street, phone, certificate_organization,
                       certificate_state, certificate_locality))

/// EV: how the organization is registered, as the subject will tell it.
struct DraftRegistration {
  std::string business_category;
  std::string jurisdiction_country;
  std::string jurisdiction_state;
  std::string jurisdiction_locality;
  std::string registration_number; ///< empty in Japan: the corporate number
  std::string certificate_street;  ///< empty: no street in the certificate
};
BOOST_DESCRIBE_STRUCT(DraftRegistration, (),
                      (business_category, jurisdiction_country, jurisdiction_state, jurisdiction_locality, registration_number,
                       certificate_street))

/// What an applicant has entered so far (C04): saved at each step as it is, judged at submission.
struct Draft {
  std::string step = "csr"; ///< csr | names | organization | contacts | review
  std::optional<std::string> csr;
  std::optional<std::vector<std::string>> names;
  std::optional<DraftOrganization> organization;
  std::optional<DraftRegistration> registration;
  std::optional<DraftContacts> contacts;
  std::optional<bool> at_most_ten_members;
};
BOOST_DESCRIBE_STRUCT(Draft, (), (step, csr, names, organization, registration, contacts, at_most_ten_members))

inline domain::Person to_person(const DraftPerson& p) {
  return {p.family_name, p.given_name, p.family_kana, p.given_kana, p.employer, p.department, p.title, p.email, p.phone};
}
inline domain::Contacts to_contacts(const DraftContacts& drafted) {
  const auto person = [](const std::optional<DraftPerson>& p) { return p ? std::optional(to_person(*p)) : std::nullopt; };
  return {person(drafted.technical), person(drafted.authorization), person(drafted.higher_authority), person(drafted.contract_signer),
          person(drafted.account_administrator)};
}

} // namespace usecases
