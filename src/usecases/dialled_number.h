#pragma once

#include "storage/evidence.h"
#include "storage/phone_book.h"

namespace usecases {

/// The number that a call's record rests on, where it was withdrawn from the organization's phone book since the call (C08).
core::Result<std::optional<storage::NumberRow>>
find_withdrawn_number_of(storage::Transaction& tx, const storage::OrganizationId& organization, const storage::RecordRow& record);
core::Result<std::optional<storage::NumberRow>>
find_withdrawn_number_of(storage::Transaction& tx, const storage::OrganizationId& organization, const storage::ReusableRecord& record);

} // namespace usecases
