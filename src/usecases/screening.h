#pragma once

#include "domain/high_risk.h"
#include "storage/cases.h"
#include "storage/denied_list.h"
#include "storage/hits.h"
#include "usecases/world.h"

namespace usecases {

enum class ScreeningCause : std::uint8_t { submission, recommendation, approval, issue, list_change };
std::string_view to_string(ScreeningCause cause);

/// Holds an application against the denied list, names that look like others, and what ended badly before (C09): hits that the case does
/// not have yet are kept for a second specialist; the screening itself is put on record. Returns the number of new hits.
core::Result<std::int64_t> screen_case(storage::Transaction& tx, const Actor& actor, const storage::CaseRow& vetting_case,
                                       ScreeningCause cause, core::Instant now);
/// The same for the case of an application, in a transaction of its own, so that what it finds stays though nothing is issued.
core::Result<void> screen_application(World& world, const Actor& actor, const storage::ApplicationId& id, ScreeningCause cause);

/// Entries of the list as they are held against a subject.
std::vector<domain::DeniedEntry> held_against(const std::vector<storage::DeniedRow>& entries);
/// What is looked at of an application.
core::Result<domain::ScreenedSubject> screened_subject(storage::Transaction& tx, const storage::ApplicationId& id);

/// The hits of a case that forbid issuing: not decided on, confirmed, or decided on by one of the case's own people.
core::Result<std::vector<std::string>> hits_in_the_way(storage::Transaction& tx, const storage::CaseRow& vetting_case);
/// What forbids issuing at once in an account (F01): open hits of its cases, denied domains, odd scripts.
core::Result<std::vector<std::string>> risks_of_account(storage::Transaction& tx, const storage::AccountId& account,
                                                        const std::vector<domain::DomainName>& names, core::Instant now);

} // namespace usecases
