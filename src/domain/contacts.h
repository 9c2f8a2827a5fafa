#pragma once

#include "core/i18n.h"
#include "domain/catalogue.h"
#include "domain/person.h"

#include <optional>
#include <string>
#include <string_view>

namespace domain {

enum class ContactRole : std::uint8_t { technical, authorization, higher_authority, contract_signer, account_administrator };
std::string_view to_string(ContactRole role); ///< as stored: `authorization`
std::optional<ContactRole> parse_contact_role(std::string_view text);

struct Contacts {
  std::optional<Person> technical;
  std::optional<Person> authorization;
  std::optional<Person> higher_authority;
  std::optional<Person> contract_signer;
  std::optional<Person> account_administrator;
  const std::optional<Person>& of(ContactRole role) const;
  std::optional<Person>& of(ContactRole role);
};

/// One refusal of the who-may-be-whom matrix: code and params name the rule, both persons and the way out (B06).
struct ContactProblem {
  core::Error error;
  std::vector<ContactRole> roles;
};

/// All that speaks against these contacts for a level (B01–B05). `at_most_ten_members` is the vetted fact of B02.
std::vector<ContactProblem> contact_problems(const Contacts& contacts, std::string_view organization_name, ValidationLevel level,
                                             bool at_most_ten_members);
/// The organization's size as far as it lets one person hold two roles (B02): claimed by the applicant, or decided on by a specialist.
enum class TenMembers : std::uint8_t { no, claimed, confirmed };
/// How two roles that the rules keep apart are filled; only `same` is a fault.
enum class PairStanding : std::uint8_t { different, same_claimed, same_confirmed, same };
std::string_view to_string(PairStanding standing);
struct PersonPair {
  ContactRole a;
  ContactRole b;
  PairStanding standing;
};
/// Every pair of the rules of which both roles are filled.
std::vector<PersonPair> person_pairs(const Contacts& contacts, TenMembers ten_members);
/// Whether one person may hold both roles (the matrix of B02–B04); a role with itself is no pair.
bool may_be_one_person(ContactRole a, ContactRole b, bool at_most_ten_members);
/// The roles that must be filled for a level.
std::vector<ContactRole> required_roles(ValidationLevel level);

} // namespace domain
