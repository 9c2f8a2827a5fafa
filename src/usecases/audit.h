#pragma once

#include "storage/audit.h"
#include "usecases/actor.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace usecases {

/// What an audit record tells besides who and when.
struct AuditedAct {
  std::string_view action;
  std::string_view object;
  std::string_view account_id;
  boost::json::object details = {};
};
/// Records what the actor did, in the transaction that does it.
inline void audit(storage::Transaction& tx, const Actor& actor, const AuditedAct& act, core::Instant now) {
  storage::append_audit(tx, {now, actor.id, actor.origin, std::string(act.action), std::string(act.object), std::string(act.account_id),
                             boost::json::serialize(act.details)});
}

} // namespace usecases
