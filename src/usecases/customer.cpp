#include "usecases/customer.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/corporate_number.h"
#include "domain/email_address.h"
#include "domain/errors.h"
#include "domain/legible_text.h"
#include "domain/phone_number.h"

namespace usecases {
namespace {

constexpr std::size_t longest_text = 200;

/// Trimmed; control characters and lengths that no form needs are refused.
void tidy(std::string& text, const std::string& field, FieldProblems& problems) {
  text = core::trim(text);
  if (core::has_control_characters(text)) problems.add(field, domain::errors::text_invalid, {{"field", field}});
  if (core::character_count(text) > longest_text)
    problems.add(field, domain::errors::text_too_long, {{"field", field}, {"max", std::to_string(longest_text)}});
}

/// What stands in papers and in the vetting.
void check_legible(const std::string& text, const std::string& field, FieldProblems& problems) {
  if (const auto legible = domain::check_legible(text); !legible) problems.add(field, legible.error());
}

void check_email(std::string& email, const std::string& field, FieldProblems& problems) {
  if (!problems.require(field, email)) return;
  if (const auto parsed = problems.keep(field, domain::EmailAddress::parse(email))) email = parsed->str();
}

} // namespace

Customer normalize(Customer customer, FieldProblems& problems) {
  const std::string at = "/customer";
  boost::mp11::mp_for_each<boost::describe::describe_members<Customer, boost::describe::mod_public>>(
      [&](auto member) { tidy(customer.*member.pointer, at, problems); });
  check_legible(customer.organization_name, at + "/organizationName", problems);
  check_legible(customer.organization_kana, at + "/organizationKana", problems);
  check_legible(customer.department, at + "/department", problems);
  check_legible(customer.contact_name, at + "/contactName", problems);
  problems.require(at + "/organizationName", customer.organization_name);
  problems.require(at + "/state", customer.state);
  problems.require(at + "/locality", customer.locality);
  problems.require(at + "/street", customer.street);
  problems.require(at + "/contactName", customer.contact_name);
  customer.organization_kana = core::to_katakana(core::fold_width(customer.organization_kana));
  if (!customer.corporate_number.empty())
    if (const auto number = problems.keep(at + "/corporateNumber", domain::CorporateNumber::parse(customer.corporate_number)))
      customer.corporate_number = number->str();
  if (problems.require(at + "/postalCode", customer.postal_code))
    if (const auto code = problems.keep(at + "/postalCode", domain::parse_postal_code(customer.postal_code))) customer.postal_code = *code;
  check_email(customer.email, at + "/email", problems);
  if (problems.require(at + "/phone", customer.phone)) problems.keep(at + "/phone", domain::PhoneNumber::parse(customer.phone));
  return customer;
}

MailPerson normalize(MailPerson person, std::string_view pointer, FieldProblems& problems) {
  const std::string at(pointer);
  tidy(person.name, at + "/name", problems);
  check_legible(person.name, at + "/name", problems);
  problems.require(at + "/name", person.name);
  check_email(person.email, at + "/email", problems);
  return person;
}

} // namespace usecases
