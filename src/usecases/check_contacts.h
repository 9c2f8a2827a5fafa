#pragma once

#include "usecases/application.h"

namespace usecases {

struct ContactFinding {
  std::string code;
  std::string detail; ///< names the rule, both persons and the way out (B06)
  std::vector<std::string> roles;
};
BOOST_DESCRIBE_STRUCT(ContactFinding, (), (code, detail, roles))

struct ContactsToCheck {
  DraftContacts people;
  bool at_most_ten_members = false;
};
/// Who may be whom (B01–B06), told while it is being entered; roles still empty are not told.
core::Result<std::vector<ContactFinding>> check_contacts(World& world, const Actor& actor, const storage::ApplicationId& id,
                                                         const ContactsToCheck& contacts);

} // namespace usecases
