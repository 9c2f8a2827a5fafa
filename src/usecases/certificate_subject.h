#pragma once

#include "domain/catalogue.h"
#include "pki/name.h"
#include "storage/accounts.h"

#include <string>
#include <vector>

namespace usecases {

/// What the certificate of an organization says of it (A14), for the signer to encode.
std::vector<pki::SubjectAttribute> certificate_subject(const storage::OrganizationRow& organization, domain::ValidationLevel level,
                                                       const std::string& common_name);

/// `O=…, ST=…, L=…`: the words that the applicant chose, with the street where there is one.
std::string subject_words(const storage::OrganizationRow& organization);

} // namespace usecases
