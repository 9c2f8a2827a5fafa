#pragma once

#include "domain/issuance.h"
#include "storage/accounts.h"
#include "storage/cases.h"
#include "storage/evidence.h"

namespace usecases {

/// A register record that passed, as the rules want it: with what the register shows of its entity now, which counts at once.
core::Result<domain::OrganizationEvidence> load_organization_evidence(storage::Transaction& tx, const storage::RecordRow& record,
                                                                      const std::string& applied);
core::Result<domain::OrganizationEvidence> load_organization_evidence(storage::Transaction& tx, const storage::ReusableRecord& record,
                                                                      const std::string& applied);
/// EV: what the check told of the registration.
std::optional<domain::EvIdentity> registered_identity(const std::string& facts);

/// D07: how the register has moved on since the organization was last vetted, for this case or for an earlier one; nothing where it has
/// not, or where the organization was never vetted.
core::Result<std::optional<core::Error>> find_register_change(storage::Transaction& tx, const storage::OrganizationRow& organization);

} // namespace usecases
