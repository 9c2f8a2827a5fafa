#pragma once

#include "storage/sessions.h"
#include "storage/users.h"

#include <optional>
#include <string>

namespace usecases {

/// Who holds a token.
struct Identity {
  std::optional<storage::SessionRow> session;
  std::optional<storage::UserRow> user;
  std::optional<storage::ApiKeyRow> key;
  std::string account_id; ///< of the user, the key or the order
};

} // namespace usecases
