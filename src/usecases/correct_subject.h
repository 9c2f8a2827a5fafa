#pragma once

#include "usecases/application.h"

namespace usecases {

/// The words of the subject that an applicant chooses, as they will stand in the certificate.
struct SubjectCorrection {
  std::string certificate_organization;
  std::string certificate_state;
  std::string certificate_locality;
  std::optional<std::string> certificate_street; ///< EV only; empty: no street in the certificate
};
BOOST_DESCRIBE_STRUCT(SubjectCorrection, (), (certificate_organization, certificate_state, certificate_locality, certificate_street))

/// `validation_not_open` before submission and after the decision, `subject_vetted` where the organization was vetted with its words.
core::Result<void> check_correctable(storage::Transaction& tx, const storage::ApplicationRow& row);

/// Corrects what the certificate will say of the organization while the application is being vetted (C05). Decisions on differences of
/// the old words no longer count, a case under review goes back to the desk, and the new words are held against the denied list. The draft
/// stays as it was submitted. Refused as check_correctable, and as a draft's fields are; the same words change nothing.
core::Result<Application> correct_subject(World& world, const Actor& actor, const storage::ApplicationId& id,
                                          const SubjectCorrection& correction, std::optional<std::int64_t> seen);

} // namespace usecases
