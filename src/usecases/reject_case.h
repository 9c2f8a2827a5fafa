#pragma once

#include "domain/rejection.h"
#include "outbound/mail_text.h"
#include "storage/cases.h"
#include "usecases/world.h"

namespace usecases {

/// Why a case is rejected: a code, and words to the applicant in the applicant's language.
struct Rejection {
  domain::RejectionReason reason = domain::RejectionReason::other;
  std::string text;
};

/// Ends a case with a reason that the applicant understands and is mailed, with what to do next: the paid order gets a new access code
/// (but after a risk review). For the reason `other` the text must say it: `field_missing`.
core::Result<void> reject_case(World& world, const Actor& actor, const storage::CaseId& id, const Rejection& rejection,
                               std::optional<std::int64_t> seen);

/// The mail that such a rejection would send.
core::Result<outbound::MailText> preview_rejection(World& world, const storage::CaseId& id, const Rejection& rejection);

} // namespace usecases
