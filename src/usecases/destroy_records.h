#pragma once

#include "storage/destructions.h"
#include "usecases/retention_report.h"

namespace usecases {

/// Whether this user may ask for, or approve, the destruction of a case's records now.
core::Result<void> may_ask_destruction(const RetainedCase& retained);
core::Result<void> may_approve_destruction(const RetainedCase& retained, const std::string& user);

/// An officer asks for the destruction of a case's records, whose retention is over (BR 5.5.2). Nothing is destroyed yet.
core::Result<storage::DestructionRow> ask_destruction(World& world, const Actor& actor, const storage::CaseId& id,
                                                      const std::string& reason);
/// Another officer approves: evidence and personal data are blanked, hashes and metadata stay; what went is audited with its hashes.
core::Result<storage::DestructionRow> approve_destruction(World& world, const Actor& actor, const storage::DestructionId& id);

} // namespace usecases
