#include "usecases/certificate_subject.h"

#include "domain/subject.h"

namespace usecases {
namespace {

pki::AttributeType type_of(domain::SubjectPart part) {
  using enum domain::SubjectPart;
  switch (part) {
  case jurisdiction_country:
    return pki::AttributeType::jurisdiction_country;
  case jurisdiction_state:
    return pki::AttributeType::jurisdiction_state;
  case jurisdiction_locality:
    return pki::AttributeType::jurisdiction_locality;
  case business_category:
    return pki::AttributeType::business_category;
  case serial_number:
    return pki::AttributeType::serial_number;
  case country:
    return pki::AttributeType::country;
  case state:
    return pki::AttributeType::state;
  case locality:
    return pki::AttributeType::locality;
  case postal_code:
    return pki::AttributeType::postal_code;
  case street:
    return pki::AttributeType::street;
  case organization:
    return pki::AttributeType::organization;
  case common_name:
    return pki::AttributeType::common_name;
  }
  return pki::AttributeType::common_name;
}

} // namespace

std::vector<pki::SubjectAttribute> certificate_subject(const storage::OrganizationRow& row, domain::ValidationLevel level,
                                                       const std::string& common_name) {
  const auto parts = domain::subject_of({.level = level,
                                         .country = row.country,
                                         .state = row.certificate_state,
                                         .locality = row.certificate_locality,
                                         .postal_code = row.postal_code,
                                         .street = row.certificate_street,
                                         .organization = row.certificate_organization,
                                         .common_name = common_name,
                                         .jurisdiction = {row.jurisdiction_country, row.jurisdiction_state, row.jurisdiction_locality},
                                         .business_category = row.business_category,
                                         .serial_number = row.registration_number});
  std::vector<pki::SubjectAttribute> subject;
  for (const auto& [part, value] : parts) subject.push_back({type_of(part), value});
  return subject;
}

std::string subject_words(const storage::OrganizationRow& organization) {
  const auto& street = organization.certificate_street;
  return "O=" + organization.certificate_organization + ", ST=" + organization.certificate_state +
         ", L=" + organization.certificate_locality + (street.empty() ? "" : ", STREET=" + street);
}

} // namespace usecases
