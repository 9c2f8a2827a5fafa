#pragma once

#include "storage/database.h"

#include <chrono>

namespace storage {

/// Whether a domain's owner may be told now that CAA prevented an issuance; if so, it counts as told for `interval`.
core::Result<bool> take_caa_report(Transaction& tx, std::string_view domain, core::Instant now, std::chrono::seconds interval);

} // namespace storage
