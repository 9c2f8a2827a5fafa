#pragma once

#include "core/clock.h"

#include <string>

namespace storage {

/// Who did what to what, from where. `actor` is an id (`usr_…`, `key_…`, `ord_…`) or `system`; `origin` an IP address or
/// the name of a job; `object` an id; `account_id` is empty for what belongs to no account; `details` is a JSON object
/// without secrets.
struct AuditEvent {
  core::Instant at;
  std::string actor;
  std::string origin;
  std::string action;
  std::string object;
  std::string account_id;
  std::string details = "{}";
};

} // namespace storage
