#pragma once

#include "domain/person.h"
#include "storage/applications.h"

#include <string>

namespace usecases {

/// A contact as the rules about persons want it.
inline domain::Person to_person(const storage::ContactRow& c) {
  return {c.family_name, c.given_name, c.family_kana, c.given_kana, c.employer, c.department, c.title, c.email, c.phone};
}
/// `青空 太郎`.
inline std::string full_name(const storage::ContactRow& contact) { return to_person(contact).full_name(); }

} // namespace usecases
