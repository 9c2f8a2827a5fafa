#pragma once

#include "usecases/field_problems.h"

#include <boost/describe.hpp>

#include <string>

namespace usecases {

/// Who buys: stands on the quote and the invoice.
struct Customer {
  std::string organization_name;
  std::string organization_kana;
  std::string corporate_number; ///< empty for those that have none
  std::string postal_code;
  std::string state;
  std::string locality;
  std::string street;
  std::string department;
  std::string contact_name;
  std::string email;
  std::string phone;
};
BOOST_DESCRIBE_STRUCT(Customer, (),
                      (organization_name, organization_kana, corporate_number, postal_code, state, locality, street, department,
                       contact_name, email, phone))

struct MailPerson {
  std::string name;
  std::string email;
};
BOOST_DESCRIBE_STRUCT(MailPerson, (), (name, email))

/// The customer in normal forms; what is wrong goes to `problems` below `/customer`.
Customer normalize(Customer customer, FieldProblems& problems);
/// A recipient in normal form, checked below `pointer`.
MailPerson normalize(MailPerson person, std::string_view pointer, FieldProblems& problems);

} // namespace usecases
