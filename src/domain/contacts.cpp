#include "domain/contacts.h"

#include "core/text.h"
#include "domain/errors.h"
#include "domain/role_mailbox.h"
#include "domain/title_rank.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

constexpr std::array<std::pair<ContactRole, std::string_view>, 5> role_names{
    {{ContactRole::technical, "technical"},
     {ContactRole::authorization, "authorization"},
     {ContactRole::higher_authority, "higher_authority"},
     {ContactRole::contract_signer, "contract_signer"},
     {ContactRole::account_administrator, "account_administrator"}}};

/// Two roles that must be two persons, and the code that says so.
struct Separation {
  ContactRole a;
  ContactRole b;
  core::ErrorCode code;
  bool waived_for_small = false; ///< B02: an organization of ten members or fewer
};
constexpr std::array<Separation, 4> separations{
    {{ContactRole::technical, ContactRole::authorization, errors::technical_is_authorization, true},
     {ContactRole::technical, ContactRole::higher_authority, errors::technical_is_higher_authority, false},
     {ContactRole::authorization, ContactRole::higher_authority, errors::authorization_is_higher_authority, false},
     {ContactRole::higher_authority, ContactRole::contract_signer, errors::higher_authority_is_contract_signer, false}}};

constexpr std::array<ContactRole, 3> inside_roles{ContactRole::authorization, ContactRole::higher_authority, ContactRole::contract_signer};

std::optional<Person> Contacts::* member_of(ContactRole role) {
  switch (role) {
  case ContactRole::technical:
    return &Contacts::technical;
  case ContactRole::authorization:
    return &Contacts::authorization;
  case ContactRole::higher_authority:
    return &Contacts::higher_authority;
  case ContactRole::contract_signer:
    return &Contacts::contract_signer;
  case ContactRole::account_administrator:
    return &Contacts::account_administrator;
  }
  return &Contacts::technical;
}

PairStanding standing_of(const Separation& rule, const Person& a, const Person& b, TenMembers ten_members) {
  if (!is_same_person(a, b)) return PairStanding::different;
  if (!rule.waived_for_small || ten_members == TenMembers::no) return PairStanding::same;
  return ten_members == TenMembers::confirmed ? PairStanding::same_confirmed : PairStanding::same_claimed;
}

core::Error error_of(core::ErrorCode code, core::Params params) { return {code, std::move(params), {}, {}}; }

void check_present(const Contacts& contacts, ValidationLevel level, std::vector<ContactProblem>& out) {
  for (const auto role : required_roles(level))
    if (!contacts.of(role)) out.push_back({error_of(errors::contact_missing, {{"role", std::string(to_string(role))}}), {role}});
}

void check_separations(const Contacts& contacts, bool at_most_ten_members, std::vector<ContactProblem>& out) {
  for (const auto& rule : separations) {
    const auto &a = contacts.of(rule.a), &b = contacts.of(rule.b);
    if (!a || !b) continue;
    if (standing_of(rule, *a, *b, at_most_ten_members ? TenMembers::claimed : TenMembers::no) != PairStanding::same) continue;
    out.push_back({error_of(rule.code, {{"first", a->full_name()}, {"second", b->full_name()}}), {rule.a, rule.b}});
  }
}

void check_employers(const Contacts& contacts, std::string_view organization_name, std::vector<ContactProblem>& out) {
  for (const auto role : inside_roles) {
    const auto& person = contacts.of(role);
    if (!person || belongs_to(*person, organization_name)) continue;
    out.push_back({error_of(errors::contact_outside_organization, {{"role", std::string(to_string(role))},
                                                                   {"person", person->full_name()},
                                                                   {"employer", person->employer},
                                                                   {"organization", std::string(organization_name)}}),
                   {role}});
  }
}

/// B05: whoever approves or signs does so from one address of their own.
void check_mailboxes(const Contacts& contacts, std::vector<ContactProblem>& out) {
  for (const auto role : inside_roles) {
    const auto& person = contacts.of(role);
    if (!person) continue;
    const core::Params params{{"role", std::string(to_string(role))}, {"person", person->full_name()}, {"email", person->email}};
    if (has_several_addresses(person->email))
      out.push_back({error_of(errors::contact_mailbox_several, params), {role}});
    else if (is_role_mailbox(person->email))
      out.push_back({error_of(errors::contact_mailbox_shared, params), {role}});
  }
}

/// B05: two people do not answer from one mailbox, where it would be one person's to answer for both.
void check_mailboxes_of_two(const Contacts& contacts, bool at_most_ten_members, std::vector<ContactProblem>& out) {
  for (const auto inside : inside_roles)
    for (const auto& [other, name] : role_names) {
      const auto &a = contacts.of(inside), &b = contacts.of(other);
      const bool told = other < inside && std::ranges::find(inside_roles, other) != inside_roles.end();
      if (told || !a || !b || !may_be_one_person(inside, other, at_most_ten_members)) continue;
      if (!is_same_mailbox(a->email, b->email) || is_same_addressee(*a, *b)) continue;
      out.push_back({error_of(errors::contact_mailbox_of_two, {{"first", a->full_name()}, {"second", b->full_name()}, {"email", a->email}}),
                     {inside, other}});
    }
}

/// B03: a rank below 課長 is refused, and no title at all; one that tells nothing is settled by call.
void check_title(const Contacts& contacts, std::vector<ContactProblem>& out) {
  const auto& person = contacts.higher_authority;
  if (!person || (!core::trim(person->title).empty() && rank_of_title(person->title) != TitleRank::below_manager)) return;
  out.push_back({error_of(errors::higher_authority_title, {{"person", person->full_name()}, {"title", person->title}}),
                 {ContactRole::higher_authority}});
}

} // namespace

std::string_view to_string(ContactRole role) {
  for (const auto& [known, name] : role_names)
    if (known == role) return name;
  return "technical";
}

std::optional<ContactRole> parse_contact_role(std::string_view text) {
  for (const auto& [role, name] : role_names)
    if (name == text) return role;
  return std::nullopt;
}

const std::optional<Person>& Contacts::of(ContactRole role) const { return this->*member_of(role); }
std::optional<Person>& Contacts::of(ContactRole role) { return this->*member_of(role); }

std::string_view to_string(PairStanding standing) {
  switch (standing) {
  case PairStanding::different:
    return "different";
  case PairStanding::same_claimed:
    return "same_claimed";
  case PairStanding::same_confirmed:
    return "same_confirmed";
  case PairStanding::same:
    return "same";
  }
  return "same";
}

std::vector<PersonPair> person_pairs(const Contacts& contacts, TenMembers ten_members) {
  std::vector<PersonPair> pairs;
  for (const auto& rule : separations) {
    const auto &a = contacts.of(rule.a), &b = contacts.of(rule.b);
    if (a && b) pairs.push_back({rule.a, rule.b, standing_of(rule, *a, *b, ten_members)});
  }
  return pairs;
}

bool may_be_one_person(ContactRole a, ContactRole b, bool at_most_ten_members) {
  for (const auto& rule : separations)
    if ((rule.a == a && rule.b == b) || (rule.a == b && rule.b == a)) return rule.waived_for_small && at_most_ten_members;
  return a != b;
}

std::vector<ContactRole> required_roles(ValidationLevel level) {
  using enum ContactRole;
  if (level == ValidationLevel::ev) return {technical, authorization, higher_authority, contract_signer, account_administrator};
  return {technical, authorization};
}

std::vector<ContactProblem> contact_problems(const Contacts& contacts, std::string_view organization_name, ValidationLevel level,
                                             bool at_most_ten_members) {
  std::vector<ContactProblem> out;
  check_present(contacts, level, out);
  check_separations(contacts, at_most_ten_members, out);
  check_employers(contacts, organization_name, out);
  check_mailboxes(contacts, out);
  check_mailboxes_of_two(contacts, at_most_ten_members, out);
  if (level == ValidationLevel::ev) check_title(contacts, out);
  return out;
}

} // namespace domain
