#include "domain/subject.h"

namespace domain {
namespace {

constexpr std::size_t longest_common_name = 64;

} // namespace

std::vector<SubjectEntry> subject_of(const SubjectFacts& facts) {
  using enum SubjectPart;
  std::vector<SubjectEntry> subject;
  const auto add = [&](SubjectPart part, const std::string& value) {
    if (!value.empty()) subject.push_back({part, value});
  };
  const bool ev = facts.level == ValidationLevel::ev;
  if (ev) {
    add(jurisdiction_country, facts.jurisdiction.country);
    add(jurisdiction_state, facts.jurisdiction.state);
    add(jurisdiction_locality, facts.jurisdiction.locality);
    add(business_category, facts.business_category);
    add(serial_number, facts.serial_number);
  }
  add(country, facts.country);
  add(state, facts.state);
  add(locality, facts.locality);
  if (ev && !facts.street.empty()) {
    add(postal_code, facts.postal_code);
    add(street, facts.street);
  }
  add(organization, facts.organization);
  if (facts.common_name.size() <= longest_common_name) add(common_name, facts.common_name);
  return subject;
}

} // namespace domain
