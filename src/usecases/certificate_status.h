#pragma once

#include "pki/ocsp.h"
#include "storage/database.h"

#include <string_view>
#include <vector>

namespace usecases {

/// What OCSP says of a serial: good or revoked; `not_found` for one that was never issued (BR 4.9.10: never good).
core::Result<pki::SingleStatus> certificate_status(storage::Database& database, std::string_view issuer_id, core::ByteView serial);

struct Revocations {
  std::int64_t newest = 0; ///< ask from here next time
  std::vector<core::Bytes> serials;
};
/// Which certificates were revoked after a point of the status counter.
core::Result<Revocations> list_revocations_since(storage::Database& database, std::int64_t since);
core::Result<std::int64_t> newest_status_change(storage::Database& database);

} // namespace usecases
