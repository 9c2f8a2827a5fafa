#pragma once

#include "storage/database.h"
#include "storage/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace storage {

/// What the newest early look at the CAA records of one name of an application saw.
struct CaaLookRow {
  ApplicationId application_id;
  AccountId account_id;
  std::string name;
  std::string result; ///< `permitted`, or an error as it is kept
  core::Instant looked_at;
};
BOOST_DESCRIBE_STRUCT(CaaLookRow, (), (application_id, account_id, name, result, looked_at))

/// Replaces what an earlier look saw.
core::Result<void> put_caa_look(Transaction& tx, const CaaLookRow& row);
/// By name.
core::Result<std::vector<CaaLookRow>> list_caa_looks(Transaction& tx, const ApplicationId& application);

} // namespace storage
